package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    @TempDir
    private Path directory;

    /** FIPS 180-2, appendix B.3: a million times the letter a. */
    @Test
    void of_aMillionLetters_isWhatTheStandardSays() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "a".repeat(1_000_000));
        String expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
        assertThat(Sha256.of(file)).isEqualTo(expected);
        assertThat(Sha256.of("a".repeat(1_000_000))).isEqualTo(expected);
    }

    @Test
    void of_aFile_stopsWhenItIsTime() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "a");
        Milestone stopped = new Milestone(Logs.stoppedBy(() -> true));
        assertThatThrownBy(() -> Sha256.of(file, stopped)).isInstanceOf(ReplayStoppedException.class);
    }
}
