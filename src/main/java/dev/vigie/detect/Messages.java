package dev.vigie.detect;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Provenance;
import dev.vigie.model.Alert.State;
import dev.vigie.model.Group;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** Makes the messages about an episode, each numbered and with the figures of its moment. */
final class Messages {

    private static final int ID_HASH_BYTES = 8;

    private final DetectorSettings settings;
    private final String rulesHash;

    Messages(DetectorSettings settings, String rulesHash) {
        this.settings = settings;
        this.rulesHash = rulesHash;
    }

    /**
     * An episode's id, computed and never random: the UTC date of opening, the ordinal on that date, and a hash of the
     * group's kind and key, so that the id itself names nobody.
     *
     * @param day days since 1970 UTC
     */
    static String id(Group group, long day, int ordinal) {
        try {
            String key = group.kind() + '\0' + String.join("\0", group.values());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return LocalDate.ofEpochDay(day) + "-" + HexFormat.of().formatHex(hash, 0, ID_HASH_BYTES) + "-" + ordinal;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The episode's next message. */
    Alert next(Group group, Episode episode, State state) {
        episode.messagedSeverity = episode.severity();
        episode.messagedPeople = episode.peopleExposed();
        return new Alert(
                episode.id,
                episode.nextSequence++,
                state,
                group.kind(),
                group.valuesByName(),
                episode.level(),
                Sentence.of(group, episode),
                episode.crossings.stream().map(Crossing::reason).toList(),
                episode.openedAtMillis,
                episode.firstEventAtMillis,
                episode.lastEventAtMillis,
                state == State.CLOSED ? episode.closeAtMillis() : AccessEvent.UNKNOWN,
                group.isWithinAccount() ? episode.peopleExposed() : 0,
                group.isWithinAccount() ? episode.peopleBefore : 0,
                episode.peopleError(),
                episode.recordsUnnamed,
                episode.accessesUncounted,
                group.isWithinAccount() ? AccessEvent.UNKNOWN : episode.peopleExposed(),
                episode.largestAccounts(),
                episode.fields.names(),
                episode.categories.names(),
                episode.registers.names(),
                episode.sources.names(),
                episode.evidence,
                episode.signs(true),
                episode.signs(false),
                new Provenance(
                        settings.clock().getAsLong(),
                        episode.topic,
                        episode.partition,
                        episode.offsetFirst,
                        episode.offsetLast,
                        settings.version(),
                        rulesHash,
                        episode.historic));
    }
}
