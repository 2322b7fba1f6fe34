package dev.vigie.simulate;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Truth as CSV: {@code incident,account,subject,time}, one row per person exposed and account, in order of time within
 * each; the plot's id stands for the incident, the account with its operator, as in {@code op-07/jdupont}, the time in
 * UTC with milliseconds. No value needs quotes.
 */
public final class TruthCsv {

    public static final String HEADER = "incident,account,subject,time";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TruthCsv() {}

    /** Writes the header and all rows; does not close or flush. */
    public static void write(Truth truth, Writer out) throws IOException {
        out.write(HEADER + "\n");
        for (Truth.Taking taking : truth.takings()) {
            String prefix = taking.plot().id() + "," + taking.account() + ",";
            for (Truth.Exposure exposure : taking.exposures()) {
                String time = TIME.format(Instant.ofEpochMilli(exposure.timeMillis()));
                out.write(prefix + exposure.subject() + "," + time + "\n");
            }
        }
    }
}
