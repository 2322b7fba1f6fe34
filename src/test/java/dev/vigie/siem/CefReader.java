package dev.vigie.siem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of CEF, written from the standard and not from the writer: header fields end at a pipe without a backslash;
 * a key is the word before an equals sign without a backslash; a value ends before the blank before the next key.
 *
 * @param header version, vendor, product, device version, class id, name, severity
 */
record CefReader(List<String> header, Map<String, String> extension) {

    private static final int HEADER_FIELDS = 7;

    static CefReader read(String line) {
        List<String> header = new ArrayList<>();
        int from = 0;
        while (header.size() < HEADER_FIELDS) {
            int end = unescaped(line, '|', from);
            header.add(plain(line.substring(from, end)));
            from = end + 1;
        }
        return new CefReader(header, extension(line.substring(from)));
    }

    private static Map<String, String> extension(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int keyFrom = 0;
        while (keyFrom < text.length()) {
            int equals = unescaped(text, '=', keyFrom);
            int next = unescaped(text, '=', equals + 1);
            int nextKey = next == text.length() ? text.length() : text.lastIndexOf(' ', next) + 1;
            String value = text.substring(equals + 1, next == text.length() ? next : nextKey - 1);
            String key = text.substring(keyFrom, equals);
            if (!key.matches("[A-Za-z0-9]+") || values.put(key, plain(value)) != null) {
                throw new IllegalArgumentException("no key, or twice: " + key);
            }
            keyFrom = nextKey;
        }
        return values;
    }

    private static int unescaped(String text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return text.length();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return plain.toString();
    }
}
