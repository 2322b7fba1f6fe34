package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LeefLineTest {

    private static final String HEADER = "LEEF:2.0|Vigie|Detector|1.0|id|x5E|";

    @Test
    void header_pipe_isNamed() {
        assertThat(new LeefLine("1|0", "a|b\nc"))
                .hasToString("LEEF:2.0|Vigie|Detector|1<U+007C>0|a<U+007C>b<U+000A>c|x5E|");
    }

    @Test
    void text_delimiter_isNamedAndOtherSignsStay() {
        assertThat(line().text("msg", "a^sev=1|\\", 99).number("sev", 8))
                .hasToString(HEADER + "msg=a<U+005E>sev=1|\\^sev=8");
    }

    @Test
    void text_hiddenCharacters_areNamed() {
        assertThat(line().text("msg", "a\tb\nc\u202E", 99)).hasToString(HEADER + "msg=a<U+0009>b<U+000A>c<U+202E>");
    }

    @Test
    void text_empty_isLeftOut() {
        assertThat(line().text("msg", " ", 99).text("usrName", null, 99).number("sev", 1))
                .hasToString(HEADER + "sev=1");
    }

    private static LeefLine line() {
        return new LeefLine("1.0", "id");
    }
}
