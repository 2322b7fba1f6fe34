package dev.vigie.report;

import dev.vigie.model.Alert;
import dev.vigie.model.Sign;
import dev.vigie.siem.AlertFacts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of one account at a terminal, in the reader's language. */
public final class AccountWords {

    private static final String PREFIX = "account.";

    private final Texts texts;

    public AccountWords(Language language) {
        this.texts = Texts.of(language);
    }

    /** A text of those that accounts are told in, such as {@code events}. */
    public String text(String name, Object... values) {
        return texts.text(PREFIX + name, values);
    }

    /** How many alerts there are, the gravest level, and how many were exposed meanwhile. */
    public String alerts(long count, String level, String exposed, String noun) {
        return count == 0 ? text("alerts.none") : texts.counted(PREFIX + "alerts", count, level(level), exposed, noun);
    }

    /** What was read: people, unless a rule has other words for it, which a semicolon separates. */
    public String noun(String subjects) {
        List<String> nouns = Arrays.asList((subjects.isEmpty() ? AlertFacts.PEOPLE : subjects).split(";", -1));
        return nouns.stream().map(texts::noun).collect(Collectors.joining(text("and")));
    }

    /** An alert's sentence. */
    public String sentence(Alert alert) {
        return AlertSentence.of(alert, texts);
    }

    /** Signs that speak for something, as {@code what} has it. */
    public String signs(String what, List<Sign> signs) {
        return text(
                what,
                signs.stream().map(sign -> texts.text("js.sign." + sign.id())).collect(Collectors.joining(", ")));
    }

    /** Names of a kind, as {@code what} has it, with how many there are beyond those. */
    public String names(String what, Alert.Names names) {
        String some = String.join(", ", names.names());
        long more = names.total() - names.names().size();
        return text(what, more > 0 ? text("more", some, more) : some);
    }

    /** In English a level is called as in the files, so that it is found there. */
    public String level(String name) {
        return texts.language() == Language.ENGLISH ? name : texts.textOr("js.level." + name, name);
    }
}
