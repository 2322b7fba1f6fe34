package dev.vigie.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message about an episode of a group: that it opened, grew or closed. The shape of {@code schemas/alert.avsc}.
 * Everything outside {@code provenance} is a function of the events and the rules.
 *
 * @param id the episode's id, the same in all its messages
 * @param sequence the message's number within the episode, from 0
 * @param state what happened
 * @param groupKind what the group is made of, such as account or src_ip
 * @param group the group's values by field name
 * @param level the highest level among the reasons
 * @param sentence what an analyst would say
 * @param reasons every rule that crossed, in the order in which they did
 * @param openedAtMillis event time of the event that crossed first
 * @param firstEventAtMillis event time of the first event of the opening window that is still known
 * @param lastEventAtMillis the latest event time in the episode
 * @param closedAtMillis event time at which the episode ended, or {@link AccessEvent#UNKNOWN} while it is open
 * @param peopleExposed distinct subjects of successful reading since the opening window began
 * @param peopleExposedBefore the same without the event that opened the episode
 * @param peopleError one standard error of {@code peopleExposed}, relative; 0 while it is exact
 * @param recordsUnnamed records that the log counted without naming subjects
 * @param accessesUncounted successful accesses for which the log gave neither subjects nor a count
 * @param peopleReadByGroup for a group above the account, what {@code peopleExposed} is for one: ordinary reading of
 *     many is in it, and so {@code peopleExposed} and {@code peopleExposedBefore} are 0 there;
 *     {@link AccessEvent#UNKNOWN} for a group within one account
 * @param accounts for a group above the account, those that read most, at most {@value #ACCOUNTS_MAX}
 * @param fields which data fields were read
 * @param dataCategories GDPR categories of those fields
 * @param registers which registers were read
 * @param sources from which addresses
 * @param evidence events, from the crossing one on
 * @param speaksForTakeover what speaks for somebody else at the account
 * @param speaksForHolder what speaks for the account's holder
 * @param provenance when and where this was detected
 */
public record Alert(
        String id,
        int sequence,
        State state,
        String groupKind,
        Map<String, String> group,
        Level level,
        String sentence,
        List<Reason> reasons,
        long openedAtMillis,
        long firstEventAtMillis,
        long lastEventAtMillis,
        long closedAtMillis,
        long peopleExposed,
        long peopleExposedBefore,
        double peopleError,
        long recordsUnnamed,
        long accessesUncounted,
        long peopleReadByGroup,
        List<AccountShare> accounts,
        Names fields,
        Names dataCategories,
        Names registers,
        Names sources,
        List<Evidence> evidence,
        List<Sign> speaksForTakeover,
        List<Sign> speaksForHolder,
        Provenance provenance) {

    public static final int ACCOUNTS_MAX = 10;

    public Alert {
        accounts = List.copyOf(accounts);
        group = Map.copyOf(group);
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        speaksForTakeover = List.copyOf(speaksForTakeover);
        speaksForHolder = List.copyOf(speaksForHolder);
        if (!speaksForTakeover.stream().allMatch(Sign::speaksForTakeover)
                || speaksForHolder.stream().anyMatch(Sign::speaksForTakeover)) {
            throw new IllegalArgumentException("a sign speaks for the other explanation");
        }
    }

    /** The same message, detected otherwise. */
    public Alert with(Provenance other) {
        return with(evidence, other);
    }

    /** The same message for whoever keeps many and needs no events. */
    public Alert withoutEvidence() {
        return with(List.of(), provenance);
    }

    private Alert with(List<Evidence> events, Provenance other) {
        return new Alert(
                id,
                sequence,
                state,
                groupKind,
                group,
                level,
                sentence,
                reasons,
                openedAtMillis,
                firstEventAtMillis,
                lastEventAtMillis,
                closedAtMillis,
                peopleExposed,
                peopleExposedBefore,
                peopleError,
                recordsUnnamed,
                accessesUncounted,
                peopleReadByGroup,
                accounts,
                fields,
                dataCategories,
                registers,
                sources,
                events,
                speaksForTakeover,
                speaksForHolder,
                other);
    }

    /** What a message says of its episode. */
    public enum State {
        OPEN,
        UPDATE,
        CLOSED
    }

    /**
     * A rule that crossed its condition.
     *
     * @param rule the rule's id
     * @param measure such as {@code value_count(subject)}
     * @param timespanMillis the rule's timespan; 0 for a rule that looks at one event
     * @param value the highest value seen in the episode
     * @param limit the condition, such as {@code >= 50}
     * @param usual the group's usual highest value, where a baseline knows it
     * @param rarity once in how many active days, where a baseline knows it
     * @param error one standard error of {@code value}, relative; 0 while it is exact
     * @param share the part of the people read that have one value in common, 0 to 1, where the rule measures shares
     * @param usualShare the part that they usually are, 0 to 1, where a baseline knows it
     */
    public record Reason(
            String rule,
            String title,
            Level level,
            List<String> tags,
            String measure,
            long timespanMillis,
            double value,
            String limit,
            @Nullable Double usual,
            @Nullable Double rarity,
            double error,
            @Nullable Double share,
            @Nullable Double usualShare) {
        public Reason {
            tags = List.copyOf(tags);
            checkShare("share", share);
            checkShare("usualShare", usualShare);
        }

        private static void checkShare(String name, @Nullable Double share) {
            if (share != null && !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(name + " must lie between 0 and 1");
            }
        }
    }

    /**
     * One account's part in what a group did.
     *
     * @param reads records of people that it was shown in the opening window and since, each time it was shown one, and
     *     1 for an access that showed none
     */
    public record AccountShare(String operator, String account, long reads) {}

    /**
     * A bounded list of names and how many there were in all.
     *
     * @param names the first ones, sorted
     * @param total how many were seen, at least {@code names.size()}
     */
    public record Names(List<String> names, long total) {
        public static final Names NONE = new Names(List.of(), 0);

        public Names {
            names = List.copyOf(names);
        }
    }

    /**
     * An event of the episode.
     *
     * @param subjects keyed hashes (HMAC-SHA-256, hexadecimal) of at most 20 subjects; empty where no key is configured
     * @param subjectCount how many subjects the event named
     */
    public record Evidence(
            String eventId,
            long timeMillis,
            Action action,
            Outcome outcome,
            @Nullable String resource,
            @Nullable String sourceIp,
            List<String> subjects,
            int subjectCount) {
        public Evidence {
            subjects = List.copyOf(subjects);
        }
    }

    /**
     * All that depends on when and where the detector ran.
     *
     * @param detectedAtMillis wall-clock time of the message
     * @param offsetFirst offset, or line number, of the episode's first event known to the detector
     * @param offsetLast offset, or line number, of the latest event
     * @param version Vigie's version
     * @param rulesHash hash of the rule set
     * @param historic whether all that is in the episode came by sources of past logs: it is no news
     */
    public record Provenance(
            long detectedAtMillis,
            String topic,
            int partition,
            long offsetFirst,
            long offsetLast,
            String version,
            String rulesHash,
            boolean historic) {

        /** Of an episode of the present. */
        public Provenance(
                long detectedAtMillis,
                String topic,
                int partition,
                long offsetFirst,
                long offsetLast,
                String version,
                String rulesHash) {
            this(detectedAtMillis, topic, partition, offsetFirst, offsetLast, version, rulesHash, false);
        }

        /** The same, but for when. */
        public Provenance at(long otherMillis) {
            return new Provenance(otherMillis, topic, partition, offsetFirst, offsetLast, version, rulesHash, historic);
        }
    }
}
