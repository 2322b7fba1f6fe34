package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real GnuPG opens what is sealed, where one is installed ({@code gnupg}). */
@Timeout(60)
final class OpenPgpIT {

    private static final int LARGE_BYTES = 3_000_000;

    @TempDir
    private Path directory;

    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        assumeTrue(isInstalled(), "gpg is not installed");
        // Short, since its agent's socket lies there.
        home = Files.createTempDirectory(
                "vg", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void removeHome() throws Exception {
        if (home.toString().isEmpty()) {
            return;
        }
        new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all")
                .start()
                .waitFor();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519,cv25519", "rsa2048,rsa2048"})
    void gpg_ofASealedFile_givesItsBytes(String primary, String part) throws Exception {
        Path key = generateKey(primary, part);
        byte[] text = new byte[LARGE_BYTES];
        new SplittableRandom(5).nextBytes(text);
        Path sealed = directory.resolve("sealed.pgp");
        try (OutputStream to = OpenPgpSeal.read(key, Instant.now())
                .over(new BufferedOutputStream(Files.newOutputStream(sealed)), "affected.csv")) {
            to.write(text);
        }

        Path opened = directory.resolve("opened");
        gpg("--output", opened.toString(), "--decrypt", sealed.toString());

        assertThat(Files.readAllBytes(opened)).isEqualTo(text);
    }

    @Test
    void gpg_ofAReplaysSealedList_givesTheListThatIsNotSealed() throws Exception {
        Path key = generateKey("ed25519", "cv25519");
        Path log = Logs.write(directory.resolve("access.jsonl"), Logs.extraction());
        Replay.run(Logs.job(directory.resolve("clear"), log), Progress.none());
        FolderOptions sealing = FolderOptions.PLAIN.withSeal(OpenPgpSeal.read(key, Instant.now()));
        Replay.run(Logs.job(directory.resolve("sealed"), sealing, log), Progress.none());

        Path opened = directory.resolve("opened.csv");
        Path sealed = directory.resolve("sealed/affected.csv.pgp");
        gpg("--output", opened.toString(), "--decrypt", sealed.toString());

        assertThat(opened).hasSameBinaryContentAs(directory.resolve("clear/affected.csv"));
        assertThat(directory.resolve("sealed/affected.csv")).doesNotExist();
    }

    private Path generateKey(String primary, String part) throws Exception {
        gpg("--quick-generate-key", "Officer <dpo@example.org>", primary, "sign", "1d");
        String listed = gpg("--with-colons", "--list-keys");
        String fingerprint = listed.lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("[^0-9A-F]", "");
        gpg("--quick-add-key", fingerprint, part, "encr", "1d");
        Path key = directory.resolve("key.asc");
        gpg("--armor", "--output", key.toString(), "--export", fingerprint);
        return key;
    }

    private String gpg(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet", "--no-tty"));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Path said = directory.resolve("said");
        Process gpg = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        gpg.getOutputStream().close();
        int code = gpg.waitFor();
        assertThat(code).as("%s", Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static boolean isInstalled() {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gpg")));
        assertThat(found || !"true".equals(System.getenv("CI")))
                .as("gpg is not installed; .ci/run installs it")
                .isTrue();
        return found;
    }
}
