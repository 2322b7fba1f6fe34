package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.IpAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @Test
    void parse_randomAddresses_readsWhatTheJdkWrites() throws UnknownHostException {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            if (bytes.length == 16) {
                bytes[0] = 0x20;
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            assertThat(bits(address.getHostAddress()))
                    .as("seed %d: %s", seed, address)
                    .isEqualTo(new BigInteger(1, bytes));
        }
    }

    private static @Nullable BigInteger bits(String text) {
        IpAddress address = IpAddress.parse(text);
        return address == null
                ? null
                : new BigInteger(Long.toUnsignedString(address.high()))
                        .shiftLeft(64)
                        .add(new BigInteger(Long.toUnsignedString(address.low())));
    }

    @Test
    void parse_shortForms_areTheSameAddress() {
        assertThat(IpAddress.parse("2001:db8::1"))
                .isNotNull()
                .isEqualTo(IpAddress.parse("2001:0DB8:0:0:0:0:0:1"))
                .isEqualTo(IpAddress.parse("2001:db8::0.0.0.1"))
                .isEqualTo(IpAddress.parse("2001:db8::1%eth0"));
        assertThat(IpAddress.parse("::")).isEqualTo(new IpAddress(false, 0, 0));
        assertThat(IpAddress.parse("1::")).isEqualTo(new IpAddress(false, 1L << 48, 0));
        assertThat(IpAddress.parse("::ffff:1.2.3.4")).isEqualTo(IpAddress.parse("1.2.3.4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1..2.3", "localhost", "a.b.c.d",
                ":", ":::", "1:2", ":1", "1:", "1::2::3", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::",
                "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::", "%eth0"
            })
    void parse_noAddress_isNull(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void contains_randomNetworks_agreesWithShiftedNumbers() {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean v4 = random.nextBoolean();
            int bits = v4 ? 32 : 128;
            int prefix = random.nextInt(bits + 1);
            IpAddress base = v4
                    ? new IpAddress(true, 0, random.nextLong() & 0xFFFF_FFFFL)
                    : new IpAddress(false, random.nextLong(), random.nextLong());
            long flip = random.nextBoolean() ? 0 : Long.highestOneBit(random.nextLong());
            IpAddress other = v4
                    ? new IpAddress(true, 0, base.low() ^ (flip & 0xFFFF_FFFFL) >> random.nextInt(32))
                    : new IpAddress(false, base.high() ^ flip >>> random.nextInt(64), base.low() ^ flip);
            boolean expected =
                    number(base).shiftRight(bits - prefix).equals(number(other).shiftRight(bits - prefix));
            assertThat(new IpNetwork(base, prefix).contains(other))
                    .as("seed %d: %s/%d and %s", seed, base, prefix, other)
                    .isEqualTo(expected);
        }
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(address.low())));
    }

    @Test
    void contains_otherFamily_isFalse() {
        IpNetwork everything = IpNetwork.parse("::/0");
        assertThat(everything).isNotNull();
        assertThat(everything.contains(new IpAddress(true, 0, 1))).isFalse();
        IpNetwork mapped = IpNetwork.parse("::ffff:10.0.0.0/104");
        assertThat(mapped).isEqualTo(IpNetwork.parse("10.0.0.0/8"));
    }
}
