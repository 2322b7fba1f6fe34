package dev.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkdownDraftTest {

    @Test
    void text_ofMarkup_staysText() {
        assertThat(MarkdownDraft.escaped("<b> *x* [a](b) `c` \\ a|b ~~d~~ &amp; https://evil www.evil.example"))
                .isEqualTo("\\<b\\> \\*x\\* \\[a\\](b) \\`c\\` \\\\ a\\|b \\~\\~d\\~\\~ \\&amp; https\\://evil"
                        + " www\\.evil.example");
        assertThat(MarkdownDraft.escaped("a\u202Eb\nc")).isEqualTo("a\\<U+202E\\>b\\<U+000A\\>c");
    }

    @Test
    void line_thatBeginsLikeABlock_isEscapedThere() {
        assertThat(item("# x")).isEqualTo("\n- \\# x\n");
        assertThat(item("1. x")).isEqualTo("\n- 1\\. x\n");
        assertThat(item("- x")).isEqualTo("\n- \\- x\n");
        assertThat(item("    x")).isEqualTo("\n- x\n");
    }

    private static String item(String text) {
        MarkdownDraft draft = new MarkdownDraft(Texts.of(Language.ENGLISH));
        draft.item(words -> words.text(text));
        return draft.done();
    }
}
