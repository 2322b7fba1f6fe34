package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.measure.ValueMix;
import org.junit.jupiter.api.Test;

final class PeerCirclesTest {

    private static PeerTally day() {
        ValueMix mix = new ValueMix();
        mix.add(7, 1);
        return PeerTally.of(mix);
    }

    @Test
    void add_anyNumberOfRoles_keepsSoManyOfEachOperatorAndAllInTheWiderCircles() {
        PeerCircles circles = new PeerCircles();
        int invented = PeerCircles.ROLES_MAX + 100;
        for (int i = 0; i < invented; i++) {
            circles.add(new PeerCircle("forger", "role-" + i), day());
            circles.add(new PeerCircle("other", "clerk"), day());
        }
        PeerCircles copy = circles.copy();
        copy.add(new PeerCircle("forger", "one-more"), day());
        copy.add(new PeerCircle("forger", "role-0"), day());

        assertThat(circles.all())
                .filteredOn(circle ->
                        circle.operator().equals("forger") && !circle.role().isEmpty())
                .hasSize(PeerCircles.ROLES_MAX)
                .contains(new PeerCircle("forger", "role-0"));
        assertThat(copy.all()).isEqualTo(circles.all());
        assertThat(days(circles, new PeerCircle("forger", ""))).isEqualTo(invented);
        assertThat(days(circles, new PeerCircle("other", "clerk"))).isEqualTo(invented);
        assertThat(days(circles, PeerCircle.HOUSE)).isEqualTo(2L * invented);
        assertThat(days(copy, new PeerCircle("forger", "role-0"))).isEqualTo(2);
        assertThat(days(circles, new PeerCircle("forger", "role-0"))).isEqualTo(1);
    }

    /** Whoever is asked for by role alone must not lose his peers to one operator's inventions. */
    @Test
    void add_byRoleAlone_hasRoomForWhatAnOperatorInvents() {
        PeerCircles circles = new PeerCircles();
        for (int i = 0; i < 2 * PeerCircles.ROLES_MAX; i++) {
            circles.add(new PeerCircle("", "!" + i), day());
        }
        circles.add(new PeerCircle("", "clerk"), day());

        assertThat(circles.all()).contains(new PeerCircle("", "clerk"));
    }

    @Test
    void add_likeOthers_hasTheirCirclesAndNoMore() {
        PeerCircles circles = new PeerCircles();
        circles.add(new PeerCircle("op", "clerk"), day());
        PeerCircles like = circles.emptyLike();
        like.add(new PeerCircle("op", "clerk"), day());
        like.add(new PeerCircle("op", "other"), day());

        assertThat(like.all())
                .containsExactlyInAnyOrder(new PeerCircle("op", "clerk"), new PeerCircle("op", ""), PeerCircle.HOUSE);
        assertThat(days(like, new PeerCircle("op", ""))).isEqualTo(2);
    }

    private static long days(PeerCircles circles, PeerCircle circle) {
        PeerTally tally = circles.of(circle);
        return tally == null ? 0 : tally.mix().total();
    }
}
