package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The recipes that no test runs are YAML at least, and none forgets what keeps a log whole and secret. */
final class ShippingRecipesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Vector", "Fluent Bit", "Filebeat"})
    void recipe_isYamlAndLeavesNothingOut(String sender) throws Exception {
        String recipe = ShippingRecipes.below(sender);
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(recipe);
        assertThat(read).isInstanceOf(Map.class);
        assertThat(recipe)
                .contains("vigie.logs.atlas", "lz4", "SCRAM-SHA-512", "vigie-ca.pem", "${VIGIE_PASSWORD}")
                .containsAnyOf("buffer: {type: disk", "storage.type: filesystem", "queue.disk:");
    }
}
