package dev.vigie.detect;

import dev.vigie.model.Group;
import java.util.Locale;

/** What an analyst would say of an episode, in one sentence. */
final class Sentence {

    private static final int REASONS_MAX = 3;
    /** A rule whose subjects are not people says what they are by a tag such as {@code vigie.subjects.secrets}. */
    private static final String NOUN_TAG = "vigie.subjects.";

    private Sentence() {}

    static String of(Group group, Episode episode) {
        StringBuilder sentence = new StringBuilder(200).append(group).append(' ');
        if (!group.isWithinAccount()) {
            accounts(sentence, episode);
        }
        lead(sentence, group, episode);
        for (int i = 0; i < Math.min(REASONS_MAX, episode.crossings.size()); i++) {
            sentence.append("; ");
            reason(sentence, episode.crossings.get(i));
        }
        if (episode.crossings.size() > REASONS_MAX) {
            sentence.append("; and ").append(Numbers.count(episode.crossings.size() - REASONS_MAX, "more rule"));
        }
        return sentence.append('.').toString();
    }

    private static void lead(StringBuilder sentence, Group group, Episode episode) {
        String span = " in " + Numbers.duration(episode.lastEventAtMillis - episode.firstEventAtMillis);
        long people = episode.peopleExposed();
        if (people > 0) {
            String noun = noun(episode, people);
            sentence.append("read ")
                    .append(Numbers.whole(people))
                    .append(' ')
                    .append(noun)
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
                    .append(Numbers.whole(episode.accessesUncounted))
                    .append(episode.accessesUncounted == 1 ? " retrieval" : " retrievals")
                    .append(span)
                    .append(" of which the log names no subject and gives no count:")
                    .append(" nobody can tell how many were taken");
        } else {
            sentence.append("was shown nothing").append(span);
        }
    }

    /** Whose doing it was, where a group takes in several accounts. */
    private static void accounts(StringBuilder sentence, Episode episode) {
        int known = (int) episode.accounts.value();
        sentence.append("(").append(Numbers.count(known, "account"));
        if (known == 1) {
            sentence.append(' ').append(episode.largestAccounts().get(0).account());
        }
        sentence.append(") ");
    }

    private static String unnamed(Episode episode) {
        return Numbers.count(episode.recordsUnnamed, "record") + " that the log does not name";
    }

    private static String noun(Episode episode, long count) {
        for (String tag : episode.crossings.get(0).tags) {
            if (tag.startsWith(NOUN_TAG)) {
                return tag.substring(NOUN_TAG.length());
            }
        }
        return count == 1 ? "person" : "people";
    }

    private static void reason(StringBuilder sentence, Crossing crossing) {
        sentence.append(crossing.title);
        if (crossing.timespanMillis > 0) {
            sentence.append(" (").append(Numbers.text(Math.rint(crossing.value)));
            if (crossing.error > 0) {
                sentence.append(String.format(Locale.ROOT, ", give or take %.1f %%,", crossing.error * 100));
            }
            sentence.append(" in ").append(Numbers.timespan(crossing.timespanMillis));
            sentence.append(", limit ")
                    .append(crossing.limit.replaceFirst("^>= ", ""))
                    .append(')');
        } else if (crossing.value > 1) {
            sentence.append(", ").append(Numbers.text(crossing.value)).append(" times");
        }
    }
}
