package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** Makes the receiver that a target describes. Nothing is connected to before the first delivery. */
public final class Receivers {

    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(15);
    /** A bulk answer has an item, with the reason of its error, per message. */
    private static final int BULK_ANSWER_BYTES_MAX = 4 << 20;

    private static final int ANSWER_BYTES_MAX = 16_384;
    private static final int ENTERPRISE_MAX = Integer.MAX_VALUE;

    private final String host;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /** @param host what this machine is called in messages that say where they come from */
    public Receivers(String host, InstantSource clock, Sleeper sleeper) {
        this.host = host;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * A receiver of messages in a format.
     *
     * @throws TargetException if the options are wrong, or the format does not suit
     */
    public Receiver open(Target target, AlertFormat format) throws TargetException {
        return switch (target.kind()) {
            case SYSLOG_TCP, SYSLOG_TLS -> syslog(target);
            case WEBHOOK_HTTPS, WEBHOOK_HTTP -> webhook(target, format);
            case SPLUNK_HEC, SPLUNK_HEC_HTTP -> splunk(target, format);
            case OPENSEARCH, OPENSEARCH_HTTP, ELASTICSEARCH, ELASTICSEARCH_HTTP -> bulk(target, format);
        };
    }

    private Receiver syslog(Target target) throws TargetException {
        noPath(target);
        SSLContext tls = target.kind().encrypted() ? Trust.of(target) : null;
        int facility = target.number("facility", 0, SyslogFrame.FACILITY_MAX, SyslogFrame.FACILITY);
        int enterprise = target.number("enterprise", 1, ENTERPRISE_MAX, SyslogFrame.ENTERPRISE);
        return new SyslogReceiver(target.host(), target.port(), tls, new SyslogFrame(facility, enterprise, host));
    }

    private Receiver webhook(Target target, AlertFormat format) throws TargetException {
        String name = target.option("template");
        ChatTemplate template = name == null ? null : ChatTemplate.named(name);
        if (name != null && template == null) {
            throw new TargetException("template: must be one of " + String.join(", ", ChatTemplate.names()));
        }
        String secret = target.secret("secret-file");
        String path = target.path() + (target.query().isEmpty() ? "" : "?" + target.query());
        return new WebhookReceiver(
                http(target, ANSWER_BYTES_MAX),
                path,
                format.writer().contentType(),
                template,
                secret == null ? null : WebhookSignature.with(secret),
                clock);
    }

    private Receiver splunk(Target target, AlertFormat format) throws TargetException {
        noPath(target);
        String token = target.required("token-file", "the collector's token");
        SplunkReceiver.Settings settings = new SplunkReceiver.Settings(
                token, channel(target), target.option("index"), "vigie:" + format.formatName(), isJson(format));
        return new SplunkReceiver(http(target, ANSWER_BYTES_MAX), settings, clock, sleeper);
    }

    /** The same for the same target at every start: a channel of its own is all that Splunk asks for. */
    private static String channel(Target target) throws TargetException {
        String channel = target.option("channel");
        if (channel == null) {
            return UUID.nameUUIDFromBytes(target.fingerprint().getBytes(UTF_8)).toString();
        }
        if (!channel.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")) {
            throw new TargetException(
                    "channel: must be a GUID, such as 0aeeac95-ac74-4aa9-b30d-6c4c0ac581ba; 'uuidgen' makes one");
        }
        return channel;
    }

    private Receiver bulk(Target target, AlertFormat format) throws TargetException {
        IndexPlace place = IndexPlace.of(target, format);
        return new BulkReceiver(http(target, BULK_ANSWER_BYTES_MAX), place, authorization(target));
    }

    private static Map<String, String> authorization(Target target) throws TargetException {
        String user = target.option("user");
        String password = target.secret("password-file");
        String apiKey = target.secret("api-key-file");
        if ((user == null) != (password == null)) {
            throw new TargetException("user and password-file come together");
        }
        if (user != null && user.indexOf(':') >= 0) {
            throw new TargetException("user: must not contain a colon");
        }
        if (apiKey != null) {
            if (user != null) {
                throw new TargetException("either user and password-file or api-key-file, not both");
            }
            return Map.of("Authorization", "ApiKey " + apiKey);
        }
        if (user == null) {
            return Map.of();
        }
        byte[] pair = (user + ":" + password).getBytes(UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private HttpPost http(Target target, int answerBytesMax) throws TargetException {
        return new HttpPost(target, HTTP_TIMEOUT, answerBytesMax, clock);
    }

    private static void noPath(Target target) throws TargetException {
        if (!target.path().isEmpty() && !target.path().equals("/")) {
            throw new TargetException("the address ends with the port, as in " + target.name());
        }
    }

    private static boolean isJson(AlertFormat format) {
        return format == AlertFormat.OCSF || format == AlertFormat.ECS;
    }
}
