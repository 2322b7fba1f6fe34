package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    @Test
    void parse_recordOverWhichAParserStumbles_isRejectedAndTheNextOneIsRead() {
        RecordParser stumbling = (bytes, from, to, draft) -> {
            String line = new String(bytes, from, to - from, UTF_8);
            if (line.startsWith("kim")) {
                throw new IllegalStateException(line);
            }
            throw new Rejection(Reason.NOT_AN_EVENT, line);
        };
        byte[] value = "kim read p1\nann read p2\n".getBytes(UTF_8);
        List<Parsed.Rejected> rejected = new ArrayList<>();

        new ValueParser(stumbling, LineRecords::new, Mapping.NONE)
                .parse(
                        value,
                        0,
                        value.length,
                        "atlas",
                        "t-0-7",
                        0,
                        (parsed, member) -> rejected.add((Parsed.Rejected) parsed));

        assertThat(rejected)
                .extracting(Parsed.Rejected::reason)
                .containsExactly(Reason.PARSER_FAULT, Reason.NOT_AN_EVENT);
        assertThat(rejected.get(0).raw()).isEqualTo("kim read p1".getBytes(UTF_8));
        assertThat(rejected.get(0).detail())
                .contains("java.lang.IllegalStateException at dev.vigie.ingest.CandidatesTest")
                .doesNotContain("kim");
    }
}
