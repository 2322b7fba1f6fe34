package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With keys that GnuPG made. That it opens what is sealed, {@link OpenPgpIT} shows. */
class OpenPgpSealTest {

    private static final Path KEYS = Path.of("src/test/resources/openpgp");
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void over_someText_isEncryptedWithoutAnyOfItInClear() throws Exception {
        OpenPgpSeal seal = OpenPgpSeal.read(KEYS.resolve("valid.asc"), NOW);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();

        try (OutputStream to = seal.over(sealed, "affected.csv")) {
            for (int i = 0; i < 10_000; i++) {
                to.write("somebody,2026-01-05T10:00:00Z\n".getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(seal.fingerprint()).isEqualTo("8F7EA221911D283A0EDB49A48204A7917BFDE94C");
        assertThat(sealed.size()).isGreaterThan(300_000);
        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("somebody");
    }

    @ParameterizedTest
    @CsvSource({
        "expired.asc, the key has expired",
        "expired-part.asc, the key's part for encryption is expired or revoked",
        "revoked.asc, the key is revoked",
        "sign-only.asc, the key can only sign",
        "rsa-sign-only.asc, the key can only sign",
        "two.asc, holds 2 OpenPgp public keys",
        "missing.asc, no such file"
    })
    void read_aKeyThatIsNotFit_saysWhy(String name, String why) {
        Path file = KEYS.resolve(name);

        assertThatThrownBy(() -> OpenPgpSeal.read(file, NOW))
                .isInstanceOf(ReplayException.class)
                .hasMessageStartingWith(file + ": ")
                .message()
                .containsIgnoringCase(why);
    }

    @Test
    void read_aKeyWhileItWasValid_isFit() throws Exception {
        assertThat(OpenPgpSeal.read(KEYS.resolve("expired-part.asc"), Instant.parse("2026-01-15T00:00:00Z"))
                        .fingerprint())
                .hasSize(40);
    }

    @Test
    void read_aLongerLifeThatNobodySigned_isNotBelieved() throws Exception {
        // The expiry lies in the signed part of the signature: any change to it, and nothing is left that verifies.
        byte[] key = OpenPgpKeys.ring(Files.readAllBytes(KEYS.resolve("expired.asc")))
                .getEncoded();
        byte[] expiry = {5, 9};
        int at = indexOf(key, expiry);
        assertThat(at).isPositive();
        key[at + 2] = 0x7F;
        Path file = Files.write(directory.resolve("forged.pgp"), key);

        assertThatThrownBy(() -> OpenPgpSeal.read(file, NOW))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("no valid signature");
    }

    @Test
    void read_whatIsNoKey_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "not a key");

        assertThatThrownBy(() -> OpenPgpSeal.read(file, NOW)).isInstanceOf(ReplayException.class);
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length < in.length; i++) {
            if (in[i] == what[0] && in[i + 1] == what[1]) {
                return i;
            }
        }
        return -1;
    }
}
