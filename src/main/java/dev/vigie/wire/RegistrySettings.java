package dev.vigie.wire;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the schema registry.
 *
 * @param url where the protocol's paths begin, such as {@code https://registry:8081}; without user information
 * @param user for basic authentication, with {@code password}; or null
 * @param password never printed
 * @param tls whom to trust; null for the trust store of the JVM
 * @param timeout for a connection, and for a whole answer
 * @param retry what to do while the registry does not answer
 */
public record RegistrySettings(
        URI url,
        @Nullable String user,
        @Nullable String password,
        @Nullable SSLContext tls,
        Duration timeout,
        Retry retry) {

    public RegistrySettings {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("registry.url must begin with http:// or https:// and name a host");
        }
        if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "registry.url takes no user, query or fragment: set registry.user and registry.password");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("registry.user and registry.password come together");
        }
        if (user != null && user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("registry.user must not contain a colon");
        }
    }

    @Override
    public String toString() {
        return "registry.url=" + url + (user == null ? "" : ", registry.user=" + user);
    }
}
