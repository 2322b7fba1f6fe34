package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message as a receiver reads it by RFC 5424, written without a look at how it was made. */
record SyslogMessage(
        int facility,
        int severity,
        String time,
        String host,
        String app,
        String process,
        String id,
        String dataId,
        Map<String, String> data,
        String text) {

    private static final Pattern HEADER = Pattern.compile(
            "<(\\d{1,3})>1 (\\S+) ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) \\[([^ =\\]\"]{1,32})");

    /** The next message of a stream of frames; null at its end. */
    static @Nullable SyslogMessage read(InputStream in) throws IOException {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c != ' '; c = in.read()) {
            if (c < '0' || c > '9' || (length == 0 && c == '0')) {
                throw new IOException("not the length of a frame: " + c);
            }
            length = length * 10 + c - '0';
        }
        byte[] frame = new byte[length];
        try {
            new DataInputStream(in).readFully(frame);
        } catch (EOFException e) {
            throw new IOException("a frame that was cut off", e);
        }
        return parse(new String(frame, UTF_8));
    }

    static SyslogMessage parse(String line) throws IOException {
        Matcher header = HEADER.matcher(line);
        if (!header.lookingAt()) {
            throw new IOException("no header: " + line);
        }
        Map<String, String> data = new LinkedHashMap<>();
        int at = header.end();
        while (line.charAt(at) == ' ') {
            int quote = line.indexOf("=\"", at);
            String name = line.substring(at + 1, quote);
            StringBuilder value = new StringBuilder();
            at = quote + 2;
            while (line.charAt(at) != '"') {
                char c = line.charAt(at);
                if (c == ']') {
                    throw new IOException("a bracket that is not escaped: " + line);
                }
                if (c == '\\' && "\"\\]".indexOf(line.charAt(at + 1)) >= 0) {
                    c = line.charAt(++at);
                }
                value.append(c);
                at++;
            }
            at++;
            data.put(name, value.toString());
        }
        if (!line.startsWith("] ", at)) {
            throw new IOException("no end of the structured data: " + line);
        }
        int priority = Integer.parseInt(header.group(1));
        return new SyslogMessage(
                priority / 8,
                priority % 8,
                header.group(2),
                header.group(3),
                header.group(4),
                header.group(5),
                header.group(6),
                header.group(7),
                data,
                line.substring(at + 2));
    }
}
