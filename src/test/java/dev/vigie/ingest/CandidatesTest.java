package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final byte[] VALUE = "kim read p1\nann read p2\n".getBytes(UTF_8);

    @Test
    void parse_recordOverWhichAParserStumbles_isRejectedAndTheNextOneIsRead() {
        RecordParser stumbling = (bytes, from, to, draft) -> {
            String line = new String(bytes, from, to - from, UTF_8);
            if (line.startsWith("kim")) {
                throw new IllegalStateException(line);
            }
            throw new Rejection(Reason.NOT_AN_EVENT, line);
        };

        List<Parsed.Rejected> rejected = rejected(stumbling, LineRecords::new);

        assertThat(rejected)
                .extracting(Parsed.Rejected::reason)
                .containsExactly(Reason.PARSER_FAULT, Reason.NOT_AN_EVENT);
        assertThat(rejected.get(0).raw()).isEqualTo("kim read p1".getBytes(UTF_8));
        assertThat(rejected.get(0).detail())
                .contains("java.lang.IllegalStateException at dev.vigie.ingest.CandidatesTest")
                .doesNotContain("kim");
    }

    @Test
    void parse_valueOverWhichItsCuttingStumbles_isRejectedWholeAfterWhatCameBefore() {
        RecordParser refusing = (bytes, from, to, draft) -> {
            throw new Rejection(Reason.NOT_AN_EVENT, "no event");
        };

        List<Parsed.Rejected> rejected = rejected(refusing, CandidatesTest::stumblesAtTheSecond);

        assertThat(rejected)
                .extracting(Parsed.Rejected::reason)
                .containsExactly(Reason.NOT_AN_EVENT, Reason.PARSER_FAULT);
        assertThat(rejected.get(1).raw()).isEqualTo(VALUE);
        assertThat(rejected.get(1).detail())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("kim");
    }

    @Test
    void parse_valueThatCannotEvenBeOpened_isRejectedWhole() {
        List<Parsed.Rejected> rejected = rejected((bytes, from, to, draft) -> {}, window -> {
            throw new IllegalStateException("kim");
        });

        assertThat(rejected).extracting(Parsed.Rejected::reason).containsExactly(Reason.PARSER_FAULT);
        assertThat(rejected.get(0).raw()).isEqualTo(VALUE);
    }

    private static Records stumblesAtTheSecond(ByteWindow window) {
        return new Records(window) {
            @Override
            boolean next() throws IOException {
                drop();
                number++;
                if (number == 2) {
                    throw new IllegalStateException("kim");
                }
                return takeLine(0);
            }
        };
    }

    private static List<Parsed.Rejected> rejected(RecordParser parser, Function<ByteWindow, Records> cut) {
        List<Parsed.Rejected> rejected = new ArrayList<>();
        new ValueParser(parser, cut, Mapping.NONE)
                .parse(
                        VALUE,
                        0,
                        VALUE.length,
                        "atlas",
                        "t-0-7",
                        0,
                        (parsed, member) -> rejected.add((Parsed.Rejected) parsed));
        return rejected;
    }
}
