package dev.vigie.cli;

import dev.vigie.cli.Settings.SourceSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code vigie.yaml} into settings. Works on YAML's nodes, not on objects, so that every error has its line. */
final class ConfigFile {

    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final int SOURCES_MAX = 10_000;
    private static final String KAFKA = "kafka";
    private static final String SOURCES = "sources";

    private final Path file;
    private final Path base;
    private final Settings settings;

    private ConfigFile(Path file, Settings settings) {
        this.file = file;
        Path parent = file.getParent();
        this.base = parent == null ? Path.of("") : parent;
        this.settings = settings;
    }

    /** Puts what {@code file} says into {@code settings}. Relative paths in it start from its own directory. */
    static void read(Path file, Settings settings) throws ConfigException {
        new ConfigFile(file, settings).read();
    }

    private void read() throws ConfigException {
        Node root = root();
        if (root == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping(root, "the configuration").getValue()) {
            String key = key(entry, seen);
            Node value = entry.getValueNode();
            if (key.equals(KAFKA)) {
                section(key, value, null);
            } else if (key.equals(SOURCES)) {
                sources(value);
            } else if (sections().contains(key)) {
                section(key, value, namesIn(key));
            } else if (Settings.NAMES.contains(key)) {
                settings.put(setting(key, value));
            } else {
                throw unknown(entry, key, topLevel());
            }
        }
    }

    private @Nullable Node root() throws ConfigException {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigException(file + ": more than " + FILE_BYTES_MAX + " bytes; is this a configuration?");
            }
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": not valid UTF-8");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(file + ":" + line + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ConfigException(file + ": not YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void section(String section, Node node, @Nullable Set<String> names) throws ConfigException {
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping(node, section).getValue()) {
            String key = key(entry, seen);
            if (names != null && !names.contains(key)) {
                throw unknown(entry, key, names);
            }
            settings.put(setting(section + "." + key, entry.getValueNode()));
        }
    }

    private void sources(Node node) throws ConfigException {
        if (!(node instanceof SequenceNode list) || list.getValue().size() > SOURCES_MAX) {
            throw wrong(node, "sources must be a list of at most " + SOURCES_MAX + ", each with a topic and a format");
        }
        for (Node item : list.getValue()) {
            Map<String, Setting> source = new TreeMap<>();
            Set<String> seen = new HashSet<>();
            for (NodeTuple entry : mapping(item, "a source").getValue()) {
                String key = key(entry, seen);
                if (!Settings.SOURCE_NAMES.contains(key)) {
                    throw unknown(entry, key, Settings.SOURCE_NAMES);
                }
                source.put(key, setting(key, entry.getValueNode()));
            }
            settings.addSource(new SourceSettings(place(item), source));
        }
    }

    private Setting setting(String name, Node node) throws ConfigException {
        if (name.equals(Settings.ALERT_FORMATS) && node instanceof SequenceNode list) {
            List<String> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                items.add(setting("an item of " + name, item).text());
            }
            return new Setting(name, String.join(",", items), place(node), base);
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw wrong(node, name + " must have one value");
        }
        return new Setting(name, scalar.getValue(), place(node), base);
    }

    private MappingNode mapping(Node node, String what) throws ConfigException {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw wrong(node, what + " must consist of lines 'key: value'");
    }

    private String key(NodeTuple entry, Set<String> seen) throws ConfigException {
        if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
            throw wrong(entry.getKeyNode(), "a key must be a word");
        }
        if (!seen.add(scalar.getValue())) {
            throw wrong(scalar, "'" + scalar.getValue() + "' is set twice");
        }
        return scalar.getValue();
    }

    private ConfigException unknown(NodeTuple entry, String key, Set<String> known) {
        String nearest = Spelling.nearest(key, known);
        String right = nearest == null
                ? "; the keys here are " + String.join(", ", new TreeSet<>(known))
                : "; did you mean '" + nearest + "'?";
        return wrong(entry.getKeyNode(), "unknown key '" + key + "'" + right);
    }

    private ConfigException wrong(Node node, String message) {
        return new ConfigException(place(node) + ": " + message);
    }

    private String place(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    private static Set<String> sections() {
        return Settings.NAMES.stream()
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }

    private static Set<String> namesIn(String section) {
        return Settings.NAMES.stream()
                .filter(name -> name.startsWith(section + "."))
                .map(name -> name.substring(section.length() + 1))
                .collect(Collectors.toSet());
    }

    private static Set<String> topLevel() {
        return Stream.concat(
                        Stream.of(KAFKA, SOURCES),
                        Settings.NAMES.stream()
                                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name))
                .collect(Collectors.toSet());
    }
}
