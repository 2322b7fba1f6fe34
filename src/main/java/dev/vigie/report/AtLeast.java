package dev.vigie.report;

import dev.vigie.model.Alert;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A figure of several alerts together, each of which counts for itself: the same access may be in an account's alert
 * and in its operator's. So it is at least the largest and at most the sum, which no log can make larger than
 * {@link Long#MAX_VALUE}.
 */
record AtLeast(long low, long high) {

    static AtLeast of(List<Alert> alerts, ToLongFunction<Alert> figure) {
        long low = 0;
        long high = 0;
        for (Alert alert : alerts) {
            long own = figure.applyAsLong(alert);
            low = Math.max(low, own);
            high = high + own < 0 ? Long.MAX_VALUE : high + own;
        }
        return new AtLeast(low, high);
    }

    boolean isNone() {
        return high == 0;
    }

    /** One number, or both. */
    String said(Texts texts) {
        return low == high ? texts.number(high) : texts.text("range", low, high);
    }
}
