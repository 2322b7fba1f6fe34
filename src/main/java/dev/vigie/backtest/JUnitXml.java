package dev.vigie.backtest;

import dev.vigie.backtest.Expectations.Verdict;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Expectations as JUnit XML, for whatever shows test results. Nobody has specified that format; this is what Ant's
 * JUnitReport task began and what Jenkins, GitLab and GitHub's actions read: one {@code testsuite} with a
 * {@code testcase} for each expectation, and a {@code failure} in those that are not met, whose message stands in the
 * attribute and in the text, since some show only the one and some only the other. There are no durations: the whole
 * was run once.
 */
public final class JUnitXml {

    private static final String SUITE = "vigie backtest";

    private JUnitXml() {}

    /**
     * The text of a file of test results.
     *
     * @param suite what the tests' class is called: the file of expectations
     * @param properties of the suite
     */
    public static String text(String suite, List<Verdict> verdicts, Map<String, String> properties) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter to = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            to.writeStartDocument("UTF-8", "1.0");
            line(to);
            long failures =
                    verdicts.stream().filter(each -> each.failure() != null).count();
            to.writeStartElement("testsuites");
            attributes(to, SUITE, verdicts.size(), failures);
            line(to);
            to.writeStartElement("testsuite");
            attributes(to, SUITE, verdicts.size(), failures);
            to.writeAttribute("errors", "0");
            to.writeAttribute("skipped", "0");
            line(to);
            properties(to, properties);
            for (Verdict each : verdicts) {
                testCase(to, suite, each);
            }
            to.writeEndElement();
            line(to);
            to.writeEndElement();
            line(to);
            to.writeEndDocument();
            to.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes every character that XML has", e);
        }
        return text.toString();
    }

    private static void attributes(XMLStreamWriter to, String name, int tests, long failures)
            throws XMLStreamException {
        to.writeAttribute("name", name);
        to.writeAttribute("tests", String.valueOf(tests));
        to.writeAttribute("failures", String.valueOf(failures));
    }

    private static void properties(XMLStreamWriter to, Map<String, String> properties) throws XMLStreamException {
        to.writeStartElement("properties");
        line(to);
        for (Map.Entry<String, String> each : properties.entrySet()) {
            to.writeEmptyElement("property");
            to.writeAttribute("name", each.getKey());
            to.writeAttribute("value", writable(each.getValue()));
            line(to);
        }
        to.writeEndElement();
        line(to);
    }

    private static void testCase(XMLStreamWriter to, String suite, Verdict verdict) throws XMLStreamException {
        to.writeStartElement("testcase");
        to.writeAttribute("classname", writable(suite));
        to.writeAttribute("name", writable(verdict.name()));
        to.writeAttribute("time", "0");
        String failure = verdict.failure();
        if (failure != null) {
            line(to);
            to.writeStartElement("failure");
            to.writeAttribute("type", "expectation");
            to.writeAttribute("message", writable(failure));
            to.writeCharacters(writable(suite + ":" + verdict.line() + ": " + failure));
            to.writeEndElement();
            line(to);
        }
        to.writeEndElement();
        line(to);
    }

    private static void line(XMLStreamWriter to) throws XMLStreamException {
        to.writeCharacters("\n");
    }

    /** With a replacement for every character that XML 1.0 (section 2.2, Char) does not have, and for line ends. */
    private static String writable(String text) {
        StringBuilder writable = new StringBuilder(text.length());
        text.codePoints().forEach(each -> writable.appendCodePoint(isWritable(each) ? each : '\uFFFD'));
        return writable.toString();
    }

    private static boolean isWritable(int c) {
        return (c >= 0x20 && c <= 0xD7FF && c != 0x7F) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x1_0000);
    }
}
