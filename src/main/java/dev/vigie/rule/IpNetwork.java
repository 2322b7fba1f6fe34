package dev.vigie.rule;

import dev.vigie.model.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR notation, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
 *
 * @param base the network's first address
 * @param prefix how many leading bits its addresses share: up to 32 for IPv4, up to 128 for IPv6
 */
record IpNetwork(IpAddress base, int prefix) {

    /** The network that {@code text} is; an address without a prefix is a network of one. Null where it is none. */
    static @Nullable IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        IpAddress base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            return null;
        }
        // A mapped IPv4 network is written with the 96 bits that go before the address.
        int bits = base.v4() ? 32 : 128;
        int skipped = base.v4() && text.indexOf(':') >= 0 ? 96 : 0;
        int prefix = slash < 0 ? bits : parsePrefix(text.substring(slash + 1)) - skipped;
        return prefix < 0 || prefix > bits ? null : new IpNetwork(base, prefix);
    }

    private static int parsePrefix(String digits) {
        return digits.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(digits) : -1;
    }

    /**
     * False where the base has bits beyond the prefix, such as {@code 10.0.0.1/8}: nobody can tell which of the two was
     * meant.
     */
    boolean isExact() {
        return base.v4()
                ? (base.low() & ~mask(32 + prefix)) == 0
                : (base.high() & ~mask(Math.min(prefix, 64))) == 0 && (base.low() & ~mask(prefix - 64)) == 0;
    }

    boolean contains(IpAddress address) {
        if (address.v4() != base.v4()) {
            return false;
        }
        return base.v4()
                ? ((address.low() ^ base.low()) & mask(32 + prefix)) == 0
                : ((address.high() ^ base.high()) & mask(Math.min(prefix, 64))) == 0
                        && ((address.low() ^ base.low()) & mask(prefix - 64)) == 0;
    }

    /** The first {@code bits} of 64 set; none where it is not positive. */
    private static long mask(int bits) {
        return bits <= 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}
