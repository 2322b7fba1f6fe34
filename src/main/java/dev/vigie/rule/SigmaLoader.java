package dev.vigie.rule;

import dev.vigie.model.Sensitivity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Sigma files to a {@link RuleSet}: all of them or none. Files are taken to be hostile; every size, depth and count
 * that one could drive up has its bound.
 */
public final class SigmaLoader {

    /** Lists last and by what rules call them: where they lie must not matter to the hash. */
    private static final Comparator<RuleFile> ORDER = Comparator.comparing(RuleFile::isList)
            .thenComparing(file -> file.isList() ? file.lastName() : file.name())
            .thenComparing(RuleFile::name);

    private SigmaLoader() {}

    /**
     * Loads files that form one set: rules, and beside them the lists of placeholders and names of fields. Their order
     * does not matter.
     *
     * @throws RuleException with every problem of every file
     */
    public static RuleSet load(List<RuleFile> files) throws RuleException {
        return load(files, new Problems());
    }

    /**
     * Loads all rule files below a directory, or a single file.
     *
     * @throws RuleException with every problem of every file; also if there is no rule file, or one cannot be read
     */
    public static RuleSet loadDirectory(Path directory) throws RuleException {
        return load(files(directory));
    }

    /**
     * The files of a rule directory, or a single file, unread but for their bytes.
     *
     * @throws RuleException if one cannot be read, or there is no rule file
     */
    public static List<RuleFile> files(Path directory) throws RuleException {
        Problems problems = new Problems();
        List<RuleFile> files = RuleTree.read(directory, problems);
        if (files.stream().noneMatch(file -> file.kind() == RuleFile.Kind.RULES)) {
            problems.add(Problem.ofFile(directory.toString(), "no rules here: expected files *.yml or *.yaml"));
        }
        problems.throwIfAny();
        return files;
    }

    /** The rules that Vigie brings along. */
    public static RuleSet builtIn() {
        try {
            return load(builtInFiles());
        } catch (RuleException e) {
            throw new IllegalStateException("the built-in rules do not load", e);
        }
    }

    /** The files that Vigie brings along. */
    public static List<RuleFile> builtInFiles() {
        try {
            return RuleTree.builtIn();
        } catch (IOException | RuleException e) {
            throw new IllegalStateException("the built-in rules cannot be read", e);
        }
    }

    /**
     * {@code files} with an installation's own lists in them: each {@code *.txt} and {@code sensitivity.csv} below
     * {@code directory} stands in for the one of that name, or beside the others where there is none.
     *
     * @throws RuleException if the directory cannot be read, or has none of them
     */
    public static List<RuleFile> withLists(List<RuleFile> files, Path directory) throws RuleException {
        Problems problems = new Problems();
        List<RuleFile> lists = RuleTree.read(directory, problems).stream()
                .filter(RuleFile::isList)
                .toList();
        problems.throwIfAny();
        if (lists.isEmpty()) {
            problems.add(Problem.ofFile(
                    directory.toString(), "no lists here: expected files *.txt or " + RuleFile.SENSITIVITY_NAME));
            problems.throwIfAny();
        }
        Set<String> replaced = new HashSet<>();
        lists.forEach(list -> replaced.add(list.lastName()));
        List<RuleFile> all = new ArrayList<>(lists);
        files.stream()
                .filter(file -> !file.isList() || !replaced.contains(file.lastName()))
                .forEach(all::add);
        return all;
    }

    private static RuleSet load(List<RuleFile> files, Problems problems) throws RuleException {
        List<RuleFile> sorted = withSensitivity(files).stream().sorted(ORDER).toList();
        VocabularyReader vocabulary = new VocabularyReader(problems);
        Set<String> names = new HashSet<>();
        for (RuleFile file : sorted) {
            if (!names.add(file.name())) {
                problems.add(Problem.ofFile(file.name(), "two files have this name"));
            }
            vocabulary.add(file);
        }
        Vocabulary common = vocabulary.read();
        RuleLinker linker = new RuleLinker(problems);
        for (RuleFile file : sorted) {
            if (file.kind() == RuleFile.Kind.RULES) {
                read(file, common, linker, problems);
            }
        }
        vocabulary.warnOfUnused(problems.asked());
        Sensitivity sensitivity = vocabulary.sensitivity();
        if (sensitivity == null) {
            throw new IllegalStateException("a set without a sensitivity.csv has the built-in one");
        }
        return linker.link(sensitivity, hash(sorted));
    }

    private static List<RuleFile> withSensitivity(List<RuleFile> files) {
        if (files.stream().anyMatch(file -> file.kind() == RuleFile.Kind.SENSITIVITY)) {
            return files;
        }
        List<RuleFile> all = new ArrayList<>(files);
        builtInFiles().stream()
                .filter(file -> file.kind() == RuleFile.Kind.SENSITIVITY)
                .forEach(all::add);
        return all;
    }

    private static void read(RuleFile file, Vocabulary vocabulary, RuleLinker linker, Problems problems) {
        Source source = new Source(file.name(), problems, vocabulary);
        for (Node document : YamlDocuments.read(file, problems)) {
            RuleReader.Draft draft = new RuleReader(source).read(document);
            if (draft != null) {
                linker.add(draft);
            }
        }
    }

    /**
     * Each content with its length before it, so that no two sets of files run together to the same bytes; a list with
     * its name, which says whose values these are.
     */
    private static String hash(List<RuleFile> files) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (RuleFile file : files) {
                String name = file.kind() == RuleFile.Kind.LIST ? file.baseName() + "\n" : "";
                byte[] content = (name + file.text()).getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(content.length).flip());
                sha256.update(content);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
