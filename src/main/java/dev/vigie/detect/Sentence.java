package dev.vigie.detect;

import dev.vigie.model.Alert.AccountShare;
import dev.vigie.model.Group;
import dev.vigie.model.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an analyst would say of an episode, in one sentence: who did what, what is unusual about it, and what speaks for
 * somebody else at the account. The rarest reason comes first, then shares, then the others in their order.
 */
final class Sentence {

    private static final int REASONS_MAX = 3;
    /** A rule about a log itself: whom the log shows is not what it speaks of. */
    private static final String FEED_TAG = "vigie.feed";

    private Sentence() {}

    static String of(Group group, Episode episode) {
        StringBuilder sentence = new StringBuilder(200).append(group);
        boolean ofFeed = episode.crossings.stream().allMatch(each -> each.tags.contains(FEED_TAG));
        if (!ofFeed) {
            sentence.append(' ');
            if (!group.isWithinAccount()) {
                accounts(sentence, episode);
            }
            lead(sentence, group, episode);
        }
        String joint = ofFeed ? ": " : "; ";
        List<Crossing> reasons = inOrder(episode.crossings);
        Set<String> said = new HashSet<>();
        for (Crossing each : reasons.subList(0, Math.min(REASONS_MAX, reasons.size()))) {
            String words = ReasonWords.of(each);
            // Rules that differ in whom they compare with may have the same figures.
            sentence.append(joint).append(said.add(words) ? words : each.title);
            joint = "; ";
        }
        if (reasons.size() > REASONS_MAX) {
            sentence.append("; and ").append(Numbers.count(reasons.size() - REASONS_MAX, "more rule"));
        }
        List<Sign> signs = episode.signs(true);
        if (!signs.isEmpty()) {
            sentence.append("; ").append(signs.stream().map(Sign::text).collect(Collectors.joining(", ")));
        }
        return sentence.append('.').toString();
    }

    private static List<Crossing> inOrder(List<Crossing> crossings) {
        List<Crossing> ordered = new ArrayList<>(crossings);
        ordered.sort(Comparator.comparingDouble(Sentence::rank).reversed());
        return ordered;
    }

    /** The rarest of those that know what is usual, then shares, then others. */
    private static double rank(Crossing crossing) {
        Double rarity = crossing.rarity;
        if (crossing.share != null) {
            return 1;
        }
        return rarity == null || crossing.usual == null ? 0 : 1 + rarity;
    }

    private static void lead(StringBuilder sentence, Group group, Episode episode) {
        String span = " in " + Numbers.duration(episode.lastEventAtMillis - episode.firstEventAtMillis);
        long people = episode.peopleExposed();
        if (people > 0) {
            sentence.append("read ")
                    .append(ReasonWords.counted(episode.crossings.get(0), people))
                    .append(span);
            if (group.isWithinAccount()) {
                sentence.append(", ")
                        .append(Numbers.whole(episode.peopleBefore))
                        .append(" before the first alert");
            }
            if (episode.recordsUnnamed > 0) {
                sentence.append(", and took ").append(unnamed(episode));
            }
        } else if (episode.recordsUnnamed > 0) {
            sentence.append("took ").append(unnamed(episode)).append(span);
        } else if (episode.accessesUncounted > 0) {
            sentence.append("made ")
                    .append(Numbers.count(episode.accessesUncounted, "retrieval"))
                    .append(span)
                    .append(" of which the log names no subject and gives no count:")
                    .append(" nobody can tell how many were taken");
        } else {
            sentence.append("was shown nothing").append(span);
        }
    }

    /** Whose doing it was, where a group takes in several accounts. */
    private static void accounts(StringBuilder sentence, Episode episode) {
        List<AccountShare> largest = episode.largestAccounts();
        int known = (int) episode.accounts.value();
        sentence.append("(").append(Numbers.count(known, "account"));
        if (known == 1 && !largest.isEmpty()) {
            sentence.append(' ').append(largest.get(0).account());
        }
        sentence.append(") ");
    }

    private static String unnamed(Episode episode) {
        return Numbers.count(episode.recordsUnnamed, "record") + " that the log does not name";
    }
}
