package dev.vigie.rule;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value into what Base64 makes of it, as the modifiers {@code wide}, {@code base64} and their kin say.
 *
 * <p>Base64 writes three bytes as four characters, so that a text inside a longer one is written in one of three ways,
 * by how many bytes before it remain when they are taken three at a time. Of each way those characters are kept that
 * depend on the text alone, as pySigma does.
 */
final class Encodings {

    /** A shorter text has no character of its own at one of the three offsets. */
    static final int OFFSET_BYTES_MIN = 2;

    private static final int[] STARTS = {0, 2, 3};
    private static final int[] CUT_AT_END = {0, 3, 2};

    private Encodings() {}

    /** The bytes of a text: UTF-8, or UTF-16 where a modifier says so. */
    static byte[] bytes(String text, @Nullable Modifier wide) {
        Charset charset = wide == null
                ? StandardCharsets.UTF_8
                : wide == Modifier.UTF16BE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return (wide == Modifier.UTF16 ? "\uFEFF" + text : text).getBytes(charset);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What stays the same of {@code bytes} in any longer text, at each of the three offsets. */
    static List<String> base64Offsets(byte[] bytes) {
        List<String> parts = new ArrayList<>();
        for (int offset = 0; offset < STARTS.length; offset++) {
            byte[] moved = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, moved, offset, bytes.length);
            String encoded = base64(moved);
            parts.add(encoded.substring(STARTS[offset], encoded.length() - CUT_AT_END[moved.length % 3]));
        }
        return parts;
    }
}
