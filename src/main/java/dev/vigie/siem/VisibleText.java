package dev.vigie.siem;

import java.util.HexFormat;

/**
 * Texts of which all can be seen.
 *
 * <p>A log's text may hold characters that show nothing and change what is around them: line ends forge a second
 * message, escape sequences paint a terminal, bidirectional controls (U+202E and its kin) turn an account's name
 * around, tags (U+E0000 on) hide text. They are the Unicode general categories Cc, Cf, Zl and Zp, and halves of a
 * surrogate pair. Formats that can escape a character do so; in the others it is named, as {@code <U+202E>}, the way
 * the Unicode Standard writes code points. The two joiners U+200C and U+200D stay: names and emoji are written with
 * them, and they move nothing.
 */
public final class VisibleText {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String ELLIPSIS = "…";
    private static final char REPLACEMENT = '\uFFFD';
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private VisibleText() {}

    /** True for a character that shows nothing and changes what is around it. */
    static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /** The text with every hidden character named, but those in {@code kept}. */
    public static String named(String text, String kept) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder named = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            if (isHidden(each) && kept.indexOf(each) < 0) {
                named.append(name(each));
            } else {
                named.appendCodePoint(each);
            }
        });
        return named.toString();
    }

    /** Such as {@code <U+202E>}. */
    static String name(int codePoint) {
        int digits = codePoint <= Character.MAX_VALUE ? 4 : codePoint < 0x10_0000 ? 5 : 6;
        return "<U+" + HEX.toHexDigits(codePoint, digits) + ">";
    }

    /** The text with a replacement character for each half of a surrogate pair, so that UTF-8 can hold it. */
    static String wellFormed(String text) {
        if (text.codePoints().noneMatch(VisibleText::isLoneSurrogate)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(each -> whole.appendCodePoint(isLoneSurrogate(each) ? REPLACEMENT : each));
        return whole.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
    }

    /** The text cut to {@code charsMax}; what was cut ends with an ellipsis, and no character is cut in two. */
    static String clipped(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        int end = charsMax - ELLIPSIS.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }
}
