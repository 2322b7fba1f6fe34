package dev.vigie.rule;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file of a set of rules. What it holds, its name tells: {@code name.txt} the values of the placeholder
 * {@code %name%}, {@code *.map} names of fields, {@code sensitivity.csv} what fields tell of people, any other one or
 * more YAML documents, each a Sigma rule.
 *
 * @param name what errors and rules call the file
 * @param text at most {@value #FILE_BYTES_MAX} characters
 */
public record RuleFile(String name, String text) {

    /** A rule is a page of text; a thousand of them fit. */
    public static final int FILE_BYTES_MAX = 4 << 20;

    /** What a file holds. */
    enum Kind {
        RULES,
        LIST,
        NAMES,
        SENSITIVITY
    }

    static final String SENSITIVITY_NAME = "sensitivity.csv";

    Kind kind() {
        return name.endsWith(".txt")
                ? Kind.LIST
                : name.endsWith(".map")
                        ? Kind.NAMES
                        : lastName().equals(SENSITIVITY_NAME) ? Kind.SENSITIVITY : Kind.RULES;
    }

    /** True for what an installation may give without rules of its own. */
    boolean isList() {
        return kind() == Kind.LIST || kind() == Kind.SENSITIVITY;
    }

    /** The name without its directories and without what follows its last dot. */
    String baseName() {
        String last = lastName();
        int dot = last.lastIndexOf('.');
        return dot < 0 ? last : last.substring(0, dot);
    }

    /** The name without its directories. */
    String lastName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * Reads UTF-8.
     *
     * @throws RuleException if the content is too long or no UTF-8
     */
    public static RuleFile decode(String name, byte[] content) throws RuleException {
        if (content.length > FILE_BYTES_MAX) {
            throw refused(Problem.ofFile(name, "the file is longer than " + FILE_BYTES_MAX + " bytes: split it"));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw refused(placeOfError(name, content, in.position()));
        }
        return new RuleFile(name, out.flip().toString());
    }

    private static Problem placeOfError(String name, byte[] content, int position) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < position; i++) {
            if (content[i] == '\n') {
                line++;
                column = 1;
            } else if ((content[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new Problem(name, line, column, "not UTF-8 here: save the file as UTF-8");
    }

    private static RuleException refused(Problem problem) {
        return new RuleException(List.of(problem), 0);
    }
}
