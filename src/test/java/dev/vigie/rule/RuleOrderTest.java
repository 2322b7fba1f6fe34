package dev.vigie.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleOrderTest {

    @Test
    void of_anyReferences_placesAllButCirclesAndWhatReachesThem() {
        for (long seed = 0; seed < 500; seed++) {
            Map<String, Set<String>> references = references(new Random(seed));
            RuleOrder order = RuleOrder.of(references);
            List<String> placed = List.copyOf(order.depths().keySet());
            for (String rule : references.keySet()) {
                assertThat(placed.contains(rule))
                        .as("seed %d, %s in %s", seed, rule, references)
                        .isEqualTo(!reachesACircle(rule, references));
            }
            order.depths().forEach((rule, depth) -> {
                int deepest = 0;
                for (String target : references.getOrDefault(rule, Set.of())) {
                    assertThat(placed.indexOf(target)).isLessThan(placed.indexOf(rule));
                    deepest = Math.max(deepest, order.depths().getOrDefault(target, 0));
                }
                assertThat(depth).isEqualTo(deepest + 1);
            });
            assertThat(order.circles().isEmpty()).isEqualTo(placed.size() == references.size());
            for (List<String> circle : order.circles()) {
                for (int i = 0; i < circle.size(); i++) {
                    assertThat(references.get(circle.get(i)))
                            .as("seed %d", seed)
                            .contains(circle.get((i + 1) % circle.size()));
                }
            }
        }
    }

    private static Map<String, Set<String>> references(Random random) {
        int rules = 1 + random.nextInt(12);
        Map<String, Set<String>> references = new LinkedHashMap<>();
        for (int i = 0; i < rules; i++) {
            Set<String> targets = new LinkedHashSet<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                targets.add("r" + random.nextInt(rules));
            }
            references.put("r" + i, targets);
        }
        return references;
    }

    private static boolean reachesACircle(String rule, Map<String, Set<String>> references) {
        return reachable(rule, references).stream()
                .anyMatch(reached -> reachable(reached, references).stream()
                        .flatMap(next -> references.getOrDefault(next, Set.of()).stream())
                        .anyMatch(reached::equals));
    }

    /** The rule itself and all that it refers to, over any number of steps. */
    private static Set<String> reachable(String rule, Map<String, Set<String>> references) {
        List<String> reached = new ArrayList<>(List.of(rule));
        Set<String> seen = new HashSet<>(reached);
        for (int i = 0; i < reached.size(); i++) {
            for (String target : references.getOrDefault(reached.get(i), Set.of())) {
                if (seen.add(target)) {
                    reached.add(target);
                }
            }
        }
        return seen;
    }
}
