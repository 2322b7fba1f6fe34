package dev.vigie.cli;

import dev.vigie.detect.DetectorSettings;
import dev.vigie.detect.SubjectHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The two keys of an installation, in hexadecimal digits in a file or a variable. They stay the same for its life:
 * counts that are stored were made with the one, and alerts are compared by the other.
 */
final class Keys {

    static final int HASH_KEY_BYTES = 16;

    /** The hash key where none is set: the bytes 0 to 15, known to everybody. */
    private static final String HASH_KEY_KNOWN = "000102030405060708090a0b0c0d0e0f";

    private static final long FILE_BYTES_MAX = 4_096;
    private static final int FINGERPRINT_BYTES = 8;
    /** Sets the fingerprint apart from any other use of a key's hash. */
    private static final byte[] FINGERPRINT_OF = "vigie key fingerprint ".getBytes(StandardCharsets.US_ASCII);

    private final byte @Nullable [] hashKey;
    private final byte @Nullable [] subjectKey;

    private Keys(byte @Nullable [] hashKey, byte @Nullable [] subjectKey) {
        this.hashKey = hashKey;
        this.subjectKey = subjectKey;
    }

    static Keys of(Settings settings) throws ConfigException {
        byte[] hashKey = key(settings, "keys.hash-key");
        if (hashKey != null && hashKey.length != HASH_KEY_BYTES) {
            throw new ConfigException("keys.hash-key must have " + 2 * HASH_KEY_BYTES
                    + " hexadecimal digits; 'openssl rand -hex " + HASH_KEY_BYTES + "' makes one");
        }
        byte[] subjectKey = key(settings, "keys.subject-key");
        if (subjectKey != null && subjectKey.length < DetectorSettings.SUBJECT_KEY_BYTES_MIN) {
            throw new ConfigException("keys.subject-key must have at least "
                    + 2 * DetectorSettings.SUBJECT_KEY_BYTES_MIN
                    + " hexadecimal digits; 'openssl rand -hex 32' makes one");
        }
        return new Keys(hashKey, subjectKey);
    }

    private static byte @Nullable [] key(Settings settings, String name) throws ConfigException {
        Setting setting = secret(settings, name);
        if (setting == null) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(setting.text());
        } catch (IllegalArgumentException e) {
            throw setting.wrong("hexadecimal digits, two for each byte; 'openssl rand -hex 32' makes some");
        }
    }

    /** A secret's text, from its variable or from the file that is set for it; the variable first, as everywhere. */
    static @Nullable Setting secret(Settings settings, String name) throws ConfigException {
        Setting direct = settings.get(name);
        if (direct != null) {
            return direct;
        }
        Setting fileSetting = settings.get(name + "-file");
        if (fileSetting == null) {
            return null;
        }
        Path file = fileSetting.path();
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw fileSetting.wrong("a file of at most " + FILE_BYTES_MAX + " bytes: " + file);
            }
            return new Setting(name, Files.readString(file).strip(), file.toString(), fileSetting.base());
        } catch (IOException e) {
            throw fileSetting.wrong(
                    "a file that can be read: " + file + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Subjects as alerts show them; null where no subject key is set. */
    @Nullable
    SubjectHash subjectHash() {
        return subjectKey == null ? null : SubjectHash.underKey(subjectKey);
    }

    /** What to say once, at the start, of keys that are not set. */
    void warn(Console console) {
        if (hashKey == null) {
            console.say("no hash key is set (keys.hash-key-file): whoever knows Vigie can choose ids that collide,"
                    + " and aim at the counts");
        }
        if (subjectKey == null) {
            console.say("no subject key is set (keys.subject-key-file): alerts leave out whose records were read");
        }
    }

    /**
     * What tells these keys from others, by name, for whoever repeats what was done with them: the first bytes of their
     * SHA-256, {@code none} where none is set. Keys are random, so that nobody can try them all.
     */
    Map<String, String> fingerprints() {
        return Map.of("hash", fingerprint(hashKey), "subject", fingerprint(subjectKey));
    }

    private static String fingerprint(byte @Nullable [] key) {
        if (key == null) {
            return "none";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(FINGERPRINT_OF);
            return HexFormat.of().formatHex(digest.digest(key), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A detector's settings with these keys. */
    DetectorSettings detectorSettings(LongSupplier clock) {
        ByteBuffer words = ByteBuffer.wrap(hashKey == null ? HexFormat.of().parseHex(HASH_KEY_KNOWN) : hashKey);
        return new DetectorSettings(
                new long[] {words.getLong(), words.getLong()},
                subjectKey,
                DetectorSettings.SKEW_TOLERANCE_MILLIS,
                Version.number(),
                clock);
    }

    /** Never shows a key. */
    @Override
    public String toString() {
        return "Keys[hash=" + (hashKey == null ? "none" : "set") + ", subject=" + (subjectKey == null ? "none" : "set")
                + "]";
    }
}
