package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.vigie.LoopbackPorts;
import dev.vigie.wire.RegistryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a registry can answer, wrong answers above all. The real one is in {@link RegistryIT}. */
class ConfluentRegistryTest {

    private static final String SUBJECT = "vigie.events-value";
    private static final int ATTEMPTS = 4;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> waits = new ArrayList<>();
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private Instant now = Instant.EPOCH;
    private ConfluentRegistry registry;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Answer answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
            if (answer.status == 0) {
                await(done);
            }
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        registry = registry(url(), null, null, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    @Test
    void schemaById_askedTwice_isFetchedOnce() throws Exception {
        answer(200, "{\"schema\":\"\\\"string\\\"\"}");
        assertThat(registry.schemaById(3)).isEqualTo("\"string\"");
        assertThat(registry.schemaById(3)).isEqualTo("\"string\"");
        assertThat(requests).containsExactly("GET /schemas/ids/3");
    }

    @Test
    void schemaById_missing_isAskedForAgainAfterAWhile() throws Exception {
        answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        assertFailure(Kind.NOT_FOUND, "Schema not found", () -> registry.schemaById(3));
        assertFailure(Kind.NOT_FOUND, "not in the schema registry", () -> registry.schemaById(3));
        assertThat(requests).hasSize(1);
        now = now.plusMillis(ConfluentRegistry.MISSING_MILLIS);
        answers.clear();
        answer(200, "{\"schema\":\"\\\"string\\\"\"}");
        assertThat(registry.schemaById(3)).isEqualTo("\"string\"");
    }

    @Test
    void schemaById_registeredBefore_isKnownWithoutTheRegistry() throws Exception {
        answer(200, "{\"id\":5}");
        int id = registry.register(SUBJECT, "\"string\"");
        server.stop(0);
        assertThat(registry.schemaById(id)).isEqualTo("\"string\"");
    }

    @Test
    void register_subjectWithOddCharacters_isOnePathSegment() throws Exception {
        answer(200, "{\"id\":5}");
        assertThat(registry.register("a/b c?", "\"string\"")).isEqualTo(5);
        assertThat(requests).containsExactly("POST /subjects/a%2Fb%20c%3F/versions");
    }

    @Test
    void anyRequest_serverErrorsThenAnAnswer_triesAgainAndWaitsLonger() throws Exception {
        answer(500, "");
        answer(503, "{}");
        answer(429, "slow down");
        answer(200, "{\"id\":5}");
        assertThat(registry.register(SUBJECT, "\"string\"")).isEqualTo(5);
        assertThat(requests).hasSize(4);
        assertThat(waits).hasSize(3);
        assertThat(waits.get(0)).isBetween(50L, 100L);
        assertThat(waits.get(1)).isBetween(100L, 200L);
        assertThat(waits.get(2)).isBetween(150L, 300L);
    }

    @Test
    void anyRequest_serverErrorsOnly_givesUpAfterTheLastAttempt() {
        answer(500, "{\"message\":\"boom\"}");
        assertFailure(Kind.UNREACHABLE, "answers 500: boom", () -> registry.register(SUBJECT, "\"string\""));
        assertThat(requests).hasSize(ATTEMPTS);
    }

    @Test
    void anyRequest_nobodyListens_saysSo() throws IOException {
        String message;
        String url;
        try (Socket nobody = LoopbackPorts.refusing()) {
            url = "http://127.0.0.1:" + nobody.getLocalPort();
            ConfluentRegistry gone = registry(url, null, null, Duration.ofSeconds(20));
            message = assertFailure(Kind.UNREACHABLE, "cannot reach the schema registry at", () -> gone.schemaById(1));
        }
        assertThat(message).contains(url, "ConnectException", "registry.url");
        assertThat(waits).hasSize(ATTEMPTS - 1);
    }

    @Test
    void anyRequest_noAnswerInTime_saysSo() {
        answer(0, "");
        ConfluentRegistry hasty = registry(url(), null, null, Duration.ofMillis(50));
        assertFailure(Kind.UNREACHABLE, "cannot reach", () -> hasty.schemaById(1));
    }

    @Test
    void anyRequest_refused_namesTheUserAndNeverThePassword() {
        answer(401, "");
        ConfluentRegistry known = registry(url(), "vigie", "s3cret", Duration.ofSeconds(20));
        String message = assertFailure(Kind.REFUSED, "refuses user vigie", () -> known.schemaById(1));
        assertThat(message)
                .contains("registry.user", "registry.password", url())
                .doesNotContain("s3cret");
        assertThat(requests).hasSize(1);
        assertFailure(Kind.REFUSED, "without a user", () -> registry.schemaById(1));
    }

    @Test
    void anyRequest_redirect_isNotFollowed() {
        answer(302, "");
        assertFailure(Kind.MISCONFIGURED, "answers 302", () -> registry.schemaById(1));
    }

    @Test
    void anyRequest_noRegistryThere_saysSo() {
        for (Answer wrong : List.of(
                new Answer(404, "<html>"),
                new Answer(404, "{\"error_code\":404}"),
                new Answer(200, "<html>hello</html>"),
                new Answer(200, ""),
                new Answer(200, "[1]"),
                new Answer(200, "{}"))) {
            answers.clear();
            answers.add(wrong);
            assertFailure(Kind.MISCONFIGURED, "is no schema registry", () -> registry.schemaById(1));
            assertFailure(Kind.MISCONFIGURED, "is no schema registry", () -> registry.register(SUBJECT, "1"));
        }
        for (String id : List.of("-1", "1.5", "3000000000", "\"1\"", "null")) {
            answers.clear();
            answer(200, "{\"id\":" + id + "}");
            assertFailure(Kind.MISCONFIGURED, "is no schema registry", () -> registry.register(SUBJECT, "1"));
        }
    }

    @Test
    void anyRequest_answerWithoutEnd_isCutOff() {
        answer(200, "{\"schema\":\"" + "x".repeat(RegistryHttp.ANSWER_BYTES_MAX) + "\"}");
        assertFailure(Kind.MISCONFIGURED, "more than", () -> registry.schemaById(1));
        assertThat(requests).hasSize(1);
    }

    @Test
    void schemaById_otherKindOfSchema_isNotFound() {
        answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");
        assertFailure(Kind.NOT_FOUND, "not an Avro schema", () -> registry.schemaById(1));
    }

    @Test
    void register_refusedSchema_repeatsTheRegistrysWordsOnOneShortLine() {
        answer(409, "{\"error_code\":409,\"message\":\"reader\\u001b[31m\\nfield x" + "y".repeat(5_000) + "\"}");
        String message = assertFailure(Kind.INCOMPATIBLE, "field x", () -> registry.register(SUBJECT, "\"string\""));
        assertThat(message).doesNotContain("\n", "\u001b").hasSizeLessThan(1_000);
        answers.clear();
        answer(422, "{\"error_code\":42201,\"message\":\"Invalid schema\"}");
        assertFailure(Kind.INVALID_SCHEMA, "Invalid schema", () -> registry.register(SUBJECT, "{"));
    }

    @Test
    void incompatibilities_bothDialects_givesTheReasons() throws Exception {
        answer(200, "{\"is_compatible\":true}");
        answer(200, "{\"is_compatible\":false,\"messages\":[\"a\",\"b\"]}");
        answer(200, "{\"is_compatible\":false,\"reason\":\"c\"}");
        answer(200, "{\"is_compatible\":false}");
        answer(404, "{\"error_code\":40401}");
        assertThat(registry.incompatibilities(SUBJECT, "1")).isEmpty();
        assertThat(registry.incompatibilities(SUBJECT, "1")).containsExactly("a", "b");
        assertThat(registry.incompatibilities(SUBJECT, "1")).containsExactly("c");
        assertThat(registry.incompatibilities(SUBJECT, "1")).hasSize(1);
        assertThat(registry.incompatibilities(SUBJECT, "1")).isEmpty();
    }

    private void answer(int status, String body) {
        answers.add(new Answer(status, body));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private ConfluentRegistry registry(String url, @Nullable String user, @Nullable String password, Duration timeout) {
        Retry retry = new Retry(ATTEMPTS, Duration.ofMillis(100), Duration.ofMillis(300), new Random(1), waits::add);
        return new ConfluentRegistry(
                new RegistrySettings(URI.create(url), user, password, null, timeout, retry), () -> now);
    }

    private static String assertFailure(Kind kind, String message, Callable<?> request) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, request::call);
        assertThat(failure).isNotNull().hasMessageContaining(message);
        assertThat(failure.kind()).isEqualTo(kind);
        return String.valueOf(failure.getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
