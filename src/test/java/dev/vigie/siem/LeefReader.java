package dev.vigie.siem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A reader of LEEF 2.0, written from IBM's guide and not from the writer: six fields ended by pipes, the last of which
 * names the delimiter, then pairs of key and value between delimiters. There are no escapes.
 *
 * @param header version, vendor, product, product version, event id, delimiter
 */
record LeefReader(List<String> header, Map<String, String> attributes) {

    private static final int HEADER_FIELDS = 6;

    static LeefReader read(String line) {
        String[] parts = line.split("\\|", HEADER_FIELDS + 1);
        List<String> header = List.of(parts).subList(0, HEADER_FIELDS);
        String delimiter = header.get(HEADER_FIELDS - 1);
        if (!delimiter.matches("(0x|x)[0-9A-Fa-f]{1,4}")) {
            throw new IllegalArgumentException("no delimiter by its code: " + delimiter);
        }
        String character = Character.toString(Integer.parseInt(delimiter.substring(delimiter.indexOf('x') + 1), 16));
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String pair : parts[HEADER_FIELDS].split(Pattern.quote(character), -1)) {
            int equals = pair.indexOf('=');
            String key = pair.substring(0, equals);
            if (!key.matches("[A-Za-z0-9]+") || attributes.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("no key, or twice: " + key);
            }
        }
        return new LeefReader(header, attributes);
    }
}
