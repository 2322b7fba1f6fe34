package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import dev.vigie.model.AccessEvent;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Subject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Subjects as alerts may show them: HMAC-SHA-256 of the id under the controller's key. Ids have little entropy, so
 * whoever has the key, or guesses it, can try them all: the key's secrecy is the whole protection. Used by one thread.
 */
public final class SubjectHash {

    private static final int SUBJECTS_PER_EVENT_MAX = 20;
    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable Mac mac;
    private final KeyedHash keyed;

    /**
     * @param key at least {@value DetectorSettings#SUBJECT_KEY_BYTES_MIN} bytes, or null to show no subject in evidence
     * @param keyed tells subjects apart where a rule groups by them and there is no such key
     */
    SubjectHash(byte @Nullable [] key, KeyedHash keyed) {
        this.mac = key == null ? null : mac(key);
        this.keyed = keyed;
    }

    /**
     * Subjects as alerts show them under this key, for its holder to look somebody up.
     *
     * @param key at least {@value DetectorSettings#SUBJECT_KEY_BYTES_MIN} bytes
     */
    public static SubjectHash underKey(byte[] key) {
        return new SubjectHash(key, new KeyedHash(0, 0));
    }

    /** One subject, as evidence and as part of a group's key. */
    public String of(String subject) {
        Mac known = mac;
        return known == null
                ? HexFormat.of().toHexDigits(keyed.of(subject))
                : HexFormat.of().formatHex(known.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    Evidence evidence(AccessEvent event, long timeMillis) {
        return new Evidence(
                event.id(),
                timeMillis,
                event.action(),
                event.outcome(),
                event.resource(),
                event.sourceIp(),
                hashes(event.subjects()),
                event.subjects().size());
    }

    private List<String> hashes(List<Subject> subjects) {
        return mac == null
                ? List.of()
                : subjects.stream()
                        .limit(SUBJECTS_PER_EVENT_MAX)
                        .map(subject -> of(subject.id()))
                        .toList();
    }
}
