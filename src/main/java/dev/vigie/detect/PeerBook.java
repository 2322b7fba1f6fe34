package dev.vigie.detect;

import dev.vigie.measure.PeerFigures;
import dev.vigie.measure.ValueMix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Peers' figures of a day, made once. What was reported on day D applies from day D + {@value PeerDays#LAG_DAYS} on: by
 * then every task of a stream has it, however fast or slow it was, so that live and replay agree. A stream that works
 * off a backlog of days faster than these are shared has the figures of the day on which it began.
 */
final class PeerBook {

    /** Of circles on a day: 10 MB. */
    private static final int FIGURES_MAX = 50_000;
    /** Of circles on a day: 15 MB where each has all the values that a mix may have. */
    private static final int MIXES_MAX = 5_000;

    private final PeerDays days;
    /** By measure. */
    private final Map<Long, PeerWindow> windows = new HashMap<>();

    private final Pages<PeerFigures> figures = new Pages<>(FIGURES_MAX, PeerHouse::figures);
    private final Pages<ValueMix> mixes = new Pages<>(MIXES_MAX, PeerHouse::mixes);

    PeerBook(PeerDays days) {
        this.days = days;
    }

    /** What is known of the peers' days on {@code day}. */
    PeerFigures figures(PeerKey peers, long day) {
        return figures.of(peers, day);
    }

    /** How often which values were seen among the peers, as known on {@code day}. */
    ValueMix mix(PeerKey peers, long day) {
        return mixes.of(peers, day);
    }

    private PeerHouse house(Page page) {
        long lastDay = page.day() - PeerDays.LAG_DAYS;
        PeerWindow window = windows.get(page.partId());
        if (window == null || !window.reaches(lastDay)) {
            window = new PeerWindow(lastDay);
            windows.put(page.partId(), window);
        }
        return window.until(lastDay, page.partId(), days);
    }

    private record Page(long partId, long day) {}

    /** What is known of all circles of a measure on a day, least recently used ones forgotten. */
    private final class Pages<T> {
        private final int entriesMax;
        private final Function<PeerHouse, Map<PeerCircle, T>> maker;
        private final LinkedHashMap<Page, Map<PeerCircle, T>> pages = new LinkedHashMap<>(16, 0.75f, true);
        private int entries;

        Pages(int entriesMax, Function<PeerHouse, Map<PeerCircle, T>> maker) {
            this.entriesMax = entriesMax;
            this.maker = maker;
        }

        /** Of the nearest circle of which something is known. */
        T of(PeerKey peers, long day) {
            Map<PeerCircle, T> page = page(new Page(peers.partId(), day));
            for (PeerCircle each = new PeerCircle(peers.operator(), peers.role()); each != null; each = each.wider()) {
                T known = page.get(each);
                if (known != null) {
                    return known;
                }
            }
            throw new IllegalStateException("something is known of the house in any case");
        }

        private Map<PeerCircle, T> page(Page page) {
            Map<PeerCircle, T> known = pages.get(page);
            if (known == null) {
                known = maker.apply(house(page));
                pages.put(page, known);
                entries += known.size();
                while (entries > entriesMax && pages.size() > 1) {
                    Page eldest = pages.keySet().iterator().next();
                    entries -= pages.remove(eldest).size();
                }
            }
            return known;
        }
    }
}
