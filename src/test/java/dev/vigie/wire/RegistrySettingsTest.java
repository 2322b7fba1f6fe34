package dev.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    @Test
    void toString_settings_showNoPassword() {
        assertThat(settings("http://registry:8081", "vigie", "s3cret").toString())
                .contains("http://registry:8081", "vigie")
                .doesNotContain("s3cret");
    }

    @Test
    void settings_wrong_nameTheSetting() {
        assertThatThrownBy(() -> settings("registry:8081", null, null)).hasMessageContaining("registry.url");
        assertThatThrownBy(() -> settings("ftp://registry", null, null)).hasMessageContaining("registry.url");
        assertThatThrownBy(() -> settings("http://u:p@registry", null, null)).hasMessageContaining("registry.user");
        assertThatThrownBy(() -> settings("http://registry", "u", null)).hasMessageContaining("registry.password");
        assertThatThrownBy(() -> settings("http://registry", "u:v", "p")).hasMessageContaining("registry.user");
    }

    private static RegistrySettings settings(String url, @Nullable String user, @Nullable String password) {
        return new RegistrySettings(
                URI.create(url), user, password, null, Duration.ofSeconds(1), Retry.usual(new Random(1)));
    }
}
