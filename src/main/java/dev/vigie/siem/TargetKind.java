package dev.vigie.siem;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of receivers, by the scheme of their address. */
public enum TargetKind {
    SYSLOG_TCP("syslog+tcp", 0, false, AlertFormat.CEF),
    SYSLOG_TLS("syslog+tls", 6514, true, AlertFormat.CEF),
    WEBHOOK_HTTPS("webhook+https", 443, true, AlertFormat.OCSF),
    WEBHOOK_HTTP("webhook+http", 80, false, AlertFormat.OCSF),
    SPLUNK_HEC("splunk-hec", 8088, true, AlertFormat.OCSF),
    SPLUNK_HEC_HTTP("splunk-hec+http", 8088, false, AlertFormat.OCSF),
    OPENSEARCH("opensearch", 9200, true, AlertFormat.ECS),
    OPENSEARCH_HTTP("opensearch+http", 9200, false, AlertFormat.ECS),
    ELASTICSEARCH("elasticsearch", 9200, true, AlertFormat.ECS),
    ELASTICSEARCH_HTTP("elasticsearch+http", 9200, false, AlertFormat.ECS);

    private final String scheme;
    private final int usualPort;
    private final boolean encrypted;
    private final AlertFormat usualFormat;

    TargetKind(String scheme, int usualPort, boolean encrypted, AlertFormat usualFormat) {
        this.scheme = scheme;
        this.usualPort = usualPort;
        this.encrypted = encrypted;
        this.usualFormat = usualFormat;
    }

    static @Nullable TargetKind named(String scheme) {
        return Stream.of(values())
                .filter(kind -> kind.scheme.equalsIgnoreCase(scheme))
                .findFirst()
                .orElse(null);
    }

    static List<String> schemes() {
        return Stream.of(values()).map(TargetKind::scheme).toList();
    }

    String scheme() {
        return scheme;
    }

    /** The port where an address names none; 0 where it must. */
    int usualPort() {
        return usualPort;
    }

    boolean encrypted() {
        return encrypted;
    }

    /** The format where none is chosen. */
    public AlertFormat usualFormat() {
        return usualFormat;
    }

    /** What may stand in the query of its address, sorted. */
    Set<String> options() {
        Set<String> options = new TreeSet<>(
                switch (this) {
                    case SYSLOG_TCP, SYSLOG_TLS -> Set.of("facility", "enterprise");
                    case WEBHOOK_HTTPS, WEBHOOK_HTTP -> Set.of("secret-file", "template");
                    case SPLUNK_HEC, SPLUNK_HEC_HTTP -> Set.of("token-file", "channel", "index");
                    case OPENSEARCH, OPENSEARCH_HTTP -> Set.of("user", "password-file", IndexPlace.DATA_STREAM);
                    case ELASTICSEARCH, ELASTICSEARCH_HTTP ->
                        Set.of("user", "password-file", "api-key-file", IndexPlace.DATA_STREAM);
                });
        if (encrypted) {
            options.add("ca");
        }
        return options;
    }

    boolean isIndex() {
        return switch (this) {
            case OPENSEARCH, OPENSEARCH_HTTP, ELASTICSEARCH, ELASTICSEARCH_HTTP -> true;
            case SYSLOG_TCP, SYSLOG_TLS, WEBHOOK_HTTPS, WEBHOOK_HTTP, SPLUNK_HEC, SPLUNK_HEC_HTTP -> false;
        };
    }

    boolean isWebhook() {
        return this == WEBHOOK_HTTPS || this == WEBHOOK_HTTP;
    }
}
