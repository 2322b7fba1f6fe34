package dev.vigie.model;

import org.jspecify.annotations.Nullable;

/**
 * The network that a source address belongs to, as text: {@code 192.0.2.0/24} for IPv4, {@code 2001:db8:7::/48} for
 * IPv6, whose subscribers get about as much each. A lease or a subnet that changes then changes nothing, another
 * provider does.
 *
 * <p>The address may be followed by a port, as some gateways log it ({@code 192.0.2.7:50123},
 * {@code [2001:db8::1]:443}): every connection would be a network of its own otherwise. What is no address, such as a
 * host's name, stands for itself.
 */
final class SourceNetwork {

    private static final int PORT_DIGITS_MAX = 5;
    private static final String V4_SUFFIX = ".0/24";
    private static final String V6_SUFFIX = "::/48";
    private static final int LENGTH_MAX = "ffff:ffff:ffff".length() + V6_SUFFIX.length();

    private SourceNetwork() {}

    /** @param source an event's source address as the log wrote it */
    static String of(String source) {
        IpAddress address = parse(source);
        if (address == null) {
            return source;
        }
        StringBuilder network = new StringBuilder(LENGTH_MAX);
        if (address.v4()) {
            int bits = (int) address.low();
            return network.append(bits >>> 24)
                    .append('.')
                    .append((bits >>> 16) & 0xFF)
                    .append('.')
                    .append((bits >>> 8) & 0xFF)
                    .append(V4_SUFFIX)
                    .toString();
        }
        // The longest run of zeros is the one at the end, whatever stands before it: "::" goes there (RFC 5952).
        long groups = address.high() >>> 16;
        for (int shift = 32; shift >= 0 && (groups & (1L << (shift + 16)) - 1) != 0; shift -= 16) {
            if (shift < 32) {
                network.append(':');
            }
            appendHex((int) (groups >>> shift) & 0xFFFF, network);
        }
        return network.append(V6_SUFFIX).toString();
    }

    private static @Nullable IpAddress parse(String source) {
        IpAddress address = IpAddress.parse(source);
        if (address != null) {
            return address;
        }
        int end = source.length();
        int portFrom = end;
        while (portFrom > 0 && end - portFrom < PORT_DIGITS_MAX && isDigit(source.charAt(portFrom - 1))) {
            portFrom--;
        }
        if (portFrom < end && portFrom > 0 && source.charAt(portFrom - 1) == ':') {
            end = portFrom - 1;
        }
        if (end > 1 && source.charAt(0) == '[' && source.charAt(end - 1) == ']') {
            return IpAddress.parse(source.substring(1, end - 1));
        }
        // Without brackets nobody can tell an IPv6 address's last group from a port.
        return end < source.length() && source.indexOf(':') == end ? IpAddress.parse(source.substring(0, end)) : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static void appendHex(int group, StringBuilder to) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (shift == 0 || group >>> shift != 0) {
                to.append(Character.forDigit((group >>> shift) & 0xF, 16));
            }
        }
    }
}
