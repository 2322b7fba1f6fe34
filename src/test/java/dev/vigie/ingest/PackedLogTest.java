package dev.vigie.ingest;

import static dev.vigie.ingest.LogFileTest.joined;
import static dev.vigie.ingest.LogFileTest.lines;
import static dev.vigie.ingest.LogFileTest.packed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies behind the first member of a compressed log, and what stands before it. */
final class PackedLogTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void read_secondFrameTruncatedAnywhere_saysSo(String packing) throws Exception {
        byte[] first = packed(packing, lines(3));
        byte[] second = packed(packing, lines(3));
        for (int length = 1; length < second.length; length++) {
            Collected collected = Collected.file(folder, "log", joined(first, Arrays.copyOf(second, length)));

            assertThat(collected.reasons()).as("%d bytes", length).containsExactly(Reason.TRUNCATED);
            assertThat(collected.events()).as("%d bytes", length).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void read_textBehindAFrame_isDamage(String packing) throws Exception {
        Collected collected = Collected.file(folder, "log", joined(packed(packing, lines(3)), lines(2)));

        assertThat(collected.events()).hasSize(3);
        assertThat(collected.reasons()).containsExactly(Reason.CORRUPT);
    }

    /** As tapes and block devices are filled up, and gzip passes over. */
    @Test
    void read_zerosBehindAGzip_areNothing() throws Exception {
        for (int zeros : new int[] {1, 7, 8, 26, 512, 100_000}) {
            Collected collected = Collected.file(folder, "log", joined(packed("gz", lines(3)), new byte[zeros]));
            assertThat(collected.events()).as("%d zeros", zeros).hasSize(3);
            assertThat(collected.reasons()).as("%d zeros", zeros).isEmpty();
        }
    }

    @Test
    void read_gzipWithANameOfMegabytes_isRefusedUnread() throws Exception {
        byte[] header = new byte[4 << 20];
        Arrays.fill(header, (byte) 'n');
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0}, 0, header, 0, 10);

        assertThat(Collected.file(folder, "log", header).reasons())
                .hasSize(1)
                .isSubsetOf(Reason.CORRUPT, Reason.TRUNCATED);
    }
}
