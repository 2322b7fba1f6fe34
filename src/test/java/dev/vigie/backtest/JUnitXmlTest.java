package dev.vigie.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.backtest.Expectations.Verdict;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitXmlTest {

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void text_parsedBack_saysWhatIsMetAndWhatIsNot() throws Exception {
        Document document = parse(JUnitXml.text(
                "expect.yaml",
                List.of(new Verdict("met", 2, null), new Verdict("not met", 5, Miss.noneCame())),
                Map.of("rules.hash", "abc")));
        Element suites = document.getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        for (Element each : List.of(suites, suite)) {
            assertThat(each.getAttribute("tests")).isEqualTo("2");
            assertThat(each.getAttribute("failures")).isEqualTo("1");
        }
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("name")).isEqualTo("vigie backtest");
        Element property = (Element) document.getElementsByTagName("property").item(0);
        assertThat(property.getAttribute("value")).isEqualTo("abc");
        Element met = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(met.getAttribute("name")).isEqualTo("met");
        assertThat(met.getAttribute("classname")).isEqualTo("expect.yaml");
        assertThat(met.getElementsByTagName("failure").getLength()).isZero();
        Element not = (Element) document.getElementsByTagName("testcase").item(1);
        Element failure = (Element) not.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("no such alert");
        assertThat(failure.getTextContent()).isEqualTo("expect.yaml:5: no such alert");
    }

    @Test
    void text_ofHostileNames_staysText() throws Exception {
        String hostile = "]]>\"'<testcase name=\"x\"/>&\u0000\u001b[31m\ud800\uffff \ud83d\ude00 \u202e\n\tend";
        Miss miss = Miss.someCame(List.of(Samples.raised(hostile, 0, 1)));
        Document document = parse(JUnitXml.text(hostile, List.of(new Verdict(hostile, 1, miss)), Map.of("p", hostile)));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        Element one = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(one.getAttribute("name"))
                .startsWith("]]>\"'<testcase name=\"x\"/>&\uFFFD\uFFFD[31m\uFFFD\uFFFD \ud83d\ude00")
                .endsWith("end");
    }
}
