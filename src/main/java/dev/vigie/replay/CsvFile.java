package dev.vigie.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 has it, but that lines end with a line feed alone on every system: UTF-8, a header, quotes where
 * a value needs them. Values stand as the logs have them: a spreadsheet may take one that begins with {@code =} for a
 * formula, unless the column is imported as text.
 */
final class CsvFile implements Closeable {

    private static final String SEPARATOR = ";";
    /** What stands for the separator within a name. */
    private static final String SEPARATOR_ITSELF = "%3B";

    private final CsvWriter to;

    CsvFile(OutputStream out, String... header) {
        to = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        to.writeRecord(header);
    }

    void row(String... values) {
        to.writeRecord(values);
    }

    /** A time in UTC, as the files show it. */
    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** Several values in one cell. */
    static String joined(Collection<String> values) {
        return values.stream().map(CsvFile::inList).collect(Collectors.joining(SEPARATOR));
    }

    private static String inList(String value) {
        return value.replace(SEPARATOR, SEPARATOR_ITSELF);
    }

    @Override
    public void close() throws IOException {
        to.close();
    }
}
