package dev.vigie.ingest;

import dev.vigie.model.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How logs say that an access was refused, or failed. */
final class Outcomes {

    private Outcomes() {}

    /** True for codes such as {@code AccessDenied}, {@code Client.UnauthorizedOperation}, {@code 403}. */
    static boolean isRefusal(@Nullable String code) {
        if (code == null) {
            return false;
        }
        if (code.equals("401") || code.equals("403")) {
            return true;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        return lower.contains("accessdenied") || lower.contains("unauthorized") || lower.contains("forbidden");
    }

    /** What an HTTP status code says; null where it is none. */
    static @Nullable Outcome ofHttpStatus(@Nullable String code) {
        if (code == null || !Http.isStatus(code) || code.charAt(0) < '1' || code.charAt(0) > '5') {
            return null;
        }
        return Http.outcome(Integer.parseInt(code));
    }
}
