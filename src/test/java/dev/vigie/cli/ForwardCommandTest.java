package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says to wrong use, before it asks anything of Kafka. */
final class ForwardCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void forward_help_hasReceiversAndExamples() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString()).contains("syslog+tls://", "splunk-hec://", "Examples:", "VIGIE_FORWARD_TO");
        assertThat(out.toString().lines().map(String::length)).allMatch(length -> length <= 100);
    }

    @Test
    void forward_withoutAReceiver_namesTheOption() {
        assertThat(run(Map.of())).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("--to is missing").contains("syslog+tls://siem.example:6514");
    }

    @ParameterizedTest
    @CsvSource({
        "syslog+tcp://siem, --to: syslog+tcp: an address names a port",
        "splunk-hec://s?tokn-file=x, --to: unknown option 'tokn-file'",
        "telegram://x, --to: an address begins with one of"
    })
    void forward_wrongReceiver_saysWhatWouldBeRight(String address, String message) {
        assertThat(run(Map.of(), "--to", address)).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains(message).hasLineCount(1);
    }

    @Test
    void forward_unknownFormat_namesThem() {
        assertThat(run(Map.of(), "--to", "syslog+tcp://siem:601", "--format", "xml"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString())
                .contains("--format must be one of ")
                .contains("cef")
                .contains("not 'xml'");
    }

    @Test
    void forward_nameThatIsNone_saysSo() throws IOException {
        assertThat(run(Map.of(), "-c", config(), "--to", "syslog+tcp://siem:601", "--name", "a b"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("--name must be 1 to 100 letters");
    }

    @Test
    void forward_withoutACluster_namesTheSetting() {
        assertThat(run(Map.of(), "--to", "syslog+tcp://siem:601")).isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("kafka.bootstrap.servers is not set");
    }

    @Test
    void forward_receiverFromTheEnvironment_isNamedAsSuchAndNotShown() {
        assertThat(run(Map.of("VIGIE_FORWARD_TO", "webhook+https://u:hunter2@h/")))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString())
                .contains("VIGIE_FORWARD_TO: webhook+https: an address holds no user")
                .doesNotContain("hunter2");
    }

    @Test
    void forward_formatThatTheReceiverCannotTake_saysWhichItCan() throws IOException {
        assertThat(run(Map.of(), "-c", config(), "--to", "opensearch://s", "--format", "leef"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("choose the format ecs or ocsf, not leef");
    }

    @Test
    void forward_printTemplate_isTheTemplateOfWhatTheAddressNames() throws IOException {
        assertThat(run(Map.of(), "--print-template", "--to", "opensearch://search.example/alerts-2026"))
                .isZero();
        JsonNode template = new ObjectMapper().readTree(out.toString());
        assertThat(template.path("index_patterns").path(0).asText()).isEqualTo("alerts-2026");
        assertThat(template.at("/template/mappings/properties/source/properties/ip/type")
                        .asText())
                .isEqualTo("ip");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void forward_printTemplateOfWhatIsNoIndex_saysWhatIsOne() {
        assertThat(run(Map.of(), "--print-template", "--to", "syslog+tls://siem"))
                .isEqualTo(Main.EXIT_WRONG_USE);
        assertThat(err.toString()).contains("--to: only opensearch:// and elasticsearch:// lead to an index");
    }

    private String config() throws IOException {
        return Files.writeString(directory.resolve("vigie.yaml"), "kafka:\n  bootstrap.servers: 127.0.0.1:1\n")
                .toString();
    }

    private int run(Map<String, String> environment, String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, environment);
        List<String> line = new ArrayList<>(List.of("forward"));
        line.addAll(Arrays.asList(arguments));
        return Main.run(console, line.toArray(String[]::new));
    }
}
