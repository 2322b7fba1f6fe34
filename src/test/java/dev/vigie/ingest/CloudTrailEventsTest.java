package dev.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.AccessEvent;
import dev.vigie.model.Action;
import dev.vigie.model.Outcome;
import dev.vigie.model.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudTrailEventsTest {

    static String call(String service, String name, String parameters, String more) {
        return """
               {"eventVersion":"1.09","eventID":"e1","eventTime":"2026-01-31T08:15:00Z",
                "eventSource":"%s.amazonaws.com",
               "eventName":"%s","recipientAccountId":"111122223333","sourceIPAddress":"192.0.2.1","userAgent":"cli",
               "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/kim","accountId":"111122223333"},
               "requestParameters":%s%s}""".formatted(service, name, parameters, more);
    }

    private static AccessEvent event(String value) {
        return Collected.value(Format.CLOUDTRAIL, value).onlyEvent();
    }

    @Test
    void parse_secretRead_namesTheSecret() {
        AccessEvent event = event(call("secretsmanager", "GetSecretValue", "{\"secretId\":\"db\"}", ""));

        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.operator()).isEqualTo("111122223333");
        assertThat(event.account()).isEqualTo("arn:aws:iam::111122223333:user/kim");
        assertThat(event.resource()).isEqualTo("secretsmanager:secret");
        assertThat(event.action()).isEqualTo(Action.READ);
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.subjects()).containsExactly(Subject.of("db"));
    }

    @Test
    void parse_throughATopic_awsAccountIsNoClaim() {
        AccessEvent event = Collected.value(Format.CLOUDTRAIL, call("sts", "AssumeRole", "null", ""), "acme")
                .onlyEvent();

        assertThat(event.operator()).isEqualTo("acme");
        assertThat(event.claimedOperator()).isNull();
    }

    @Test
    void parse_assumedRole_roleIsTheAccount() {
        String identity = "\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/ops/s7\","
                + "\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"arn:aws:iam::1:role/ops\",\"userName\":\"ops\"}}}";
        AccessEvent event = event(call("ec2", "GetPasswordData", "{\"instanceId\":\"i-1\"}", "")
                .replaceFirst("\"userIdentity\":\\{[^}]*}", identity));

        assertThat(event.account()).isEqualTo("arn:aws:iam::1:role/ops");
        assertThat(event.role()).isEqualTo("ops");
        assertThat(event.session()).isEqualTo("s7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "secretsmanager | BatchGetSecretValue | {\"filters\":[]} | EXPORT | secretsmanager:secret | -",
                "secretsmanager | BatchGetSecretValue | {\"secretIdList\":[\"a\",\"b\"]} "
                        + "| EXPORT | secretsmanager:secret | a b",
                "secretsmanager | ListSecrets | {\"name\":\"x\"} | LIST | secretsmanager:ListSecrets | -",
                "ssm | GetParameter | {\"name\":\"/p\"} | READ | ssm:parameter | /p",
                "ssm | GetParameters | {\"names\":[\"/p\",\"/q\"]} | READ | ssm:parameter | /p /q",
                "ssm | GetParametersByPath | {\"path\":\"/\"} | READ | ssm:parameter | -",
                "ec2 | GetPasswordData | {\"instanceId\":\"i\"} | READ | ec2:password | i",
                "ec2 | DescribeInstanceAttribute | {\"attribute\":\"userData\",\"instanceId\":\"i\"} "
                        + "| READ | ec2:user-data | i",
                "ec2 | DescribeInstanceAttribute | {\"attribute\":\"rootDeviceName\"} "
                        + "| READ | ec2:DescribeInstanceAttribute | -",
                "ec2 | DescribeInstances | {} | LIST | ec2:DescribeInstances | -",
                "s3 | GetObject | {\"bucketName\":\"b\",\"key\":\"k/1\"} | READ | s3:b | b/k/1",
                "s3 | PutObject | {\"bucketName\":\"b\",\"key\":\"k/1\"} | UPDATE | s3:b | -",
                "s3 | ListBuckets | null | LIST | s3:ListBuckets | -",
                "sts | AssumeRole | {} | LOGIN | sts:AssumeRole | -",
                "ec2 | RunInstances | {} | CREATE | ec2:RunInstances | -",
                "ec2 | ModifyImageAttribute | {} | UPDATE | ec2:ModifyImageAttribute | -",
                "ec2 | TerminateInstances | {} | DELETE | ec2:TerminateInstances | -",
                "ssm | SendCommand | {} | OTHER | ssm:SendCommand | -",
            })
    void parse_call_isTranslated(
            String service, String name, String parameters, Action action, String resource, String subjects) {
        AccessEvent event = event(call(service, name, parameters, ""));

        assertThat(event.action()).isEqualTo(action);
        assertThat(event.resource()).isEqualTo(resource);
        assertThat(event.subjects())
                .extracting(Subject::id)
                .isEqualTo(subjects == null ? List.of() : List.of(subjects.split(" ", -1)));
        assertThat(event.recordCount()).isEqualTo(AccessEvent.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, DENIED",
        "AccessDeniedException, DENIED",
        "Client.UnauthorizedOperation, DENIED",
        "Forbidden, DENIED",
        "ThrottlingException, ERROR",
    })
    void parse_errorCode_isTheOutcome(String code, Outcome outcome) {
        assertThat(event(call("ec2", "DescribeInstances", "{}", ",\"errorCode\":\"" + code + "\""))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void parse_containers_everyMemberIsACandidate() {
        String one = call("ec2", "DescribeInstances", "{}", "");
        for (String container : new String[] {
            "[" + one + ",{},\n" + one + "]", " {\n\"Records\" : [" + one + ",{}," + one + "], \"more\": [{}]} "
        }) {
            Collected collected = Collected.value(Format.CLOUDTRAIL, container);

            assertThat(collected.events()).hasSize(2);
            assertThat(collected.reasons()).containsExactly(Reason.NOT_AN_EVENT);
        }
        assertThat(Collected.value(Format.CLOUDTRAIL, "{\"Records\":[]}").candidates)
                .isEmpty();
    }

    @Test
    void parse_memberBrokenInItself_othersGoOn() {
        String one = call("ec2", "DescribeInstances", "{}", "");
        Collected collected = Collected.value(Format.CLOUDTRAIL, "[" + one + ",{\"eventName\":tru}," + one + "]");

        assertThat(collected.events()).hasSize(2);
        assertThat(collected.reasons()).containsExactly(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"] x | NOT_JSON", ",,{}] | NOT_JSON", "{}] | NOT_JSON", ",{\"a\":\"] | TRUNCATED", ", | TRUNCATED"
            })
    void parse_brokenArray_restIsRejectedOnce(String rest, Reason reason) {
        String one = call("ec2", "DescribeInstances", "{}", "");
        Collected collected = Collected.value(Format.CLOUDTRAIL, "[" + one + rest);

        assertThat(collected.events()).hasSize(1);
        assertThat(collected.reasons()).containsExactly(reason);
        assertThat(collected.rejected().get(0).detail()).contains("at byte ");
    }

    @Test
    void parse_keyGivenTwice_isRejected() {
        assertThat(Collected.value(Format.CLOUDTRAIL, call("s3", "GetObject", "{}", ",\"eventName\":\"X\""))
                        .onlyRejected()
                        .reason())
                .isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Message\":\"{\\\"s3Bucket\\\":\\\"b\\\",\\\"s3ObjectKey\\\":[\\\"k\\\"]}\"} "
                        + "| NOT_AN_EVENT | only tells that a log file was delivered",
                "{\"Message\":\"{\\\"from\\\":1,\\\"Records\\\":[{},{}]}\"} | NOT_AN_EVENT | a message of 2 records",
                "{\"Message\":\"hello\"} | NOT_JSON | not JSON",
                "{\"Message\":\"17\"} | NOT_AN_EVENT | not a JSON object",
                "{\"detail\":{\"detail\":{\"detail\":{\"detail\":{\"detail\":{\"detail\":{}}}}}}} "
                        + "| NOT_AN_EVENT | wrapped more than 6 times",
                "{\"detail\":{}} | NOT_AN_EVENT | a CloudTrail record has eventSource and eventName",
            })
    void parse_envelopeWithoutOneRecord_isRejected(String value, Reason reason, String detail) {
        Parsed.Rejected rejected = Collected.value(Format.CLOUDTRAIL, value).onlyRejected();

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.detail()).startsWith(detail);
    }
}
