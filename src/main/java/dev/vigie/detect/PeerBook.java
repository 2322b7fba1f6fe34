package dev.vigie.detect;

import dev.vigie.measure.PeerFigures;
import dev.vigie.measure.PeerSums;
import dev.vigie.measure.ValueMix;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Peers' figures of a day, made once. What was reported on day D applies from day D + {@value #LAG_DAYS} on: by then
 * every task of a stream has it, however fast or slow it was, so that live and replay agree. A stream that works off a
 * backlog of days faster than these are shared has the figures of the day on which it began.
 */
final class PeerBook {

    static final int LAG_DAYS = 2;

    /** A circle's mix stands on its own from so many people on. */
    private static final int MIX_PEOPLE = 500;

    private static final int PAGES_MAX = 256;
    private static final int RECENT_DAYS = 5;
    private static final int RECENT_SINCE_DAYS = 14;

    private final PeerDays days;
    private final Map<Page, Circles> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Page, Circles> eldest) {
            return size() > PAGES_MAX;
        }
    };

    PeerBook(PeerDays days) {
        this.days = days;
    }

    private record Page(long partId, long day) {}

    private record Circle(String operator, String role) {}

    /** All circles of one measure on one day. */
    private static final class Circles {
        final PeerTally house = new PeerTally();
        final PeerSums recently = new PeerSums();
        final Map<String, PeerTally> operators = new HashMap<>();
        final Map<Circle, PeerTally> roles = new HashMap<>();
        final Map<Circle, PeerFigures> made = new HashMap<>();

        /** As {@link #figures}: the nearest circle first, wider ones as far as it is short of people. */
        ValueMix mix(Circle circle) {
            ValueMix mix = new ValueMix();
            PeerTally role = circle.role().isEmpty() ? null : roles.get(circle);
            PeerTally operator = circle.operator().isEmpty() ? null : operators.get(circle.operator());
            for (PeerTally each : new PeerTally[] {role, operator, house}) {
                if (each != null) {
                    mix.addScaled(each.mix(), Math.max(0, MIX_PEOPLE - mix.total()));
                }
            }
            return mix;
        }

        PeerFigures figures(Circle circle) {
            return made.computeIfAbsent(circle, this::make);
        }

        private PeerFigures make(Circle circle) {
            PeerFigures known = new PeerFigures(house.sums(), recently, PeerFigures.NOTHING_KNOWN);
            PeerTally operator = circle.operator().isEmpty() ? null : operators.get(circle.operator());
            if (operator != null) {
                known = new PeerFigures(operator.sums(), recently, known);
            }
            PeerTally role = circle.role().isEmpty() ? null : roles.get(circle);
            return role == null ? known : new PeerFigures(role.sums(), recently, known);
        }
    }

    /** What is known of the circle's days on {@code day}. */
    PeerFigures figures(PeerKey peers, long day) {
        return pages.computeIfAbsent(new Page(peers.partId(), day), this::read)
                .figures(new Circle(peers.operator(), peers.role()));
    }

    /**
     * How often which values were seen in the circle, as known on {@code day}: of {@value #MIX_PEOPLE} people or more.
     */
    ValueMix mix(PeerKey peers, long day) {
        return pages.computeIfAbsent(new Page(peers.partId(), day), this::read)
                .mix(new Circle(peers.operator(), peers.role()));
    }

    private Circles read(Page page) {
        Circles circles = new Circles();
        TreeMap<Long, PeerSums> recent = new TreeMap<>();
        long last = page.day() - LAG_DAYS;
        days.visit(page.partId(), last - PeerDays.DAYS_KEPT + 1, last, (operator, role, day, tally) -> {
            PeerSums sums = tally.sums();
            circles.house.add(tally);
            circles.operators
                    .computeIfAbsent(operator, unseen -> new PeerTally())
                    .add(tally);
            circles.roles
                    .computeIfAbsent(new Circle(operator, role), unseen -> new PeerTally())
                    .add(tally);
            if (sums.hasDeviations() && day >= page.day() - RECENT_SINCE_DAYS) {
                recent.computeIfAbsent(day, unseen -> new PeerSums()).add(sums);
            }
        });
        recent.descendingMap().values().stream().limit(RECENT_DAYS).forEach(circles.recently::add);
        return circles;
    }
}
