package dev.vigie.detect;

import dev.vigie.measure.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a detector needs beside its rules. Never shows a key. */
public final class DetectorSettings {

    public static final int SUBJECT_KEY_BYTES_MIN = 16;

    /** Five minutes: wider than honest clocks drift, narrower than any window. */
    public static final long SKEW_TOLERANCE_MILLIS = 300_000;

    private static final String HMAC = "HmacSHA256";

    private final KeyedHash hash;
    private final byte[] hashKey;
    private final byte @Nullable [] subjectKey;
    private final long skewToleranceMillis;
    private final String version;
    private final LongSupplier clock;

    /**
     * @param hashKey two words that key the hashes of sliding counts, so that nobody can aim collisions; the same for
     *     the application's life
     * @param subjectKey the controller's key for the subjects' HMAC in alerts, at least {@value #SUBJECT_KEY_BYTES_MIN}
     *     bytes; null leaves subjects out
     * @param skewToleranceMillis how far an event's time may lie ahead of its ingestion before it is counted at its
     *     ingestion
     * @param version Vigie's version, for provenance
     * @param clock wall-clock time in epoch milliseconds, for provenance only
     */
    public DetectorSettings(
            long[] hashKey,
            byte @Nullable [] subjectKey,
            long skewToleranceMillis,
            String version,
            LongSupplier clock) {
        if (hashKey.length != 2) {
            throw new IllegalArgumentException("the hash key has two words");
        }
        if (subjectKey != null && subjectKey.length < SUBJECT_KEY_BYTES_MIN) {
            throw new IllegalArgumentException("the subject key needs at least " + SUBJECT_KEY_BYTES_MIN + " bytes");
        }
        if (skewToleranceMillis < 0) {
            throw new IllegalArgumentException("the tolerated skew must not be negative");
        }
        this.hash = new KeyedHash(hashKey[0], hashKey[1]);
        this.hashKey = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hashKey[0])
                .putLong(hashKey[1])
                .array();
        this.subjectKey = subjectKey == null ? null : subjectKey.clone();
        this.skewToleranceMillis = skewToleranceMillis;
        this.version = version;
        this.clock = clock;
    }

    KeyedHash hash() {
        return hash;
    }

    /** A secret of 32 bytes for {@code purpose}, that nobody can tell who lacks the hash key. */
    public byte[] secretFor(String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(hashKey, HMAC));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    SubjectHash subjectHash() {
        return new SubjectHash(subjectKey, hash);
    }

    /**
     * Makes of a subject's id what alerts show of it: HMAC-SHA-256 under the controller's key, hexadecimal. Null where
     * there is no such key. Used by one thread.
     */
    public @Nullable UnaryOperator<String> subjectHasher() {
        return subjectKey == null ? null : subjectHash()::of;
    }

    long skewToleranceMillis() {
        return skewToleranceMillis;
    }

    public String version() {
        return version;
    }

    LongSupplier clock() {
        return clock;
    }
}
