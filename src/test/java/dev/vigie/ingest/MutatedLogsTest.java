package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a log looks like, it is read to its end, and every candidate has a place and an outcome. */
final class MutatedLogsTest {

    private static final long SEED = 20_260_131;
    private static final int ROUNDS = 4_000;
    private static final byte[] NASTY = "\"\\\n\r{}[],:;\0\u00e9-=|\t".getBytes(StandardCharsets.UTF_8);

    private static final String TRAIL =
            CloudTrailEventsTest.call("s3", "GetObject", "{\"bucketName\":\"b\",\"key\":\"k\"}", "");
    private static final Map<Format, String> VALID = Map.of(
            Format.JSON,
            "{\"time\":\"2026-01-31T08:15:00Z\",\"account\":\"a\",\"action\":\"read\",\"subject\":[{\"id\":\"p\"}]}\n"
                    .repeat(4),
            Format.CSV,
            "time,account,action,subject\n" + "2026-01-31T08:15:00Z,a,read,\"p;\nq\"\n".repeat(4),
            Format.CLOUDTRAIL,
            "{\"Records\":[" + TRAIL + "," + TRAIL + "]}",
            Format.COMBINED,
            "h - - [31/Jan/2026:08:15:00 +0000] \"GET /\\\"x HTTP/1.1\" 200 1 \"-\" \"x\"\n".repeat(4),
            Format.OCSF,
            "[{\"class_uid\":6005,\"activity_id\":1,\n\"time\":1769847300000,\"actor\":{\"user\":{\"uid\":\"a\"}}}]",
            Format.ECS,
            "{\"@timestamp\":\"2026-01-31T08:15:00Z\",\"user.id\":1,\"event\":{\"type\":[\"access\"]}}\n".repeat(4),
            Format.FHIR,
            "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"AuditEvent\",\"action\":\"R\","
                    + "\"recorded\":\"2026-01-31T08:15:00Z\",\"agent\":[{\"altId\":\"a\",\"requestor\":true}],"
                    + "\"entity\":[{\"what\":{\"reference\":\"Patient/1\"}}]}}]}",
            Format.PGAUDIT,
            ("2026-01-31 08:15:00.123 UTC [42] app@crm LOG:  AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.p,"
                            + "\"select *\n\tfrom p where id = 'x'\",<none>,1\n")
                    .repeat(4),
            Format.W3C,
            "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
                    + "2026-01-31 08:15:00 192.0.2.7 GET \"/a\"\"b c\" 200\n".repeat(4),
            Format.CEF,
            "CEF:0|v\\|1|p|1|c|n|3|rt=1769847300000 suser=a act=read request=/x\\=y fname=a b\n".repeat(4));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void read_mutatedLog_neverThrowsAndNumbersRise(Format format) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] valid = VALID.getOrDefault(format, "").getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("log");
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(valid, random);
            String what =
                    "seed %d, round %d: %s".formatted(SEED, round, new String(mutated, StandardCharsets.ISO_8859_1));
            try {
                if (round % 4 == 0) {
                    Collected collected = Collected.file(Files.write(path, mutated), format);
                    assertThat(collected.numbers).as(what).isSorted();
                }
                Collected.value(parser(format), mutated, "o");
            } catch (UnreadableLogException e) {
                assertThat(format).as(what).isEqualTo(Format.CSV);
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CSV")
    void read_mutatedLogInEnvelopes_neverThrowsAndNumbersRise(Format format) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        String line = VALID.getOrDefault(format, "").split("\n", 2)[0];
        String message = "<13>1 2026-01-31T08:15:00Z h a - - [b c=\"]\"] " + line;
        String counted = message.getBytes(StandardCharsets.UTF_8).length + " " + message;
        byte[] valid = (message + "\n" + counted + counted + "\n<13>Jan 31 08:15:00 h t[1]: " + line + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Layout layout = new Layout(format, Envelope.SYSLOG);
        LineParser parser = LineParser.of(layout, Mapping.NONE);
        Path path = folder.resolve("log");
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] mutated = mutate(valid, random);
            String what =
                    "seed %d, round %d: %s".formatted(SEED, round, new String(mutated, StandardCharsets.ISO_8859_1));
            try (LogFile log = LogFile.open(Files.write(path, mutated), layout, Mapping.NONE, "o")) {
                Collected collected = new Collected();
                log.read(collected::add);
                assertThat(collected.numbers).as(what).isSorted();
                Collected.value(parser, mutated, "o");
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
        }
    }

    private static LineParser parser(Format format) throws UnreadableLogException {
        return format == Format.CSV
                ? LineParser.csv("time,account,action,subject")
                : LineParser.of(format, Mapping.NONE);
    }

    private static byte[] mutate(byte[] valid, SplittableRandom random) {
        byte[] mutated = valid.clone();
        for (int i = random.nextInt(6); i >= 0 && mutated.length > 1; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = NASTY[random.nextInt(NASTY.length)];
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> {
                    int to = Math.min(mutated.length, at + random.nextInt(40));
                    byte[] cut = Arrays.copyOf(mutated, mutated.length - (to - at));
                    System.arraycopy(mutated, to, cut, at, mutated.length - to);
                    mutated = cut;
                }
            }
        }
        return mutated;
    }
}
