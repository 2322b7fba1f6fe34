package dev.vigie.rule;

import dev.vigie.model.Alert;
import dev.vigie.model.Alert.Reason;
import dev.vigie.model.AnalystVerdict;
import dev.vigie.model.AnalystVerdict.Ruling;
import dev.vigie.model.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma filter that would leave out what an analyst expected: the rules that told of it, for the very group that they
 * told of. A proposal, for people to read and to put among the rules: whoever may write verdicts must not thereby blind
 * a rule.
 *
 * @param alertId the alert that it comes from
 * @param text YAML, or empty where nothing can be proposed
 * @param obstacle why nothing is proposed; null where something is
 */
public record ProposedFilter(
        String alertId, String text, @Nullable String obstacle) {

    /**
     * What the verdict proposes.
     *
     * @param last the alert's last message
     * @param today in UTC: what is over needs no filter
     */
    public static ProposedFilter of(AnalystVerdict verdict, Alert last, LocalDate today) {
        String obstacle = obstacle(verdict, last, today);
        String text = obstacle == null ? yaml(verdict, last) : "";
        return new ProposedFilter(verdict.alertId(), text, obstacle);
    }

    private static @Nullable String obstacle(AnalystVerdict verdict, Alert last, LocalDate today) {
        List<String> lacks = new ArrayList<>();
        if (verdict.by().isEmpty()) {
            lacks.add("by");
        }
        if (verdict.reason().isEmpty()) {
            lacks.add("reason");
        }
        LocalDate expires = verdict.expires();
        if (expires == null) {
            lacks.add("expires");
        }
        if (verdict.ruling() != Ruling.EXPECTED) {
            return "it was not expected";
        }
        if (!lacks.isEmpty()) {
            return "an exception needs an owner, a reason and a last day: the verdict lacks "
                    + String.join(", ", lacks);
        }
        if (expires != null && expires.isBefore(today)) {
            return "it expired on " + expires;
        }
        if (last.group().isEmpty() || last.reasons().isEmpty()) {
            return "it is of everybody: no filter can leave that out and nothing else";
        }
        for (String name : last.group().keySet()) {
            Field field = Field.named(name);
            if (field == null || field.kind() != Field.Kind.TEXT) {
                return "it is of a group by '" + name + "', whose value events do not have as alerts show it";
            }
        }
        return null;
    }

    private static String yaml(AnalystVerdict verdict, Alert last) {
        StringBuilder text = new StringBuilder(1_000);
        text.append("# Proposed from a verdict on alert ")
                .append(verdict.alertId())
                .append(": read it, then put it")
                .append(" among your rules.\n");
        text.append("title: Expected, by a verdict on alert ")
                .append(verdict.alertId())
                .append('\n');
        text.append("id: ").append(id(verdict.alertId())).append('\n');
        text.append("status: experimental\n");
        text.append("logsource:\n    product: vigie\n    category: data_access\n");
        text.append("filter:\n    rules:\n");
        for (Reason reason : last.reasons()) {
            text.append("        - ")
                    .append(quoted(reason.rule()))
                    .append(" # ")
                    .append(plain(reason.title()));
            text.append('\n');
        }
        text.append("    selection:\n");
        for (Map.Entry<String, String> value : last.group().entrySet()) {
            text.append("        ").append(value.getKey()).append("|cased: ");
            text.append(quoted(literal(value.getValue()))).append('\n');
        }
        text.append("    condition: not selection\n");
        text.append("vigie:\n    owner: ").append(quoted(verdict.by())).append('\n');
        text.append("    reason: ").append(quoted(verdict.reason())).append('\n');
        text.append("    expires: ").append(verdict.expires()).append('\n');
        return text.toString();
    }

    /** The same for the same alert: a UUID of version 8, whose bits are its maker's own (RFC 9562). */
    private static String id(String alertId) {
        try {
            byte[] text = ("vigie verdict " + alertId).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            hash[6] = (byte) ((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
            String hex = HexFormat.of().formatHex(hash, 0, 16);
            return String.join(
                    "-",
                    hex.substring(0, 8),
                    hex.substring(8, 12),
                    hex.substring(12, 16),
                    hex.substring(16, 20),
                    hex.substring(20));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without meaning for Sigma: neither an asterisk nor a question mark stands for anything else. */
    private static String literal(String value) {
        return value.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /** In double quotes, as YAML has them; whatever could end the line or reorder it is escaped. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').append((char) each);
            } else if (isPlain(each)) {
                quoted.appendCodePoint(each);
            } else if (each > Character.MAX_VALUE) {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", each));
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", each));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint <= Character.MAX_VALUE;
        };
    }

    /** For a comment. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(each -> plain.append(isPlain(each) ? Character.toString(each) : " "));
        return plain.toString();
    }
}
