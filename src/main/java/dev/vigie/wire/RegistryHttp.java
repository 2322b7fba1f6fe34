package dev.vigie.wire;

import dev.vigie.wire.RegistryException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the registry, tried again while there is no answer or a server error. What an answer means is decided
 * elsewhere.
 */
final class RegistryHttp {

    /** The largest schema that is believed in; the registry's own limits are about as high. */
    static final int ANSWER_BYTES_MAX = 1 << 20;

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final RegistrySettings settings;
    private final HttpClient client;
    private final @Nullable String authorization;

    /** An answer that arrived in full. */
    record Answer(int status, String body) {}

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        // Redirects are not followed: credentials go to the configured host only.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        client = builder.build();
        authorization = settings.user() == null ? null : "Basic " + credentials(settings);
    }

    private static String credentials(RegistrySettings settings) {
        byte[] pair = (settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }

    Answer send(String method, String path, @Nullable String body) throws RegistryException {
        HttpRequest request = request(method, path, body);
        try {
            for (int attempt = 1; ; attempt++) {
                boolean last = attempt == settings.retry().attemptsMax();
                try {
                    Answer answer = attempt(request);
                    if (last || !isTemporary(answer.status())) {
                        return answer;
                    }
                } catch (ExecutionException | TimeoutException e) {
                    if (last || isFinal(e.getCause())) {
                        throw unreachable(e, attempt);
                    }
                }
                settings.retry().await(attempt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    Kind.UNREACHABLE, "interrupted while asking the schema registry at " + settings.url(), e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        String base = settings.url().toString();
        URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    /** The request's own timeout ends with the headers; waiting on the future bounds the body too. */
    private Answer attempt(HttpRequest request) throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request, info -> new BoundedBody(ANSWER_BYTES_MAX));
        try {
            HttpResponse<byte[]> response = pending.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } finally {
            pending.cancel(true);
        }
    }

    private static boolean isTemporary(int status) {
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
    }

    /** True where trying again would only fail again: a certificate that is not trusted, an answer that is too long. */
    private static boolean isFinal(@Nullable Throwable cause) {
        return cause instanceof SSLException || cause instanceof BoundedBody.TooLongException;
    }

    private RegistryException unreachable(Exception failure, int attempts) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String at = " the schema registry at " + settings.url() + ": ";
        if (cause instanceof SSLException) {
            String hint = ": check registry.url and the registry's trust store";
            return new RegistryException(
                    Kind.UNREACHABLE, "no trusted TLS with" + at + cause.getMessage() + hint, cause);
        }
        if (cause instanceof BoundedBody.TooLongException) {
            return new RegistryException(Kind.MISCONFIGURED, "cannot believe" + at + cause.getMessage(), cause);
        }
        String reason = cause instanceof TimeoutException ? "no answer within " + settings.timeout() : describe(cause);
        return new RegistryException(
                Kind.UNREACHABLE,
                "cannot reach" + at + reason + " (" + attempts + " attempts); check registry.url",
                cause);
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
