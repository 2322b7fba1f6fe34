package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The standard's chapter on character encoding, rule by rule. */
final class CefLineTest {

    private static final String HEADER = "CEF:0|Vigie|Detector|1.0|id|title|8|";

    @Test
    void header_pipeAndBackslash_areEscapedAndEqualsIsNot() {
        assertThat(new CefLine("1|0", "a\\b", "x=y", 1)).hasToString("CEF:0|Vigie|Detector|1\\|0|a\\\\b|x=y|1|");
    }

    @Test
    void header_lineEnd_isNamed() {
        assertThat(new CefLine("1.0", "id", "two\nlines", 1))
                .hasToString("CEF:0|Vigie|Detector|1.0|id|two<U+000A>lines|1|");
    }

    @Test
    void text_equalsAndBackslash_areEscapedAndPipeIsNot() {
        assertThat(line().text("msg", "a=b\\c|d", 99)).hasToString(HEADER + "msg=a\\=b\\\\c|d");
    }

    @Test
    void text_lineEnds_areEscaped() {
        assertThat(line().text("msg", "a\r\nb", 99)).hasToString(HEADER + "msg=a\\r\\nb");
    }

    @Test
    void text_otherHiddenCharacters_areNamed() {
        assertThat(line().text("suser", "evil\u202Ecod\u0000\te", 99))
                .hasToString(HEADER + "suser=evil<U+202E>cod<U+0000><U+0009>e");
    }

    @Test
    void text_thatLooksLikeAPair_staysOneValue() {
        CefReader read = CefReader.read(
                line().text("suser", "x act=CLOSED", 99).text("act", "OPEN", 99).toString());
        assertThat(read.extension()).containsEntry("suser", "x act=CLOSED").containsEntry("act", "OPEN");
    }

    @Test
    void text_blanksAtItsEnds_areDropped() {
        assertThat(line().text("msg", "\t  a  b \n", 99).text("act", " ", 99)).hasToString(HEADER + "msg=a  b");
    }

    @Test
    void text_longerThanItsField_endsWithAnEllipsis() {
        assertThat(line().text("msg", "abcdef", 4)).hasToString(HEADER + "msg=abc…");
        assertThat(line().text("msg", "ab😀def", 4)).hasToString(HEADER + "msg=ab…");
    }

    @Test
    void labelled_absentValue_hasNoLabelEither() {
        CefLine line = line();
        line.labelled("cs1", "Operator", null, 99);
        line.labelled("cs2", "Rules", "r", 99);
        assertThat(line).hasToString(HEADER + "cs2=r cs2Label=Rules");
    }

    private static CefLine line() {
        return new CefLine("1.0", "id", "title", 8);
    }
}
