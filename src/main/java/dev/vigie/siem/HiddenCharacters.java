package dev.vigie.siem;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What of a JSON string is written as a Unicode escape: beside what RFC 8259 demands all characters that a screen does
 * not show, see {@link VisibleText}. A reader gets the same string; whoever looks at the raw line sees that there is
 * something. Characters beyond U+FFFF come as surrogate pairs and are escaped, all of them: hidden ones are among them,
 * and half a pair cannot stand beside an escape.
 */
final class HiddenCharacters extends CharacterEscapes {

    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7F;

    private final int[] ascii = standardAsciiEscapesForJSON();

    HiddenCharacters() {
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return VisibleText.isHidden(character)
                ? new SerializedString("\\u" + HexFormat.of().toHexDigits((char) character))
                : null;
    }
}
