package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.vigie.model.AccessEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogFileTest {

    private static final String EVENT = "{\"time\":\"2026-01-31T08:15:00Z\",\"account\":\"a%d\",\"action\":\"read\"}\n";
    private static final String ACCESS = "h - - [31/Jan/2026:08:15:00 +0000] \"GET /%d HTTP/1.1\" 200 1\n";

    @TempDir
    Path folder;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(EVENT.formatted(i));
        }
        return utf8(lines.toString());
    }

    static byte[] packed(String packing, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.equals("gz") ? new GZIPOutputStream(bytes) : zstd(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** With a checksum, as the {@code zstd} program writes it: without one nobody can tell all damage. */
    private static OutputStream zstd(OutputStream to) throws IOException {
        return new ZstdOutputStream(to).setChecksum(true);
    }

    static byte[] joined(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    @Test
    void open_anyFormat_isRecognisedByContent() throws Exception {
        String trail =
                CloudTrailEventsTest.call("ec2", "DescribeInstances", "{}", "").replace("\n", " ");
        assertThat(format(EVENT.formatted(1))).isEqualTo(Format.JSON);
        assertThat(format("[" + EVENT.formatted(1) + "]")).isEqualTo(Format.JSON);
        assertThat(format("{broken\n" + EVENT.formatted(1))).isEqualTo(Format.JSON);
        assertThat(format(trail)).isEqualTo(Format.CLOUDTRAIL);
        assertThat(format("[" + trail + "]")).isEqualTo(Format.CLOUDTRAIL);
        assertThat(format("{\"Records\":[" + trail + "]}")).isEqualTo(Format.CLOUDTRAIL);
        assertThat(format("# a note\n" + ACCESS)).isEqualTo(Format.COMBINED);
        assertThat(format("time,account,action\n")).isEqualTo(Format.CSV);
        assertThat(format("{\"time\":1,\"type_uid\":600302}\n")).isEqualTo(Format.OCSF);
        assertThat(format("[{\"@timestamp\":\"x\"}]")).isEqualTo(Format.ECS);
        assertThat(format("{\n  \"resourceType\": \"Bundle\"")).isEqualTo(Format.FHIR);
    }

    @Test
    void open_formatThatAMappingStates_isNotLookedFor() throws Exception {
        Path path = Files.writeString(folder.resolve("log"), "{\"@timestamp\":\"2026-01-31T08:15:00Z\"}\n");
        Mapping mapping =
                Mapping.of("{format: json, fields: {time: '@timestamp', account: who, action: {constant: read}}}", "m");
        try (LogFile log = LogFile.open(path, null, mapping, "o")) {
            assertThat(log.format()).isEqualTo(Format.JSON);
        }
    }

    private Format format(String content) throws Exception {
        Path path = Files.writeString(folder.resolve("log"), content);
        try (LogFile log = LogFile.open(path, null, Mapping.NONE, "o")) {
            Format format = log.format();
            assertThat(format).isNotNull();
            return format;
        }
    }

    @Test
    void open_unusableFile_isAnErrorThatNamesIt() throws Exception {
        assertThatThrownBy(() -> Collected.file(folder, null)).hasMessageContaining("a directory");
        assertThatThrownBy(() -> Collected.file(folder.resolve("none.log"), null))
                .isInstanceOf(UnreadableLogException.class)
                .hasMessageEndingWith("none.log: no such file");
        assertThatThrownBy(() -> Collected.file(folder, "novel.txt", utf8("It was a dark and stormy night.\n")))
                .hasMessageContaining("novel.txt: not recognised")
                .hasMessageContaining("json, csv, cloudtrail, combined");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n"})
    void read_emptyFile_hasNoCandidates(String content) throws Exception {
        assertThat(Collected.file(folder, "empty", utf8(content)).candidates).isEmpty();
        for (Format format : Format.values()) {
            assertThat(Collected.file(folder.resolve("empty"), format).candidates)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void read_packedUnderAnyName_sameEventsAndIds(String packing) throws Exception {
        byte[] content = lines(5_000);
        Collected plain = Collected.file(folder, "log", content);
        // Two frames one after the other are one log.
        byte[] twoFrames = joined(
                packed(packing, Arrays.copyOf(content, 70_000)),
                packed(packing, Arrays.copyOfRange(content, 70_000, content.length)));

        assertThat(Collected.file(folder, "log." + packing, packed(packing, content))
                        .events())
                .isEqualTo(plain.events());
        Files.createDirectories(folder.resolve("other"));
        assertThat(Collected.file(folder.resolve("other"), "log", twoFrames).events())
                .isEqualTo(plain.events());
        assertThat(plain.events()).hasSize(5_000).extracting(AccessEvent::id).doesNotHaveDuplicates();
        assertThat(plain.events().get(6).id()).matches("log-[0-9a-f]{8}:7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void read_truncatedAnywhere_eventsBeforeCountAndOneRejectionSaysWhere(String packing) throws Exception {
        byte[] whole = packed(packing, lines(20_000));
        for (int length = 5; length < whole.length; length += whole.length / 7) {
            Collected collected = Collected.file(folder, "log", Arrays.copyOf(whole, length));

            assertThat(collected.reasons()).as("%d bytes", length).containsExactly(Reason.TRUNCATED);
            assertThat(collected.rejected().get(0).detail()).contains("at byte ");
            assertThat(collected.numbers).hasSize(collected.events().size() + 1);
        }
        assertThat(Collected.file(folder, "log", Arrays.copyOf(whole, whole.length / 2))
                        .events())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst"})
    void read_damaged_isToldFromTruncated(String packing) throws Exception {
        byte[] whole = packed(packing, lines(20_000));
        Arrays.fill(whole, whole.length / 2, whole.length / 2 + 64, (byte) 0x55);

        assertThat(Collected.file(folder, "log", whole).reasons()).endsWith(Reason.CORRUPT);
    }

    @Test
    void read_tenMegabytesInOneLine_isRejectedAndTheRestGoesOn() throws Exception {
        byte[] line = new byte[10_000_000];
        Arrays.fill(line, (byte) '{');
        line[line.length - 1] = '\n';
        byte[] content = joined(joined(lines(1), line), lines(1));

        Collected collected = Collected.file(folder, "log", content);

        assertThat(collected.events()).hasSize(2);
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L);
        Parsed.Rejected rejected = collected.rejected().get(0);
        assertThat(rejected.reason()).isEqualTo(Reason.LINE_TOO_LONG);
        assertThat(rejected.raw()).hasSize(Parsed.RAW_BYTES_MAX);
        assertThat(rejected.truncated()).isTrue();
    }

    @Test
    void read_longestLine_isReadAndOneByteMoreIsNot() throws Exception {
        String event = EVENT.formatted(1).strip();
        String longest = event + " ".repeat(LineParser.LINE_BYTES_MAX - event.length());

        assertThat(Collected.file(folder, "log", utf8(longest + "\n")).events()).hasSize(1);
        assertThat(Collected.file(folder, "log", utf8(longest + " \n" + event)).reasons())
                .containsExactly(Reason.LINE_TOO_LONG);
        assertThat(Collected.file(folder, "log", utf8(longest + " ")).reasons()).containsExactly(Reason.LINE_TOO_LONG);
    }

    @Test
    void read_longMemberOfAnArray_isRejectedAndTheRestGoesOn() throws Exception {
        String tooLong = "{\"x\":\"" + "]".repeat(3_000_000) + "\"}";
        Collected collected = Collected.file(
                folder, "log", utf8("[" + EVENT.formatted(1) + "," + tooLong + "," + EVENT.formatted(2) + "]"));

        assertThat(collected.events()).hasSize(2);
        assertThat(collected.reasons()).containsExactly(Reason.LINE_TOO_LONG);
        assertThat(collected.rejected().get(0).truncated()).isTrue();
    }

    @Test
    void read_longCsvLine_isRejectedAndTheRestGoesOn() throws Exception {
        String row = "2026-01-31T08:15:00Z,a,read,x\n";
        String content = "time,account,action,purpose\n" + row + row.replace("x", "y".repeat(3_000_000)) + row;

        Collected collected = Collected.file(folder, "log", utf8(content));

        assertThat(collected.events()).hasSize(2);
        assertThat(collected.reasons()).containsExactly(Reason.LINE_TOO_LONG);
        assertThat(collected.numbers).containsExactly(2L, 3L, 4L);
    }

    @Test
    void read_decompressionBomb_isOneRejection() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(bytes)) {
            out.write(lines(1));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }

        Collected collected = Collected.file(folder, "bomb", bytes.toByteArray());

        assertThat(collected.events()).hasSize(1);
        assertThat(collected.reasons()).containsExactly(Reason.LINE_TOO_LONG);
    }

    @Test
    void read_identicalLines_haveDifferentIds() throws Exception {
        Collected collected = Collected.file(folder, "log", utf8(ACCESS.repeat(3)));

        assertThat(collected.events())
                .extracting(AccessEvent::id)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void read_otherLogOfTheSameName_hasOtherIds() throws Exception {
        Collected one = Collected.file(folder, "log", utf8(ACCESS));
        Collected other = Collected.file(folder, "log", utf8(ACCESS.replace("GET", "HEAD")));

        assertThat(one.onlyEvent().id()).isNotEqualTo(other.onlyEvent().id());
    }

    @Test
    void bytesRead_atTheEnd_isTheFileOnDisk() throws Exception {
        byte[] content = packed("gz", lines(50_000));
        try (LogFile log = LogFile.open(Files.write(folder.resolve("log"), content), null, Mapping.NONE, "o")) {
            assertThat(log.bytesTotal()).isEqualTo(content.length);
            log.read((parsed, number) -> assertThat(log.bytesRead()).isLessThanOrEqualTo(content.length));
            assertThat(log.bytesRead()).isEqualTo(content.length);
        }
    }

    @Test
    void read_randomlyCutStreams_linesDoNotDependOnTheBuffer() throws Exception {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20; round++) {
            StringBuilder content = new StringBuilder();
            int count = random.nextInt(1, 200);
            for (int i = 0; i < count; i++) {
                content.append(EVENT.formatted(i).strip())
                        .append(" ".repeat(random.nextInt(3_000)))
                        .append(random.nextBoolean() ? "\n" : "\r\n\n");
            }
            List<AccessEvent> events =
                    Collected.file(folder, "log", utf8(content.toString())).events();

            assertThat(events).as("seed %d, round %d", seed, round).hasSize(count);
        }
    }
}
