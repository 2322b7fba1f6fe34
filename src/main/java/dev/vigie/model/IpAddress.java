package dev.vigie.model;

import org.jspecify.annotations.Nullable;

/**
 * An IP address, read from text without ever asking a name server. An IPv4 address in IPv6 clothes
 * ({@code ::ffff:10.0.0.1}) is the IPv4 address.
 *
 * @param v4 true for IPv4: the address is in the lowest 32 bits of {@code low}
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(boolean v4, long high, long low) {

    private static final int LENGTH_MAX = 64;
    private static final int GROUPS = 8;

    /**
     * The address that {@code text} is, or null where it is none. An IPv6 zone ({@code %eth0}) is not part of the
     * address.
     */
    public static @Nullable IpAddress parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            long v4 = parseV4(text, 0, text.length());
            return v4 < 0 ? null : new IpAddress(true, 0, v4);
        }
        int zone = text.indexOf('%');
        return parseV6(text, zone < 0 ? text.length() : zone);
    }

    /** Four decimal numbers, or -1. Leading zeros are refused: some programs read them as octal. */
    private static long parseV4(String text, int from, int to) {
        long address = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int number = 0;
            while (at < to && isDigit(text.charAt(at)) && at - start < 3) {
                number = number * 10 + text.charAt(at) - '0';
                at++;
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            boolean ended = part == 3 ? at == to : at < to && text.charAt(at) == '.';
            if (at == start || number > 255 || leadingZero || !ended) {
                return -1;
            }
            address = address << 8 | number;
            at++;
        }
        return address;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Up to eight groups of hexadecimal digits, one {@code ::} for the zeros left out, the last two groups possibly as
     * IPv4.
     */
    private static @Nullable IpAddress parseV6(String text, int to) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < to) {
            if (count == GROUPS) {
                return null;
            }
            int end = text.indexOf(':', at);
            end = end < 0 || end > to ? to : end;
            if (end == to && text.indexOf('.', at) >= 0) {
                long tail = count > GROUPS - 2 ? -1 : parseV4(text, at, to);
                if (tail < 0) {
                    return null;
                }
                groups[count++] = (int) (tail >> 16);
                groups[count++] = (int) (tail & 0xFFFF);
                at = to;
                continue;
            }
            int group = parseGroup(text, at, end);
            if (group < 0) {
                return null;
            }
            groups[count++] = group;
            at = end + 1;
            if (end < to && at < to && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            } else if (end < to && at == to) {
                return null;
            }
        }
        return fill(groups, count, gap);
    }

    private static int parseGroup(String text, int from, int to) {
        if (to <= from || to - from > 4) {
            return -1;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            group = group << 4 | digit;
        }
        return group;
    }

    private static @Nullable IpAddress fill(int[] groups, int count, int gap) {
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = GROUPS - count;
            int group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0 : groups[i - zeros];
            if (i < GROUPS / 2) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
        return mapped ? new IpAddress(true, 0, low & 0xFFFF_FFFFL) : new IpAddress(false, high, low);
    }

    /** Hexadecimal digits: one spelling for each address, where the usual notation of IPv6 has many. */
    @Override
    public String toString() {
        return v4 ? "v4:" + Long.toHexString(low) : "v6:" + Long.toHexString(high) + ":" + Long.toHexString(low);
    }
}
