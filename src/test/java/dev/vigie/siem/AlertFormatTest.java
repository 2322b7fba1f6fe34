package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertFormatTest {

    @Test
    void named_eachName_isTheFormat() {
        assertThat(AlertFormat.names()).containsExactly("ocsf", "ecs", "cef", "leef");
        for (AlertFormat format : AlertFormat.values()) {
            assertThat(AlertFormat.named(format.formatName())).isEqualTo(format);
        }
        assertThat(AlertFormat.named("syslog")).isNull();
        assertThat(AlertFormat.named("OCSF")).isNull();
    }

    @Test
    void contentType_jsonFormats_sayJson() {
        assertThat(AlertFormat.OCSF.writer().contentType()).isEqualTo("application/json");
        assertThat(AlertFormat.ECS.writer().contentType()).isEqualTo("application/json");
        assertThat(AlertFormat.CEF.writer().contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(AlertFormat.LEEF.writer().contentType()).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void write_anyFormat_hasNoSubjectButAsItsHash() {
        Alert alert = Samples.account(State.UPDATE);
        List<String> hashes = alert.evidence().get(0).subjects();
        assertThat(AlertFormat.OCSF.writer().write(alert)).contains(hashes);
        assertThat(AlertFormat.ECS.writer().write(alert)).contains(hashes);
        assertThat(AlertFormat.CEF.writer().write(alert)).doesNotContain(hashes);
        assertThat(AlertFormat.LEEF.writer().write(alert)).doesNotContain(hashes);
    }
}
