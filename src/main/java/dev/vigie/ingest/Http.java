package dev.vigie.ingest;

import dev.vigie.model.Action;
import dev.vigie.model.Outcome;

/** What HTTP's methods and status codes (RFC 9110, sections 9 and 15) tell of an access. */
final class Http {

    private Http() {}

    /** POST may read, search or write: only the application knows. */
    static Action action(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Action.READ;
            case "PUT", "PATCH" -> Action.UPDATE;
            case "DELETE" -> Action.DELETE;
            default -> Action.OTHER;
        };
    }

    /** @param status three digits */
    static Outcome outcome(int status) {
        if (status == 401 || status == 403) {
            return Outcome.DENIED;
        }
        return status >= 200 && status < 400 ? Outcome.SUCCESS : Outcome.ERROR;
    }

    static boolean isStatus(String text) {
        if (text.length() != 3) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The path of a URL or of a request's target, without scheme, host, query and fragment. */
    static String path(String target) {
        int from = 0;
        int scheme = target.indexOf("://");
        if (scheme >= 0 && scheme < endOfPath(target, 0)) {
            int slash = target.indexOf('/', scheme + 3);
            from = slash < 0 ? target.length() : slash;
        }
        int end = endOfPath(target, from);
        return from == end ? "/" : target.substring(from, end);
    }

    private static int endOfPath(String target, int from) {
        int at = from;
        while (at < target.length() && target.charAt(at) != '?' && target.charAt(at) != '#') {
            at++;
        }
        return at;
    }
}
