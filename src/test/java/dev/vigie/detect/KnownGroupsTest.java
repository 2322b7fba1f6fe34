package dev.vigie.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Group;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KnownGroupsTest {

    private static final int GROUPS = 40_000;
    private static final List<String> RESOURCE = List.of("resource");
    private static final List<String> SOURCE = List.of("src_ip");

    private final KnownGroups known = new KnownGroups();

    @Test
    void of_groupsThatComeAgain_areTheSameObjects() {
        Group group = known.of(RESOURCE, new String[] {"visa"});
        assertThat(known.of(RESOURCE, new String[] {new String("visa")})).isSameAs(group);
        Group account = known.account("atlas", "jd");
        assertThat(known.account("atlas", "jd")).isSameAs(account);
        assertThat(known.of(Group.ACCOUNT, new String[] {"atlas", "jd"})).isEqualTo(account);
    }

    /** More than there are slots, of several kinds, whose values are alike. */
    @Test
    void of_manyGroups_areThoseAskedFor() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4 * GROUPS; i++) {
            String value = Integer.toString(random.nextInt(GROUPS));
            assertThat(known.of(RESOURCE, new String[] {value})).isEqualTo(new Group(RESOURCE, List.of(value)));
            assertThat(known.of(SOURCE, new String[] {value})).isEqualTo(new Group(SOURCE, List.of(value)));
            assertThat(known.account(value, "a" + value)).isEqualTo(Group.account(value, "a" + value));
        }
    }
}
