package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogArchiveTest {

    private static final String LINE = "{\"time\":\"2025-12-15T09:00:00Z\",\"account\":\"a\",\"action\":\"READ\"}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"logs.zip", "logs.tar", "logs.tar.gz", "logs.TGZ", "logs.tar.zst"})
    void read_ofEveryKind_visitsTheMembersInTheirOrder(String name) throws Exception {
        Path archive = archive(name, "one\n", "two\n");
        List<String> seen = new ArrayList<>();

        assertThat(LogArchive.isNamedSo(archive)).isTrue();
        LogArchive.read(
                archive,
                (number, member, in) -> seen.add(number + " " + member + " " + new String(in.readAllBytes(), UTF_8)));

        assertThat(seen).containsExactly("0 d/0.jsonl one\n", "1 d/1.jsonl two\n");
    }

    @Test
    void open_ofAMember_readsItsRecordsAndNamesThemByIt() throws Exception {
        Path archive = archive("logs.tar.gz", LINE + LINE);
        List<String> ids = new ArrayList<>();

        LogArchive.read(archive, (number, member, in) -> {
            try (LogFile log = LogFile.open(archive, member, in, null, Mapping.NONE, "o")) {
                log.read((parsed, line) -> {
                    if (parsed instanceof Parsed.Event event) {
                        ids.add(event.event().id());
                    }
                });
            }
        });

        assertThat(ids).hasSize(2).first().asString().matches("0\\.jsonl-[0-9a-f]{8}:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bomb.zip", "bomb.tar.gz", "bomb.tar.zst"})
    void read_ofWhatGrowsOutOfAllProportion_isRefused(String name) throws Exception {
        Path bomb = archive(name, "0".repeat(8 << 20));

        assertThatThrownBy(() -> LogArchive.read(bomb, 1 << 20, LogArchiveTest::drain))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("500 times");
        LogArchive.read(bomb, LogArchiveTest::drain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs.zip", "logs.tar", "logs.tar.gz", "logs.tar.zst"})
    void read_ofACutArchive_isRefusedInOneLine(String name) throws Exception {
        Path archive = archive(name, LINE.repeat(100), LINE.repeat(100));
        byte[] whole = Files.readAllBytes(archive);
        for (int length : new int[] {1, whole.length / 3, whole.length / 2}) {
            Files.write(archive, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> LogArchive.read(archive, LogArchiveTest::drain))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(UnreadableLogException.class)
                    .hasMessageContaining("damaged archive");
        }
    }

    @Test
    void read_ofASparseMember_isRefusedByName() throws Exception {
        Path archive = folder.resolve("logs.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            tar.putArchiveEntry(new TarArchiveEntry("d/holes.jsonl", TarConstants.LF_GNUTYPE_SPARSE));
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> LogArchive.read(archive, LogArchiveTest::drain))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("d/holes.jsonl")
                .hasMessageContaining("sparse");
    }

    /** A name is read whole before anybody sees it. */
    @Test
    void read_ofANameOfMegabytes_isRefused() throws Exception {
        Path archive = folder.resolve("logs.tar.gz");
        byte[] name = new byte[8 << 20];
        Arrays.fill(name, (byte) 'n');
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            entry.setSize(name.length);
            tar.putArchiveEntry(entry);
            tar.write(name);
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> LogArchive.read(archive, LogArchiveTest::drain))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("more than 1048576 bytes");
    }

    /** Two long members, neither of them looked at. */
    @Test
    void read_membersLeftUnread_arePassedOver() throws Exception {
        Path archive = archive("logs.tar", "0".repeat(3 << 20), "1".repeat(3 << 20), LINE);
        List<String> names = new ArrayList<>();

        LogArchive.read(archive, (number, member, in) -> names.add(member));

        assertThat(names).containsExactly("d/0.jsonl", "d/1.jsonl", "d/2.jsonl");
    }

    @Test
    void read_ofNoFile_saysSo() {
        assertThatThrownBy(() -> LogArchive.read(folder.resolve("none.zip"), LogArchiveTest::drain))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageContaining("no such file");
    }

    private static void drain(int number, String name, java.io.InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private Path archive(String name, String... members) throws IOException {
        Path archive = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(archive)) {
            if (name.endsWith(".zip")) {
                zip(out, members);
            } else if (name.endsWith(".tar")) {
                tar(out, members);
            } else if (name.endsWith(".zst")) {
                tar(new ZstdOutputStream(out), members);
            } else {
                tar(new GZIPOutputStream(out), members);
            }
        }
        return archive;
    }

    private static void zip(OutputStream out, String... members) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("d/"));
            for (int i = 0; i < members.length; i++) {
                zip.putNextEntry(new ZipEntry("d/" + i + ".jsonl"));
                zip.write(members[i].getBytes(UTF_8));
            }
        }
    }

    private static void tar(OutputStream out, String... members) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.putArchiveEntry(new TarArchiveEntry("d/"));
            tar.closeArchiveEntry();
            for (int i = 0; i < members.length; i++) {
                byte[] bytes = members[i].getBytes(UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry("d/" + i + ".jsonl");
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }
}
