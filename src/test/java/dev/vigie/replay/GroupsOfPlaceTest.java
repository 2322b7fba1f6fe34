package dev.vigie.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsOfPlaceTest {

    private final GroupsOfPlace here = new GroupsOfPlace();

    @Test
    void end_groupsThatCameMixed_areAllHandedOverOnceTheirPlaceIsDone() {
        here.add(group("a"));
        here.add(group("a"));
        here.add(group("b"));
        here.add(group("a"));

        assertThat(ended()).containsOnly(group("a"), group("b")).startsWith(group("a"), group("b"));
        assertThat(ended()).as("of the next place").isEmpty();
        here.add(group("c"));
        assertThat(ended()).containsExactly(group("c"));
    }

    /** Names that were made to collide take no more than so much. */
    @Test
    void end_manyGroupsOfOnePlace_handsOverTheFirst() {
        for (int i = 0; i < 100_000; i++) {
            here.add(group("g" + i));
        }

        assertThat(ended()).hasSize(1_024).startsWith(group("g0"), group("g1"));
    }

    private List<Group> ended() {
        List<Group> ended = new ArrayList<>();
        here.end(ended::add);
        return ended;
    }

    private static Group group(String name) {
        return new Group(List.of("src_ip"), List.of(name));
    }
}
