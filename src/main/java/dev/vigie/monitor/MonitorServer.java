package dev.vigie.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves {@link Pages}, to GET and HEAD and without any state between requests. Bounded: threads, connections, the time
 * that a request may take to come and an answer to go, and the size of a request's head; of a body nothing is read.
 */
final class MonitorServer implements AutoCloseable {

    /** One that asks slowly holds one of them until its time is over. */
    private static final int THREADS = 8;

    private static final int CONNECTIONS_MAX = 64;
    private static final int REQUEST_SECONDS_MAX = 5;
    private static final int ANSWER_SECONDS_MAX = 20;
    private static final int HEADERS_MAX = 50;
    private static final int HEAD_BYTES_MAX = 16_384;
    private static final int BACKLOG = 16;
    private static final int THREAD_IDLE_SECONDS = 30;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Pages pages;

    private MonitorServer(HttpServer server, ThreadPoolExecutor threads, Pages pages) {
        this.server = server;
        this.threads = threads;
        this.pages = pages;
    }

    /**
     * Sets the limits that the JDK's server takes from system properties, for the whole process and once: to be called
     * before the first one is made.
     */
    static void limit() {
        limit("sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX);
        limit("sun.net.httpserver.maxRspTime", ANSWER_SECONDS_MAX);
        limit("sun.net.httpserver.maxReqHeaders", HEADERS_MAX);
        limit("sun.net.httpserver.maxReqHeaderSize", HEAD_BYTES_MAX);
        limit("sun.net.httpserver.maxIdleConnections", CONNECTIONS_MAX);
        limit("jdk.httpserver.maxConnections", CONNECTIONS_MAX);
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    /** Listens, and answers until closed. */
    static MonitorServer start(MonitorSettings settings, Metrics metrics, Health health) throws IOException {
        HttpServer server;
        if (settings.tls() == null) {
            server = HttpServer.create(settings.address(), BACKLOG);
        } else {
            HttpsServer secure = HttpsServer.create(settings.address(), BACKLOG);
            secure.setHttpsConfigurator(new HttpsConfigurator(settings.tls()));
            server = secure;
        }
        // A connection waits at most once, so the queue is never longer than there are connections.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "vigie-monitor");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        MonitorServer started = new MonitorServer(server, threads, new Pages(metrics, health, settings.token()));
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, page(exchange));
        }
    }

    private Page page(HttpExchange exchange) {
        if (!isRead(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.text(Page.METHOD_NOT_ALLOWED, "GET or HEAD");
        }
        try {
            String path = exchange.getRequestURI().getRawPath();
            return pages.at(
                    path == null ? "" : path, exchange.getRequestHeaders().getFirst("Authorization"));
        } catch (RuntimeException e) {
            // A fault of ours; what it says may be nobody's business.
            return Page.text(
                    Page.FAILED, "the page cannot be made: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isRead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET") || isHead(exchange);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] body = page.body().getBytes(UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", page.contentType());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (page.status() == Page.UNAUTHORIZED) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(page.status(), -1);
        } else {
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
