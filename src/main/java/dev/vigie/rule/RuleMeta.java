package dev.vigie.rule;

import dev.vigie.model.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of itself.
 *
 * @param id the Sigma {@code id} (a UUID) or, where there is none, the {@code name}, and without that the title
 * @param name the Sigma {@code name} by which correlations refer to the rule
 * @param file the file that the rule came from, as the user named it
 * @param line the line at which its document begins, from 1
 */
public record RuleMeta(
        String id,
        @Nullable String name,
        String title,
        String description,
        Level level,
        List<String> tags,
        List<String> falsePositives,
        String file,
        int line) {
    public RuleMeta {
        tags = List.copyOf(tags);
        falsePositives = List.copyOf(falsePositives);
    }
}
