package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a stub, see there. */
@Timeout(60)
final class BulkReceiverTest {

    private static final List<Message> BATCH =
            List.of(Episodes.message("a", 0), Episodes.message("b", 0), Episodes.message("a", 1));

    @TempDir
    private Path directory;

    private final BulkStub index = new BulkStub();
    private HttpStub stub;

    @BeforeEach
    void start() throws Exception {
        stub = new HttpStub(index);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void deliver_messagesOfAnAlert_leaveTheNewestInItsDocument() throws Exception {
        assertThat(receiver("").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(index.documents).isEqualTo(Map.of("a", "{\"sequence\":1}", "b", "{\"sequence\":0}"));
        assertThat(stub.requests).hasSize(1);
    }

    @Test
    void deliver_olderMessageAgain_changesNothingAndIsDelivered() throws Exception {
        Receiver receiver = receiver("/");
        receiver.deliver(BATCH);
        assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        assertThat(index.documents).containsEntry("a", "{\"sequence\":1}");
    }

    @Test
    void deliver_someItemsFail_answersEachByItsOwnStatus() throws Exception {
        index.statuses.put("b", 429);
        index.statuses.put("c", 400);
        List<Message> batch = List.of(Episodes.message("a", 0), Episodes.message("b", 0), Episodes.message("c", 0));
        List<Answer> answers = receiver("").deliver(batch);
        assertThat(answers)
                .extracting(Answer::kind)
                .containsExactly(Answer.Kind.DELIVERED, Answer.Kind.LATER, Answer.Kind.REFUSED);
        assertThat(answers).extracting(Answer::reason).noneMatch(reason -> reason.contains("m.petit"));
        assertThat(answers.get(2).detail()).contains("m.petit");
    }

    @Test
    void deliver_tooLarge_comesInHalvesAndRefusesOnlyWhatIsTooLargeAlone() throws Exception {
        index.linesMax = 2;
        assertThat(receiver("").deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        index.linesMax = 0;
        assertThat(receiver("").deliver(BATCH)).extracting(Answer::kind).containsOnly(Answer.Kind.REFUSED);
    }

    @Test
    void deliver_answerIsNoneToABulkRequest_isLater() throws Exception {
        for (String body : List.of("", "<html>", "{}", "{\"items\":[{\"index\":{\"status\":201}}]}")) {
            stub.answer(request -> HttpStub.Reply.of(200, body));
            assertThat(receiver("").deliver(BATCH)).extracting(Answer::kind).containsOnly(Answer.Kind.LATER);
        }
    }

    @Test
    void deliver_longOrHostileId_isStillOneThatTheIndexTakes() throws Exception {
        String hostile = "a\n{\"delete\":{}}\u2028\"";
        String tooLong = "é".repeat(300);
        List<Message> batch = List.of(Episodes.message(hostile, 0), Episodes.message(tooLong, 0));
        assertThat(receiver("").deliver(batch)).isEqualTo(Receiver.all(batch, Answer.delivered()));
        assertThat(index.documents).hasSize(2).containsKey(hostile);
        assertThat(index.documents.keySet()).allMatch(id -> id.getBytes(UTF_8).length <= BulkReceiver.ID_BYTES_MAX);
    }

    @Test
    void deliver_toADataStream_addsADocumentForEachMessageOnce() throws Exception {
        index.name = "logs-vigie.alert-default";
        Receiver receiver = receiver("?data-stream=logs-vigie.alert-default");
        for (int time = 0; time < 2; time++) {
            assertThat(receiver.deliver(BATCH)).isEqualTo(Receiver.all(BATCH, Answer.delivered()));
        }
        assertThat(index.documents)
                .isEqualTo(Map.of("a-0", "{\"sequence\":0}", "a-1", "{\"sequence\":1}", "b-0", "{\"sequence\":0}"));
        assertThat(stub.requests.get(0).body()).contains("{\"create\":{\"_id\":\"a-0\"}}");
    }

    @Test
    void open_badDataStream_saysWhatWouldBeRight() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("/x?data-stream=y"))
                .withMessageContaining("either the path names an index, or this a data stream");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("?data-stream=Y"))
                .withMessageContaining("such as logs-vigie.alert-default");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> open("?data-stream=y", AlertFormat.OCSF))
                .withMessageContaining("must have an @timestamp");
    }

    @Test
    void deliver_withUser_authorises() throws Exception {
        Path file = Files.writeString(directory.resolve("p"), "pass\n");
        receiver("?user=vigie&password-file=" + file).deliver(BATCH);
        assertThat(stub.requests.get(0).header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("vigie:pass".getBytes(UTF_8)));
    }

    @Test
    void open_formatThatIsNoJson_saysWhichAre() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> open("", AlertFormat.CEF))
                .withMessageContaining("choose the format ecs or ocsf, not cef");
    }

    @Test
    void open_badIndexOrHalfACredential_saysWhatWouldBeRight() {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("/Vigie"))
                .withMessageContaining("/vigie-alerts");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> receiver("?user=vigie"))
                .withMessageContaining("password-file");
    }

    private Receiver receiver(String path) throws TargetException {
        return open(path, AlertFormat.ECS);
    }

    private Receiver open(String path, AlertFormat format) throws TargetException {
        return new Receivers("h", InstantSource.system(), millis -> {})
                .open(Target.parse("opensearch+http://127.0.0.1:" + stub.port() + path), format);
    }
}
