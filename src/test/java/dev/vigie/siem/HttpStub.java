package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** An HTTP server on a free loopback port that answers as a test says, and keeps what it was sent. */
final class HttpStub implements AutoCloseable {

    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Answers answers;

    /** What was sent. */
    record Request(String path, Headers headers, String body) {
        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    /** What is answered. A status of 0 is none: the connection is closed. */
    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status) {
            return of(status, "");
        }

        static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body);
        }
    }

    /** Decides on an answer. */
    interface Answers {
        Reply to(Request request) throws IOException;
    }

    HttpStub(Answers answers) throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
    }

    private HttpStub(HttpServer server, Answers answers) {
        this.answers = answers;
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    /** The same over TLS. */
    static HttpStub secured(SSLContext tls, Answers answers) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new HttpStub(server, answers);
    }

    void answer(Answers next) {
        answers = next;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            Reply reply = answers.to(request);
            if (reply.status() == 0) {
                return;
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
