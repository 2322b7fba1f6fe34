package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigie.model.Alert;
import dev.vigie.model.Level;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Syslog messages by RFC 5424, each in a frame that begins with its length in octets (RFC 6587, section 3.4.1; RFC
 * 5425, section 4.3):
 *
 * <pre>
 *   271 &lt;107&gt;1 2026-01-05T10:00:52.120Z vigie-1 vigie - OPEN
 *       [vigie@32473 id="account:atlas/jd:2026-01-05:1" sequence="0" state="OPEN" level="HIGH" people="51"] CEF:0|...
 * </pre>
 *
 * <p>The time is the one at which the message was made, not the event's. Severity follows the level: CRITICAL 2, HIGH
 * 3, MEDIUM 4, LOW 5, INFORMATIONAL 6; the facility is 13, log audit, unless another is set. {@code id} and
 * {@code sequence} name a message, so that what was delivered twice can be told. 32473 is the enterprise number that
 * IANA keeps for examples (RFC 5612): an installation with a number of its own sets it.
 *
 * <p>There is no byte order mark before the message. RFC 5424, section 6.4, then calls it MSG-ANY, of no stated
 * encoding; but it is UTF-8, and what follows is a format of its own, whose readers look for {@code CEF:} or a brace as
 * its first character and do not find it behind a mark.
 */
final class SyslogFrame {

    /** Log audit. */
    static final int FACILITY = 13;

    static final int FACILITY_MAX = 23;

    /** IANA's number for documentation. */
    static final int ENTERPRISE = 32_473;

    /** RFC 5424, section 6. */
    private static final int HOST_LENGTH_MAX = 255;

    private static final int SEVERITIES = 8;
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final int facility;
    private final String dataId;
    private final String host;

    /** @param host what the messages' HOSTNAME is; what it may not hold is left out */
    SyslogFrame(int facility, int enterprise, String host) {
        this.facility = facility;
        this.dataId = "vigie@" + enterprise;
        String printable = host.replaceAll("[^!-~]", "");
        this.host = printable.isEmpty() ? "-" : printable.substring(0, Math.min(printable.length(), HOST_LENGTH_MAX));
    }

    /** The message in its frame. */
    byte[] of(Message message) {
        byte[] text = text(message).getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(text.length + 8);
        frame.writeBytes((text.length + " ").getBytes(US_ASCII));
        frame.writeBytes(text);
        return frame.toByteArray();
    }

    private String text(Message message) {
        Alert alert = message.alert();
        StringBuilder to = new StringBuilder(message.text().length() + 300);
        to.append('<').append(facility * SEVERITIES + severity(alert.level())).append(">1 ");
        to.append(ISO_MILLIS.format(Instant.ofEpochMilli(alert.provenance().detectedAtMillis())));
        to.append(' ').append(host).append(" vigie - ").append(alert.state().name());
        to.append(" [").append(dataId);
        parameter(to, "id", alert.id());
        parameter(to, "sequence", Integer.toString(alert.sequence()));
        parameter(to, "state", alert.state().name());
        parameter(to, "level", alert.level().name());
        parameter(to, "people", Long.toString(alert.peopleExposed()));
        to.append("] ").append(message.text());
        return to.toString();
    }

    /** Section 6.3.3: quotation marks, backslashes and closing brackets are escaped. Control characters do no good. */
    private static void parameter(StringBuilder to, String name, String value) {
        to.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c == ']') {
                to.append('\\');
            }
            to.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        to.append('"');
    }

    private static int severity(Level level) {
        return switch (level) {
            case CRITICAL -> 2;
            case HIGH -> 3;
            case MEDIUM -> 4;
            case LOW -> 5;
            case INFORMATIONAL -> 6;
        };
    }
}
