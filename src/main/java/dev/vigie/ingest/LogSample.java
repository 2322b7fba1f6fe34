package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first records of a JSON or CSV log that nobody knows, column by column. */
final class LogSample {

    static final int RECORDS_MAX = 2_000;
    static final int COLUMNS_MAX = 300;

    private final Format format;
    private final Map<String, SampledColumn> columns = new LinkedHashMap<>();
    private @Nullable Character delimiter;
    private boolean headless;
    private int records;

    private LogSample(Format format) {
        this.format = format;
    }

    /**
     * Samples a log.
     *
     * @param wanted {@link Format#JSON} or {@link Format#CSV}; null to tell by how the log begins
     * @throws UnreadableLogException if it cannot be read, holds no record, or is of a format that needs no mapping
     */
    static LogSample of(Path log, @Nullable Format wanted) throws UnreadableLogException {
        if (!Files.isRegularFile(log)) {
            throw new UnreadableLogException(log + ": no such file, or no regular one");
        }
        try (BufferedInputStream in = Packing.buffered(Files.newInputStream(log));
                InputStream unpacked = Packing.of(in).unpack(in)) {
            ByteWindow window = new ByteWindow(unpacked);
            window.peek(Recognition.PREFIX_BYTES);
            window.dropByteOrderMark();
            LogSample sample = new LogSample(wanted == null ? told(log, window) : wanted);
            if (sample.format == Format.JSON) {
                sample.readJson(JsonRecords.inSpread(window, JsonOpening.ARRAY));
            } else {
                sample.readCsv(log, window);
            }
            if (sample.records == 0) {
                throw new UnreadableLogException(log + ": no record in it that is " + sample.format.formatName());
            }
            return sample;
        } catch (IOException e) {
            throw new UnreadableLogException(log + ": cannot be read: " + e.getMessage());
        }
    }

    private static Format told(Path log, ByteWindow window) throws UnreadableLogException, IOException {
        byte[] prefix = prefix(window);
        Layout layout = Recognition.layout(prefix, Mapping.NONE);
        if (layout == null) {
            return Format.CSV;
        }
        if (layout.format() == Format.JSON || layout.format() == Format.CSV) {
            return layout.format();
        }
        throw new UnreadableLogException(log + ": this is " + layout.layoutName()
                + ", which needs no mapping: 'vigie ingest try' shows what becomes of it; to map it all the same say"
                + " --format json or --format csv");
    }

    private static byte[] prefix(ByteWindow window) {
        return Arrays.copyOfRange(window.bytes(), window.start(), window.start() + window.length());
    }

    private void readJson(Records lines) throws IOException {
        JsonTree tree = new JsonTree();
        while (records < RECORDS_MAX && lines.next()) {
            int from = lines.window.start();
            try {
                if (lines.problem == null) {
                    add("", tree.object(lines.window.bytes(), from, from + lines.length), 0);
                    records++;
                }
            } catch (Rejection broken) {
                // A sample is of what can be read.
            }
        }
    }

    /** @param depth how many keys the path has */
    private void add(String path, JsonNode node, int depth) {
        if (node.isArray()) {
            for (JsonNode member : node) {
                add(path.endsWith("[]") ? path : path + "[]", member, depth);
            }
        } else if (node.isObject() && depth < JsonPath.KEYS_MAX) {
            node.properties().forEach(entry -> {
                String key = entry.getKey().replaceAll("[\\\\.\\[]", "\\\\$0");
                if (!key.isEmpty()) {
                    add(path.isEmpty() ? key : path + "." + key, entry.getValue(), depth + 1);
                }
            });
        } else if (node.isValueNode() && !node.isNull()) {
            SampledColumn column = column(path);
            if (column != null && path.length() <= JsonPath.LENGTH_MAX) {
                column.add(node.isBigDecimal() ? node.decimalValue().toString() : node.asText());
            }
        }
    }

    private @Nullable SampledColumn column(String name) {
        return columns.containsKey(name) || columns.size() < COLUMNS_MAX
                ? columns.computeIfAbsent(name, SampledColumn::new)
                : null;
    }

    private void readCsv(Path log, ByteWindow window) throws IOException, UnreadableLogException {
        String first = Recognition.firstLine(prefix(window));
        char separator = CsvHeader.delimiter(first, name -> OwnFields.headerTarget(name) != null);
        List<String> names = CsvHeader.cells(first, separator);
        if (names.size() < 2) {
            throw new UnreadableLogException(
                    log + ": neither JSON nor CSV: its first line has one column, whether cut at"
                            + " ',', ';', tab or '|'; a log in another format that Vigie knows is named with --format");
        }
        if (names.size() > COLUMNS_MAX) {
            throw new UnreadableLogException(log + ": more than " + COLUMNS_MAX + " columns are not drafted");
        }
        delimiter = separator;
        headless = !isHeader(names);
        List<SampledColumn> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = headless ? "column " + (i + 1) : names.get(i);
            SampledColumn column = new SampledColumn(name);
            row.add(column);
            columns.put(name, column);
        }
        CsvRecords rows = new CsvRecords(window, separator);
        boolean more = headless || rows.next();
        while (more && records < RECORDS_MAX && rows.next()) {
            int from = rows.window.start();
            String text = new String(rows.window.bytes(), from, rows.length, StandardCharsets.UTF_8);
            List<String> cells = CsvHeader.cells(text, separator);
            if (rows.problem == null && cells.size() == names.size()) {
                records++;
                for (int i = 0; i < row.size(); i++) {
                    row.get(i).add(cells.get(i));
                }
            }
        }
    }

    /** Names are there, differ, and do not begin as numbers, times and addresses do. */
    private static boolean isHeader(List<String> names) {
        Set<String> once = new HashSet<>();
        for (String name : names) {
            boolean value = name.isEmpty() || "0123456789+-.".indexOf(name.charAt(0)) >= 0 || GuessWords.isIp(name);
            if (value || name.length() > JsonPath.LENGTH_MAX || !once.add(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    Format format() {
        return format;
    }

    int records() {
        return records;
    }

    /** Of CSV; null for JSON. */
    @Nullable
    Character delimiter() {
        return delimiter;
    }

    /** Whether the log does not name its columns, so that they have been called {@code column 1} and so on. */
    boolean isHeadless() {
        return headless;
    }

    List<SampledColumn> columns() {
        return List.copyOf(columns.values());
    }
}
