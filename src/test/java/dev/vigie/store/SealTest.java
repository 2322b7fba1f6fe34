package dev.vigie.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SealTest {

    private static final byte[] SECRET = "a secret of enough bytes".getBytes(UTF_8);

    private final Seal seal = new Seal(SECRET);

    @Test
    void open_whatWasSealed_isTheSameWhateverItsLength() {
        SplittableRandom random = new SplittableRandom(3);
        for (int length : new int[] {0, 1, 15, 16, 17, 1_023, 1_024, 1_025, 2_048, 2_049, 100_003}) {
            byte[] plain = new byte[length];
            random.nextBytes(plain);

            assertThat(new Seal(SECRET).open(seal.seal(plain))).isEqualTo(plain);
        }
    }

    @Test
    void open_anyByteChanged_isRefused() {
        byte[] sealed = seal.seal("canary-4711".getBytes(UTF_8));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;

            assertThatThrownBy(() -> seal.open(changed)).isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void seal_sameBytesTwice_looksDifferent() {
        byte[] plain = new byte[64];

        assertThat(seal.seal(plain)).isNotEqualTo(seal.seal(plain));
    }
}
