package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub, see there. */
@Timeout(60)
final class SplunkReceiverTest {

    private static final List<Message> BATCH =
            List.of(Episodes.message("a", 0), Episodes.message("a", 1), Episodes.message("a", 2));

    @TempDir
    private Path directory;

    private final SplunkStub splunk = new SplunkStub();
    private HttpStub stub;
    private long nowMillis;
    private int pace = 1;

    @BeforeEach
    void start() throws Exception {
        stub = new HttpStub(splunk);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void deliver_accepted_isOneRequestOfEventsInOrder() throws Exception {
        assertThat(receiver("&index=security").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(stub.requests).hasSize(1);
        assertThat(sequences()).containsExactly(0, 1, 2);
        JsonNode event = splunk.events.get(0);
        assertThat(event.path("time").decimalValue()).isEqualByComparingTo("1767607252.120");
        assertThat(event.path("sourcetype").asText()).isEqualTo("vigie:ocsf");
        assertThat(event.path("index").asText()).isEqualTo("security");
    }

    @Test
    void deliver_tokenWithAcknowledgement_waitsUntilIndexed() throws Exception {
        splunk.acknowledges = true;
        splunk.pollsNeeded = 5;
        assertThat(receiver("").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(nowMillis).isEqualTo(5 * SplunkReceiver.ACK_POLL_MILLIS);
        assertThat(stub.requests).hasSize(6);
        assertThat(stub.requests.get(5).body()).isEqualTo("{\"acks\":[0]}");
        assertThat(stub.requests.get(5).path())
                .isEqualTo("/services/collector/ack?channel="
                        + stub.requests.get(0).header("X-Splunk-Request-Channel"));
    }

    @Test
    void deliver_neverIndexed_isLaterAfterTwoMinutes() throws Exception {
        splunk.acknowledges = true;
        splunk.pollsNeeded = Integer.MAX_VALUE;
        pace = 10;
        assertThat(receiver("").deliver(BATCH))
                .isEqualTo(Receiver.all(BATCH, Answer.later("no acknowledgement from an indexer within 120 s")));
        assertThat(nowMillis).isEqualTo(SplunkReceiver.ACK_MILLIS_MAX);
    }

    @Test
    void deliver_busy_isLater() throws Exception {
        splunk.busyAnswers = 1;
        Receiver receiver = receiver("");
        assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.later("HTTP status 503, code 9")));
        assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(sequences()).containsExactly(0, 1, 2);
    }

    @Test
    void deliver_oneEventIsBad_findsAndRefusesItAlone() throws Exception {
        splunk.badSequence = 1;
        List<Answer> answers = receiver("").deliver(BATCH);
        assertThat(answers)
                .extracting(Answer::kind)
                .containsExactly(Answer.Kind.DELIVERED, Answer.Kind.REFUSED, Answer.Kind.DELIVERED);
        assertThat(answers.get(1).reason()).isEqualTo("HTTP status 400, code 6");
        assertThat(answers.get(1).detail()).contains("Invalid data format");
        assertThat(sequences()).containsExactly(0, 2);
    }

    @Test
    void deliver_tokenUnknown_refusesNoMessage() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.token"), "wrong");
        assertThat(open("?token-file=" + wrong).deliver(BATCH))
                .isEqualTo(Receiver.all(BATCH, Answer.later("HTTP status 403, code 4")));
    }

    @Test
    void deliver_answerIsNotJson_goesByTheStatus() throws Exception {
        stub.answer(request -> HttpStub.Reply.of(502, "<html>"));
        assertThat(receiver("").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.later("HTTP status 502")));
    }

    @Test
    void open_withoutToken_namesTheOption() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> open(""))
                .withMessageContaining("token-file: is missing");
    }

    @Test
    void open_channelIsNoGuid_saysSo() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("&channel=x%0d%0ay"))
                .withMessageContaining("channel: must be a GUID");
    }

    private List<Integer> sequences() {
        return splunk.events.stream()
                .map(event -> event.path("event").path("sequence").asInt())
                .toList();
    }

    private Receiver receiver(String options) throws Exception {
        Path token = Files.writeString(directory.resolve("hec.token"), SplunkStub.TOKEN + "\n");
        return open("?token-file=" + token + options);
    }

    private Receiver open(String query) throws TargetException {
        return new Receivers("h", () -> Instant.ofEpochMilli(nowMillis), millis -> nowMillis += millis * pace)
                .open(Target.parse("splunk-hec+http://127.0.0.1:" + stub.port() + query), AlertFormat.OCSF);
    }
}
