package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's address with its options, such as {@code syslog+tls://siem.example:6514?ca=ca.pem}.
 *
 * <p>Secrets are in files that options name. A webhook's path and what is left of its query are secrets too, since
 * whoever knows them may post: nothing of an address but its scheme, host and port is ever printed.
 *
 * @param path with what leads it, empty where there is none
 * @param query what is none of Vigie's options, as it was written; empty but for webhooks
 * @param options by name
 */
public record Target(TargetKind kind, String host, int port, String path, String query, Map<String, String> options) {

    private static final int SECRET_BYTES_MAX = 4_096;
    private static final int PORT_MAX = 65_535;
    private static final int FINGERPRINT_DIGITS = 12;

    public Target {
        options = Map.copyOf(options);
    }

    /** Reads an address. */
    public static Target parse(String address) throws TargetException {
        URI uri = uri(address);
        TargetKind kind = uri.getScheme() == null ? null : TargetKind.named(uri.getScheme());
        if (kind == null) {
            throw new TargetException("an address begins with one of " + String.join("://, ", TargetKind.schemes())
                    + "://, such as syslog+tls://siem.example:6514");
        }
        if (uri.getHost() == null) {
            throw new TargetException(
                    kind.scheme() + ": an address names a host, such as " + kind.scheme() + "://siem.example:6514");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new TargetException(kind.scheme() + ": an address holds no user, password or fragment; secrets are in"
                    + " files that its options name: " + String.join(", ", kind.options()));
        }
        int port = uri.getPort() == -1 ? kind.usualPort() : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw new TargetException(kind.scheme() + ": an address names a port from 1 to " + PORT_MAX + ", such as "
                    + kind.scheme() + "://siem.example:601");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        Map<String, String> options = new TreeMap<>();
        String query = query(kind, uri.getRawQuery(), options);
        return new Target(kind, uri.getHost(), port, path, query, options);
    }

    /** The exception's own message would repeat the address, and a secret in it. */
    private static URI uri(String address) throws TargetException {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new TargetException("not an address (at character " + (e.getIndex() + 1) + ": " + e.getReason()
                    + "); right would be syslog+tls://siem.example:6514");
        }
    }

    private static String query(TargetKind kind, @Nullable String raw, Map<String, String> options)
            throws TargetException {
        List<String> others = new ArrayList<>();
        for (String part : raw == null || raw.isEmpty() ? List.<String>of() : List.of(raw.split("&", -1))) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (kind.options().contains(name)) {
                String value = equals < 0 ? "" : decode(part.substring(equals + 1));
                if (value.isEmpty()) {
                    throw new TargetException(name + ": must have a value, as in ?" + name + "=...");
                }
                if (options.put(name, value) != null) {
                    throw new TargetException(name + ": is set twice");
                }
            } else if (kind.isWebhook()) {
                others.add(part);
            } else {
                throw new TargetException("unknown option '" + name + "' of " + kind.scheme() + "; there are "
                        + String.join(", ", kind.options()));
            }
        }
        return String.join("&", others);
    }

    private static String decode(String text) throws TargetException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TargetException("'%' in an option must be followed by two hexadecimal digits", e);
        }
    }

    /** Scheme, host and port: what may be shown. */
    public String name() {
        return kind.scheme() + "://" + host + ":" + port;
    }

    /** Whether nobody on the way can read what is sent. */
    public boolean encrypted() {
        return kind.encrypted();
    }

    /**
     * A short name that differs between receivers, and stays the same whatever the options are, but for the one that
     * says where to.
     */
    public String fingerprint() {
        String stream = options.get(IndexPlace.DATA_STREAM);
        String place = name() + path + "?" + query + (stream == null ? "" : "#" + stream);
        return sha256(place).substring(0, FINGERPRINT_DIGITS);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    int number(String name, int min, int max, int otherwise) throws TargetException {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new TargetException(name + ": must be a whole number from " + min + " to " + max);
    }

    @Nullable
    Path file(String name) throws TargetException {
        String text = options.get(name);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new TargetException(name + ": must be a path", e);
        }
    }

    /**
     * What the file holds that option {@code name} names: one word that a header can hold; null where it is not set.
     */
    @Nullable
    String secret(String name) throws TargetException {
        Path file = file(name);
        if (file == null) {
            return null;
        }
        try {
            if (Files.size(file) > SECRET_BYTES_MAX) {
                throw new TargetException(name + ": " + file + " has more than " + SECRET_BYTES_MAX + " bytes");
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new TargetException(name + ": " + file + " must hold one word of printable ASCII characters");
            }
            return text;
        } catch (IOException e) {
            throw unreadable(name, file, e);
        }
    }

    String required(String name, String what) throws TargetException {
        String secret = secret(name);
        if (secret == null) {
            throw new TargetException(name + ": is missing; it names the file that holds " + what + ", as in "
                    + kind.scheme() + "://" + host + "?" + name + "=FILE");
        }
        return secret;
    }

    static TargetException unreadable(String name, Path file, IOException cause) {
        String reason = cause instanceof NoSuchFileException
                ? "no such file"
                : "cannot be read (" + cause.getClass().getSimpleName() + ")";
        return new TargetException(name + ": " + file + ": " + reason, cause);
    }

    /** Only what may be shown. */
    @Override
    public String toString() {
        return name();
    }
}
