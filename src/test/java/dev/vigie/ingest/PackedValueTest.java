package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.vigie.model.AccessEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Values through Kafka that are compressed as files are. */
final class PackedValueTest {

    private static final String ONE = CloudTrailEventsTest.call("s3", "ListBuckets", "null", "");
    private static final byte[] CONTAINER = ("{\"Records\":[" + ONE + ",{}," + ONE + "]}").getBytes(UTF_8);

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Collected value(Format format, byte[] value) {
        return Collected.value(LineParser.of(format, Mapping.NONE), value, "acme");
    }

    @Test
    void parse_compressedContainer_isAsItIsPlain() throws IOException {
        Collected plain = value(Format.CLOUDTRAIL, CONTAINER);
        for (byte[] packed : new byte[][] {gzip(CONTAINER), Zstd.compress(CONTAINER)}) {
            Collected collected = value(Format.CLOUDTRAIL, packed);

            assertThat(collected.events()).hasSize(2).isEqualTo(plain.events());
            assertThat(collected.numbers).containsExactly(1L, 2L, 3L);
            assertThat(collected.rejected().get(0).raw()).isEqualTo("{}".getBytes(UTF_8));
        }
    }

    @Test
    void parse_anyFormatCompressed_isRead() throws IOException {
        byte[] json = "{\"time\":\"2026-01-31T08:15:00Z\",\"account\":\"kim\",\"action\":\"READ\"}".getBytes(UTF_8);
        AccessEvent event = value(Format.JSON, gzip(json)).onlyEvent();
        assertThat(event.id()).isEqualTo("t-0-7");
        assertThat(event.account()).isEqualTo("kim");

        byte[] lines = "192.0.2.7 - kim [31/Jan/2026:08:15:00 +0100] \"GET /files/1 HTTP/1.1\" 200 512\n"
                .repeat(3)
                .getBytes(UTF_8);
        assertThat(value(Format.COMBINED, gzip(lines)).events())
                .extracting(AccessEvent::id)
                .containsExactly("t-0-7:1", "t-0-7:2", "t-0-7:3");
    }

    @Test
    void parse_longRecordCompressed_isRejectedOnce() throws IOException {
        byte[] record = new byte[3 * LineParser.LINE_BYTES_MAX];
        Arrays.fill(record, (byte) 'x');
        for (Format format : new Format[] {Format.JSON, Format.CLOUDTRAIL, Format.COMBINED}) {
            assertThat(value(format, gzip(record)).onlyRejected().reason()).isEqualTo(Reason.LINE_TOO_LONG);
        }
    }

    /** What came before the break counts; the value as it came is what somebody can still look at. */
    @Test
    void parse_cutAnywhere_keepsWhatCameBeforeAndRejectsTheValue() throws IOException {
        byte[] packed = gzip(CONTAINER);
        for (int length = 4; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            Collected collected = value(Format.CLOUDTRAIL, cut);
            Parsed.Rejected last = collected.rejected().get(collected.rejected().size() - 1);

            assertThat(last.reason()).as("%d bytes", length).isEqualTo(Reason.TRUNCATED);
            assertThat(last.raw()).as("%d bytes", length).isEqualTo(cut);
        }
    }

    @Test
    void parse_damaged_isRejectedWithTheValue() throws IOException {
        byte[] packed = gzip(CONTAINER);
        int checksum = packed.length - 5;
        packed[checksum] = (byte) ~packed[checksum];
        Collected collected = value(Format.CLOUDTRAIL, packed);
        assertThat(collected.events()).hasSize(2);
        assertThat(collected.reasons()).containsExactly(Reason.NOT_AN_EVENT, Reason.CORRUPT);

        byte[] noGzip = {0x1f, (byte) 0x8b, 'n', 'o', 'n', 'e', 'o', 'f', 'i', 't', '.', '.'};
        assertThat(value(Format.CLOUDTRAIL, noGzip).onlyRejected().raw()).isEqualTo(noGzip);
    }

    @Test
    void parse_secondFrameCutAnywhere_saysSo() throws IOException {
        byte[] line =
                "192.0.2.7 - kim [31/Jan/2026:08:15:00 +0100] \"GET /files/1 HTTP/1.1\" 200 512\n".getBytes(UTF_8);
        byte[] first = Zstd.compress(line);
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);
        for (int length = first.length + 1; length < both.length; length++) {
            Collected collected = value(Format.COMBINED, Arrays.copyOf(both, length));

            assertThat(collected.events()).as("%d bytes", length).isNotEmpty();
            assertThat(collected.reasons()).as("%d bytes", length).containsExactly(Reason.TRUNCATED);
        }
    }

    /** What unpacking takes lies outside of the heap: no collection would come for it in time. */
    @Test
    void close_zstd_letsItsMemoryGo() throws IOException {
        PackedValue value =
                Objects.requireNonNull(PackedValue.of(Zstd.compress(CONTAINER), 0, Zstd.compress(CONTAINER).length));
        assertThat(value.read()).isEqualTo('{');

        value.close();

        assertThatThrownBy(value::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    /** Some kilobytes, and millions of records: they would all have to go with one transaction. */
    @Test
    void parse_moreRecordsThanATransactionHolds_areGivenUpThere() throws IOException {
        byte[] many = ("[" + "{},".repeat(2 * ValueParser.RECORDS_MAX) + "{}]").getBytes(UTF_8);
        for (byte[] value : new byte[][] {many, gzip(many)}) {
            Collected collected = value(Format.JSON, value);

            assertThat(collected.reasons()).hasSize(ValueParser.RECORDS_MAX + 1).endsWith(Reason.TOO_LARGE);
        }
    }

    @Test
    void parse_nothingCompressed_isEmpty() throws IOException {
        assertThat(value(Format.JSON, gzip(new byte[0])).onlyRejected().reason())
                .isEqualTo(Reason.EMPTY);
        assertThat(value(Format.JSON, gzip("\n\n".getBytes(UTF_8)))
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void parse_moreThanIsUnpacked_isGivenUpThere() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(("[" + ONE).getBytes(UTF_8));
            for (int i = 0; i <= PackedValue.UNPACKED_BYTES_MAX >> 20; i++) {
                out.write(blanks);
            }
            out.write(("," + ONE + "]").getBytes(UTF_8));
        }
        Collected collected = value(Format.CLOUDTRAIL, packed.toByteArray());

        assertThat(collected.events()).hasSize(1);
        assertThat(collected.reasons()).containsExactly(Reason.TOO_LARGE);
        assertThat(collected.rejected().get(0).truncated()).isTrue();
    }
}
