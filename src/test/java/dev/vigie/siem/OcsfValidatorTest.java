package dev.vigie.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigie.model.Alert.State;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A validator that accepts everything would prove nothing: this one refuses what is wrong, and says where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OcsfValidatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OcsfSchema schema;

    @BeforeAll
    void loadSchema() {
        schema = OcsfReference.schema();
    }

    @Test
    void problems_unknownAttribute_isRefusedAtAnyDepth() {
        refuses(finding -> finding.put("people", 3), "people: unknown attribute of data_security_finding");
        refuses(finding -> at(finding, "/actor/user").put("nickname", "x"), "actor.user.nickname: unknown");
        refuses(
                finding -> at(finding, "/finding_info/analytic").put("level", "x"),
                "finding_info.analytic.level: unknown attribute of analytic");
    }

    @Test
    void problems_attributeOfTheOtherClass_isRefused() {
        refuses(finding -> finding.putArray("evidences"), "evidences: unknown attribute");
        detectionRefuses(finding -> finding.putObject("data_security"), "data_security: unknown attribute");
    }

    @Test
    void problems_wrongType_isRefused() {
        refuses(finding -> finding.put("time", "now"), "time: must be a timestamp_t");
        refuses(finding -> finding.put("time", 1.5), "time: must be a timestamp_t");
        refuses(finding -> finding.put("message", 1), "message: must be a string_t");
        refuses(finding -> finding.put("is_alert", "true"), "is_alert: must be a boolean_t");
        refuses(finding -> finding.put("resources", "x"), "resources: must be an array");
        refuses(finding -> finding.putArray("resources").add("x"), "resources[0]: must be an object");
        refuses(finding -> finding.putArray("actor"), "actor: must be an object");
        refuses(finding -> finding.put("unmapped", 1), "unmapped: must be an object");
        refuses(finding -> finding.put("message", (String) null), "message: must be a string_t");
    }

    @Test
    void problems_textAgainstItsPattern_isRefused() {
        refuses(finding -> at(finding, "/src_endpoint").put("ip", "gateway"), "src_endpoint.ip: is no ip_t");
        refuses(
                finding -> at(finding, "/src_endpoint").put("ip", "2001:db8::" + "0".repeat(40)),
                "src_endpoint.ip: longer than a ip_t");
        refuses(finding -> at(finding, "/src_endpoint").put("port", 70_000), "src_endpoint.port: outside");
    }

    @Test
    void problems_valueThatIsNotListed_isRefused() {
        refuses(finding -> finding.put("severity_id", 7), "severity_id: 7 is none of");
        refuses(finding -> finding.put("status_id", 7), "status_id: 7 is none of");
        refuses(finding -> at(finding, "/data_security").put("category_id", 55), "data_security.category_id: 55");
        refuses(finding -> at(finding, "/observables/0").put("type_id", 77), "observables[0].type_id: 77");
    }

    @Test
    void problems_deprecated_isRefused() {
        refuses(finding -> finding.put("comment", "x"), "comment: deprecated");
        refuses(finding -> finding.put("activity_id", 4), "activity_id: 4 is none of");
        refuses(
                finding -> at(finding, "/finding_info").put("product_uid", "x"),
                "finding_info.product_uid: deprecated");
    }

    @Test
    void problems_captionOfAnotherValue_isRefused() {
        refuses(finding -> finding.put("severity", "Low"), "severity_id: its caption is High, not Low");
        refuses(finding -> finding.put("class_name", "Finding"), "class_name: must be Data Security Finding");
        refuses(finding -> finding.put("type_name", "x"), "type_name: must be Data Security Finding: Create");
        refuses(finding -> finding.put("category_name", "x"), "category_name: must be Findings");
    }

    @Test
    void problems_identifiersThatDoNotAgree_areRefused() {
        refuses(finding -> finding.put("type_uid", 200602), "type_uid: must be 200601");
        refuses(finding -> finding.put("class_uid", 2004), "class_uid: must be 2006");
        refuses(finding -> finding.put("category_uid", 3), "category_uid: must be 2");
    }

    @Test
    void problems_requiredAttributeMissing_isRefused() {
        refuses(finding -> finding.remove("time"), ": time is required");
        refuses(finding -> finding.remove("metadata"), ": metadata is required");
        refuses(finding -> at(finding, "/metadata").remove("version"), "metadata: version is required");
        refuses(finding -> at(finding, "/finding_info").remove("uid"), "finding_info: uid is required");
        refuses(
                finding -> at(finding, "/finding_info/analytic").remove("type_id"),
                "finding_info.analytic: type_id is required");
    }

    @Test
    void problems_noneOfAtLeastOne_isRefused() {
        refuses(finding -> at(finding, "/actor").remove("user"), "actor: at least one of");
        refuses(finding -> at(finding, "/actor/user").remove("name"), "actor.user: at least one of");
        refuses(finding -> at(finding, "/src_endpoint").remove("ip"), "src_endpoint: at least one of");
        refuses(finding -> at(finding, "/metadata").putObject("product"), "metadata.product: at least one of");
    }

    @Test
    void problems_severalOfJustOne_areRefused() {
        detectionRefuses(
                finding -> {
                    ObjectNode vulnerability =
                            finding.putArray("vulnerabilities").addObject();
                    vulnerability.putObject("cwe").put("uid", "1");
                    vulnerability.putObject("cve").put("uid", "1");
                },
                "vulnerabilities[0]: just one of");
        detectionRefuses(finding -> finding.putArray("vulnerabilities").addObject(), "vulnerabilities[0]: just one of");
    }

    @Test
    void problems_attributeOfAProfileThatIsNotDeclared_isRefused() {
        detectionRefuses(finding -> at(finding, "/metadata").remove("profiles"), "actor: only with the profile host");
        refuses(
                finding -> finding.put("is_suspected_breach", true),
                "is_suspected_breach: only with the profile incident");
    }

    @Test
    void problems_declaredProfile_mustExistAndBringsItsRequirements() {
        refuses(finding -> at(finding, "/metadata").putArray("profiles").add("moon"), "the class has no profile moon");
        refuses(finding -> at(finding, "/metadata").putArray("profiles").add("cloud"), ": cloud is required");
    }

    private void refuses(Consumer<ObjectNode> change, String problem) {
        refuses(
                "data_security_finding",
                finding(AlertFormat.OCSF.writer().write(Samples.account(State.OPEN))),
                change,
                problem);
    }

    private void detectionRefuses(Consumer<ObjectNode> change, String problem) {
        refuses("detection_finding", finding(AlertFormat.OCSF.writer().write(Samples.refusals())), change, problem);
    }

    private void refuses(String type, ObjectNode finding, Consumer<ObjectNode> change, String problem) {
        assertThat(OcsfValidator.problems(schema, type, finding)).isEmpty();
        change.accept(finding);
        assertThat(OcsfValidator.problems(schema, type, finding)).anyMatch(each -> each.contains(problem));
    }

    private static ObjectNode finding(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode at(ObjectNode finding, String path) {
        return (ObjectNode) finding.at(path);
    }
}
