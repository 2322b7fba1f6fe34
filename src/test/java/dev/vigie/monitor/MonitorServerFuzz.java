package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vigie.FuzzShare;
import dev.vigie.FuzzTally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests turned into anything: each is answered or the connection ended, soon; the metrics are for who has the token
 * alone; and the next one is served.
 */
@ExtendWith(FuzzShare.class)
final class MonitorServerFuzz {

    private static final String TOKEN = "a token of 20 letters";
    /** Of a page that whoever has no token must not see. */
    private static final String METRIC = "process_start_time_seconds";

    private static final int ANSWER_MILLIS_MAX = 15_000;
    private static final int LOOK_EVERY = 1_000;
    private static final FuzzTally TALLY = new FuzzTally(MonitorServerFuzz.class);

    private static Metrics metrics;
    private static MonitorServer server;
    private static int untilLook;

    @BeforeAll
    static void start() throws IOException {
        MonitorServer.limit();
        metrics = new Metrics();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = MonitorServer.start(new MonitorSettings(address, null, TOKEN), metrics, new Health());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        metrics.close();
        TALLY.print();
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
                        "HEAD /health/ready HTTP/1.0\r\n\r\n",
                        "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer none\r\n\r\n",
                        "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "GET http://a/metrics?x=%41 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "OPTIONS * HTTP/1.1\r\nExpect: 100-continue\r\nUpgrade: h2c\r\n\r\n")
                .map(request -> request.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "15m")
    void answer_whateverIsAsked_isAnAnswerOrTheEnd(byte[] request) throws IOException {
        TALLY.count();
        BugDetectors.allowNetworkConnections((host, port) -> port == server.port());
        String answer = answer(request);
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.")).as(answer).isTrue();
        assertThat(answer.contains(METRIC) && !new String(request, ISO_8859_1).contains(TOKEN))
                .as("metrics without the token")
                .isFalse();
        if (untilLook-- == 0) {
            untilLook = LOOK_EVERY;
            assertThat(answer("GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8)))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String answer(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            // It has ended the connection before it had all of the request.
            return "";
        }
    }
}
