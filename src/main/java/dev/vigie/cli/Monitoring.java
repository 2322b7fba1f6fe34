package dev.vigie.cli;

import dev.vigie.monitor.Monitor;
import dev.vigie.monitor.MonitorSettings;
import dev.vigie.monitor.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of health and metrics.
 *
 * <pre>
 *   monitor:
 *     listen: 127.0.0.1:9464              # or a port alone, which is at 127.0.0.1; 0.0.0.0:9464 for everybody
 *     tls-certificate-file: tls.crt       # PEM, the server's own certificate first; with
 *     tls-key-file: tls.key               # its key, PKCS #8
 *     token-file: monitor.token           # what a reader of the metrics must send
 * </pre>
 *
 * <p>Nothing is served unless {@code monitor.listen} is set: two processes of one machine would want the same port.
 */
final class Monitoring {

    private static final String LISTEN = "monitor.listen";
    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):)?([0-9]{1,5})");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_MAX = 65_535;

    private Monitoring() {}

    /** Null where nothing is to be served. */
    static @Nullable MonitorSettings of(Settings settings) throws ConfigException {
        Setting listen = settings.get(LISTEN);
        Setting certificates = settings.get("monitor.tls-certificate-file");
        Setting key = settings.get("monitor.tls-key-file");
        Setting token = Keys.secret(settings, "monitor.token");
        if (listen == null) {
            Setting alone = certificates != null ? certificates : key != null ? key : token;
            if (alone != null) {
                throw new ConfigException(alone.where() + ": " + alone.name() + " is set, but " + LISTEN + " is not");
            }
            return null;
        }
        if (token != null && !token.text().matches("[\\x21-\\x7E]{16,512}")) {
            throw token.wrong("16 to 512 visible ASCII characters; 'openssl rand -hex 32' makes some");
        }
        return new MonitorSettings(address(listen), tls(certificates, key), token == null ? null : token.text());
    }

    private static InetSocketAddress address(Setting listen) throws ConfigException {
        Matcher parts = ADDRESS.matcher(listen.text());
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= PORT_MAX) {
            String host = parts.group(1) == null ? LOOPBACK : parts.group(1);
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
            if (!address.isUnresolved()) {
                return address;
            }
        }
        throw listen.wrong("an address of this machine and a port, such as 127.0.0.1:9464, [::1]:9464 or 0.0.0.0:9464,"
                + " not '" + listen.text() + "'");
    }

    private static @Nullable SSLContext tls(@Nullable Setting certificates, @Nullable Setting key)
            throws ConfigException {
        if (certificates == null || key == null) {
            Setting alone = certificates != null ? certificates : key;
            if (alone != null) {
                throw new ConfigException(alone.where() + ": monitor.tls-certificate-file and monitor.tls-key-file"
                        + " must be set together, and only " + alone.name() + " is");
            }
            return null;
        }
        try {
            return ServerTls.of(certificates.path(), key.path());
        } catch (IOException e) {
            throw new ConfigException(certificates.where() + ": monitor.tls-certificate-file and monitor.tls-key-file"
                    + " must be files that can be read: " + certificates.path() + ", " + key.path() + " ("
                    + e.getClass().getSimpleName() + ")");
        } catch (GeneralSecurityException e) {
            throw new ConfigException(
                    certificates.where() + ": monitor.tls-certificate-file or monitor.tls-key-file: " + e.getMessage());
        }
    }

    /** Begins to serve, and says where. Null where nothing is to be served. */
    static @Nullable Monitor start(@Nullable MonitorSettings settings, Console console) throws ConfigException {
        if (settings == null) {
            return null;
        }
        String host = settings.address().getHostString();
        try {
            Monitor monitor = Monitor.start(settings, Version.number());
            console.say("health and metrics at " + (settings.tls() == null ? "http" : "https") + "://" + host + ":"
                    + monitor.port());
            if (!settings.isLoopback() && settings.token() == null) {
                console.say("whoever reaches " + host + " reads the metrics, operators' names and volumes among them:"
                        + " monitor.token-file is not set");
            }
            return monitor;
        } catch (IOException e) {
            throw new ConfigException(LISTEN + ": cannot listen at " + host + ":"
                    + settings.address().getPort() + ": " + e.getMessage()
                    + "; VIGIE_MONITOR_LISTEN or --monitor gives this process another address");
        }
    }
}
