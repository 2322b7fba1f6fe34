package dev.vigie.monitor;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where and for whom the endpoints are.
 *
 * @param address to listen at; port 0 for any that is free
 * @param tls null to serve in the clear
 * @param token what a reader of the metrics must send as {@code Authorization: Bearer}; null for nothing. Health is for
 *     everybody who reaches it: an orchestrator's probes have no secrets.
 */
public record MonitorSettings(
        InetSocketAddress address,
        @Nullable SSLContext tls,
        @Nullable String token) {

    public MonitorSettings {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("not the address of this machine: " + address.getHostString());
        }
        if (token != null && token.isEmpty()) {
            throw new IllegalArgumentException("an empty token keeps nobody out");
        }
    }

    /** Whether only this machine can reach the endpoints. */
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "MonitorSettings[" + address + (tls == null ? "" : ", TLS") + (token == null ? "" : ", token") + "]";
    }
}
