package dev.vigie.siem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Posts to one receiver over HTTP/1.1. Redirects are not followed: what is sent is for the configured host only. */
final class HttpPost {

    private static final String RETRY_AFTER = "Retry-After";

    private final HttpClient client;
    private final URI base;
    private final Duration timeout;
    private final int answerBytesMax;
    private final InstantSource clock;

    /** There was no answer. The message is the reason, in words that may stand in a log line. */
    static final class NoAnswerException extends Exception {
        NoAnswerException(String reason) {
            super(reason);
        }
    }

    /**
     * @param timeout for a connection, and for a whole answer
     * @param answerBytesMax how much of an answer is read
     * @param clock for a {@code Retry-After} that is a date
     */
    HttpPost(Target target, Duration timeout, int answerBytesMax, InstantSource clock) throws TargetException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (target.kind().encrypted()) {
            builder.sslContext(Trust.of(target));
        }
        this.client = builder.build();
        this.base = URI.create(
                (target.kind().encrypted() ? "https" : "http") + "://" + target.host() + ":" + target.port());
        this.timeout = timeout;
        this.answerBytesMax = answerBytesMax;
        this.clock = clock;
    }

    /**
     * Posts a body.
     *
     * @param path from the host on, with a query
     */
    HttpAnswer send(String path, Map<String, String> headers, String contentType, String body)
            throws NoAnswerException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        // The request's own timeout ends with the headers; waiting on the future bounds the body too.
        CompletableFuture<HttpResponse<String>> pending =
                client.sendAsync(request.build(), info -> new BodyStart(answerBytesMax));
        try {
            HttpResponse<String> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            String wait = response.headers().firstValue(RETRY_AFTER).orElse("");
            return new HttpAnswer(response.statusCode(), response.body(), HttpAnswer.waitMillis(wait, clock.instant()));
        } catch (ExecutionException e) {
            throw new NoAnswerException(reason(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            throw new NoAnswerException("no answer within " + timeout.toSeconds() + " s");
        } finally {
            pending.cancel(true);
        }
    }

    private String reason(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toSeconds() + " s";
        }
        if (failure instanceof SSLException) {
            return "no trusted TLS: check the certificate's host name and the option ca";
        }
        if (failure instanceof ConnectException) {
            return isUnresolved(failure) ? "its host name is not known" : "it does not accept connections";
        }
        return "the connection broke ("
                + (failure instanceof IOException ? "" : "a fault: ")
                + failure.getClass().getSimpleName() + ")";
    }

    private static boolean isUnresolved(Throwable failure) {
        return failure instanceof UnresolvedAddressException
                || (failure.getCause() != null && isUnresolved(failure.getCause()));
    }
}
