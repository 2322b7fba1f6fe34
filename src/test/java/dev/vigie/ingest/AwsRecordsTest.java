package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigie.model.AccessEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of several records within what AWS wraps around them. */
final class AwsRecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static String record(String id) {
        return CloudTrailEventsTest.call("secretsmanager", "GetSecretValue", "{\"secretId\":\"db\"}", "")
                .replace("\"e1\"", '"' + id + '"')
                .replace("\n", "");
    }

    private static String unnamed() {
        return record("").replace("\"eventID\":\"\",", "");
    }

    private static String container(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static String sns(String message) throws JsonProcessingException {
        return "{\"Type\":\"Notification\",\"TopicArn\":\"arn:t\",\"Message\":" + JSON.writeValueAsString(message)
                + "}";
    }

    private static String sqs(String body) throws JsonProcessingException {
        return "{\"messageId\":\"q\",\"body\":" + JSON.writeValueAsString(body) + ",\"eventSource\":\"aws:sqs\"}";
    }

    /** What a subscription of CloudWatch Logs is handed, its keys in the order of AWS's user guide. */
    private static String subscription(String... messages) throws JsonProcessingException {
        StringBuilder events = new StringBuilder();
        for (String message : messages) {
            events.append(events.length() == 0 ? "" : ",")
                    .append("{\"id\":\"31953106606966983378809025079804211143289615424298221568\",")
                    .append("\"timestamp\":1432826855000,\"message\":")
                    .append(JSON.writeValueAsString(message))
                    .append('}');
        }
        return "{\"owner\":\"111122223333\",\"logGroup\":\"CloudTrail/logs\",\"logStream\":\"111122223333_CloudTrail\","
                + "\"subscriptionFilters\":[\"Destination\"],\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[" + events
                + "]}";
    }

    private static String healthCheck() throws JsonProcessingException {
        return subscription("CWL CONTROL MESSAGE: Checking health of destination Firehose.")
                .replace("DATA_MESSAGE", "CONTROL_MESSAGE");
    }

    private static Collected value(String value) {
        return Collected.value(Format.CLOUDTRAIL, value);
    }

    private static List<String> ids(Collected collected) {
        return collected.events().stream().map(AccessEvent::id).toList();
    }

    @Test
    void parse_messageOfSeveralRecords_isEachOfThem() throws Exception {
        Collected collected = value(sns(container(record("c-1"), unnamed(), record("c-3"))));

        assertThat(ids(collected)).containsExactly("c-1", "t-0-7:2", "c-3");
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L);
        assertThat(value(sns(container(record("c-1"), unnamed(), record("c-3"))))
                        .events())
                .isEqualTo(collected.events());
    }

    @Test
    void parse_oneBadRecordAmongSeveral_isRejectedByItselfWithItsBytes() throws Exception {
        String bad = "{\"eventVersion\":\"1.09\", \"eventName\":tru}";
        Collected collected = value(sns(container(record("c-1"), bad, "{}", record("c-4"))));

        assertThat(ids(collected)).containsExactly("c-1", "c-4");
        assertThat(collected.reasons()).containsExactly(Reason.NOT_JSON, Reason.NOT_AN_EVENT);
        assertThat(collected.rejected().get(0).raw()).isEqualTo(bad.getBytes(UTF_8));
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void parse_keysInAnyOrder_areTheSame() throws Exception {
        String text = JSON.writeValueAsString(container(unnamed(), record("c-2")));
        String batch = container(
                "{\"eventSource\":\"aws:sqs\",\"body\":" + text + "}",
                "{\"eventSourceARN\":\"arn:q\",\"eventSource\":\"aws:sqs\",\"body\":" + text + "}",
                "{\"EventVersion\":\"1.0\",\"Sns\":{\"TopicArn\":\"arn:t\",\"Message\":" + text + "}}");
        Collected collected = value(batch);

        assertThat(collected.rejected()).isEmpty();
        assertThat(ids(collected)).containsExactly("t-0-7:1", "c-2", "t-0-7:3", "c-2", "t-0-7:5", "c-2");
    }

    @Test
    void parse_batchOfMessagesOfSeveral_numbersAllOfThemThrough() throws Exception {
        String batch = container(
                sqs(sns(container(unnamed(), record("c-2")))),
                sqs(sns(record("c-3"))),
                sqs(sns(container())),
                sqs(container(unnamed(), unnamed())),
                record("c-6"));
        Collected collected = value(batch);

        assertThat(collected.rejected()).isEmpty();
        assertThat(ids(collected)).containsExactly("t-0-7:1", "c-2", "c-3", "t-0-7:4", "t-0-7:5", "c-6");
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void parse_brokenContainerInAMessage_keepsWhatIsWhole() throws Exception {
        Collected collected = value(sns("{\"Records\":[" + record("c-1") + ",{\"eventName\":\"x"));

        assertThat(ids(collected)).containsExactly("c-1");
        assertThat(collected.reasons()).containsExactly(Reason.TRUNCATED);
    }

    @Test
    void parse_containersWithinContainers_endSomewhere() throws Exception {
        String nested = container(record("c-1"), record("c-2"));
        for (int i = 0; i < AwsEnvelope.LAYERS_MAX + 3; i++) {
            nested = container(sqs(nested), "{}");
        }
        Collected collected = value(nested);

        assertThat(collected.events()).isEmpty();
        assertThat(collected.reasons()).containsOnly(Reason.NOT_AN_EVENT).hasSize(AwsEnvelope.LAYERS_MAX + 2);
    }

    @Test
    void read_linesOfAFile_haveNumbersOfTheirOwn() throws Exception {
        String log = String.join(
                "\n",
                sns(container(unnamed(), unnamed())),
                unnamed(),
                container(unnamed(), unnamed(), record("c-6")),
                sns(unnamed()),
                "");
        Collected collected = Collected.file(folder, "trail.jsonl", log.getBytes(UTF_8));

        assertThat(collected.rejected()).isEmpty();
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(ids(collected)).doesNotHaveDuplicates();
    }

    @Test
    void parse_logEventsOfASubscription_areEachARecord() throws Exception {
        Collected collected = value(subscription(record("c-1"), unnamed(), record("c-3")));

        assertThat(collected.rejected()).isEmpty();
        assertThat(ids(collected)).containsExactly("c-1", "t-0-7:2", "c-3");
        assertThat(collected.numbers).containsExactly(1L, 2L, 3L);
        assertThat(collected.events().get(0).operator()).isEqualTo("111122223333");
    }

    @Test
    void parse_healthCheckOfASubscription_isNoCandidate() throws Exception {
        assertThat(value(healthCheck()).candidates).isEmpty();
    }

    @Test
    void parse_logEventThatIsNoRecord_isRejectedByItself() throws Exception {
        Collected collected = value(subscription("2 111122223333 eni-1 ACCEPT OK", "{}", record("c-3")));

        assertThat(ids(collected)).containsExactly("c-3");
        assertThat(collected.reasons()).containsExactly(Reason.NOT_JSON, Reason.NOT_AN_EVENT);
    }

    @Test
    void parse_subscriptionWithinAMessage_isOpenedToo() throws Exception {
        Collected collected = value(container(sqs(subscription(record("c-1"), record("c-2"))), record("c-3")));

        assertThat(collected.rejected()).isEmpty();
        assertThat(ids(collected)).containsExactly("c-1", "c-2", "c-3");
    }

    /** As Firehose puts them into a bucket, which separates them by nothing. */
    @Test
    void read_subscriptionsOneAfterTheOther_areAllRead() throws Exception {
        String log = healthCheck() + subscription(record("c-2"), record("c-3")) + subscription(record("c-4"));
        Collected collected = Collected.file(folder, "delivered.json", log.getBytes(UTF_8));

        assertThat(collected.rejected()).isEmpty();
        assertThat(ids(collected)).containsExactly("c-2", "c-3", "c-4");
    }

    @Test
    void read_subscriptionThatBreaksOff_keepsWhatIsWhole() throws Exception {
        String whole = subscription(record("c-1"), record("c-2"));
        String log = whole.substring(0, whole.length() - 10);
        Collected collected = Collected.file(folder, "delivered.json", log.getBytes(UTF_8));

        assertThat(ids(collected)).containsExactly("c-1");
        assertThat(collected.reasons()).containsExactly(Reason.TRUNCATED);
    }
}
