package dev.vigie.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@code manifest.json}. The same manifest always gives the same text. */
final class ManifestJson {

    private static final String TYPE = "vigie-manifest";
    private static final long FILE_BYTES_MAX = 256L << 20;
    private static final String SHA256 = "sha256";

    private ManifestJson() {}

    static String text(Manifest manifest) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator to = PlainJson.generator(text)) {
            to.writeStartObject();
            to.writeStringField("type", TYPE);
            to.writeStringField("version", manifest.version());
            to.writeStringField("timeZone", manifest.timeZone());
            writeRules(manifest, to);
            writeConfiguration(manifest, to);
            writeOptions(manifest.options(), to);
            to.writeArrayFieldStart("inputs");
            for (Manifest.Input input : manifest.inputs()) {
                to.writeStartObject();
                to.writeStringField("name", input.name());
                to.writeStringField("path", input.path());
                writeHash(input.bytes(), input.sha256(), to);
                to.writeEndObject();
            }
            to.writeEndArray();
            writeOutputs(manifest.outputs(), to);
            to.writeEndObject();
            to.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes takes every character", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void writeRules(Manifest manifest, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("rules");
        to.writeStringField("hash", manifest.rulesHash());
        to.writeArrayFieldStart("files");
        for (Manifest.Rules file : manifest.rules()) {
            to.writeStartObject();
            to.writeStringField("name", file.name());
            to.writeStringField(SHA256, file.sha256());
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    private static void writeConfiguration(Manifest manifest, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("keys");
        for (Map.Entry<String, String> key : manifest.keys().entrySet()) {
            to.writeStringField(key.getKey(), key.getValue());
        }
        to.writeEndObject();
        to.writeStringField("subjects", manifest.subjects());
        if (manifest.sealedTo() != null) {
            to.writeStringField("sealedTo", manifest.sealedTo());
        }
    }

    private static void writeOptions(List<RecordedOption> options, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("options");
        for (RecordedOption option : options) {
            to.writeStartObject();
            to.writeStringField("name", option.name());
            to.writeStringField(option.isPath() ? "path" : "value", option.value());
            if (option.sha256() != null) {
                to.writeStringField(SHA256, option.sha256());
            }
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeOutputs(List<Manifest.Output> outputs, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("outputs");
        for (Manifest.Output output : outputs) {
            to.writeStartObject();
            to.writeStringField("name", output.name());
            writeHash(output.bytes(), output.sha256(), to);
            Manifest.Plain plain = output.plain();
            if (plain != null) {
                to.writeObjectFieldStart("plain");
                writeHash(plain.bytes(), plain.sha256(), to);
                to.writeEndObject();
            }
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeHash(long bytes, String sha256, JsonGenerator to) throws IOException {
        to.writeNumberField("bytes", bytes);
        to.writeStringField(SHA256, sha256);
    }

    static Manifest read(Path file) throws ReplayException, IOException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ReplayException(file + ": larger than any manifest");
            }
            JsonNode tree = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (!tree.path("type").asText().equals(TYPE)) {
                throw new ReplayException(file + ": no manifest of a replay");
            }
            return manifest(tree);
        } catch (NoSuchFileException e) {
            throw new ReplayException(file + ": no such file; a replay's directory has one");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ReplayException(file + ": no manifest that a replay wrote (" + brief(e) + ")");
        }
    }

    private static String brief(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    private static Manifest manifest(JsonNode tree) {
        Map<String, String> keys = new TreeMap<>();
        object(tree, "keys")
                .properties()
                .forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
        List<Manifest.Rules> rules = new ArrayList<>();
        for (JsonNode each : object(tree, "rules").path("files")) {
            rules.add(new Manifest.Rules(text(each, "name"), text(each, SHA256)));
        }
        List<RecordedOption> options = new ArrayList<>();
        for (JsonNode each : tree.path("options")) {
            boolean isPath = each.has("path");
            options.add(new RecordedOption(
                    text(each, "name"), text(each, isPath ? "path" : "value"), isPath, optional(each, SHA256)));
        }
        List<Manifest.Input> inputs = new ArrayList<>();
        for (JsonNode each : tree.path("inputs")) {
            inputs.add(new Manifest.Input(
                    text(each, "name"), text(each, "path"), number(each, "bytes"), text(each, SHA256)));
        }
        List<Manifest.Output> outputs = new ArrayList<>();
        for (JsonNode each : tree.path("outputs")) {
            outputs.add(output(each));
        }
        return new Manifest(
                text(tree, "version"),
                text(tree, "timeZone"),
                text(object(tree, "rules"), "hash"),
                rules,
                keys,
                text(tree, "subjects"),
                optional(tree, "sealedTo"),
                options,
                inputs,
                outputs);
    }

    private static Manifest.Output output(JsonNode node) {
        String name = text(node, "name");
        if (!OutputDirectory.FILES.contains(name)) {
            throw new IllegalArgumentException("an output that no replay writes");
        }
        Manifest.Plain plain = node.has("plain")
                ? new Manifest.Plain(number(node.path("plain"), "bytes"), text(node.path("plain"), SHA256))
                : null;
        return new Manifest.Output(name, number(node, "bytes"), text(node, SHA256), plain);
    }

    private static JsonNode object(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isObject()) {
            throw new IllegalArgumentException("without " + name);
        }
        return value;
    }

    private static String text(JsonNode node, String name) {
        String text = optional(node, name);
        if (text == null) {
            throw new IllegalArgumentException("without " + name);
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException("without " + name);
        }
        return value.longValue();
    }
}
