package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * What one call to AWS did, to which resource and to whose records. Subjects are named by the calls that hand out
 * secrets, parameters, passwords, start-up data or objects; a call that hands out what a filter finds names none, and
 * then neither does the event.
 *
 * @param service the service's short name, such as {@code s3}
 * @param name the call's name, such as {@code GetObject}
 */
record CloudTrailCall(String service, String name, JsonNode parameters) {

    static CloudTrailCall of(String service, String name, JsonNode parameters) {
        return new CloudTrailCall(service, name, parameters);
    }

    void describe(Draft draft) throws Rejection {
        draft.action = action();
        draft.resource = service + ':' + name;
        switch (service) {
            case "secretsmanager" -> describeSecrets(draft);
            case "ssm" -> describeParameters(draft);
            case "ec2" -> describeInstance(draft);
            case "s3" -> describeObject(draft);
            default -> {}
        }
    }

    private void describeSecrets(Draft draft) throws Rejection {
        if (name.equals("GetSecretValue") || name.equals("BatchGetSecretValue")) {
            draft.resource = "secretsmanager:secret";
            addSubject(draft, "secretId");
            addSubjects(draft, "secretIdList");
        }
    }

    private void describeParameters(Draft draft) throws Rejection {
        if (name.startsWith("GetParameter")) {
            draft.resource = "ssm:parameter";
            addSubject(draft, "name");
            addSubjects(draft, "names");
        }
    }

    private void describeInstance(Draft draft) throws Rejection {
        if (name.equals("GetPasswordData")) {
            draft.resource = "ec2:password";
            addSubject(draft, "instanceId");
        } else if (name.equals("DescribeInstanceAttribute")
                && "userData".equals(CloudTrailEvents.text(parameters, "attribute"))) {
            draft.resource = "ec2:user-data";
            addSubject(draft, "instanceId");
        }
    }

    private void describeObject(Draft draft) throws Rejection {
        String bucket = CloudTrailEvents.text(parameters, "bucketName");
        String key = CloudTrailEvents.text(parameters, "key");
        if (bucket == null) {
            return;
        }
        draft.resource = "s3:" + bucket;
        if (name.equals("GetObject") && key != null) {
            draft.subjects.add(bucket + '/' + key);
        }
    }

    private void addSubject(Draft draft, String parameter) throws Rejection {
        String subject = CloudTrailEvents.text(parameters, parameter);
        if (subject != null) {
            draft.subjects.add(subject);
        }
    }

    private void addSubjects(Draft draft, String parameter) throws Rejection {
        for (JsonNode subject : parameters.path(parameter)) {
            if (subject.isTextual()) {
                draft.subjects.add(subject.textValue());
            }
        }
    }

    private Action action() {
        return switch (name) {
            case "BatchGetSecretValue" -> Action.EXPORT;
            case "DescribeInstanceAttribute" -> Action.READ;
            case "GetSessionToken", "GetFederationToken", "ConsoleLogin" -> Action.LOGIN;
            default -> {
                Action action = actionByVerb();
                yield action != null ? action : Action.OTHER;
            }
        };
    }

    private @Nullable Action actionByVerb() {
        for (Verb verb : Verb.values()) {
            if (name.startsWith(verb.prefix)) {
                return verb.action;
            }
        }
        return null;
    }

    /** The words that AWS begins its calls' names with. */
    private enum Verb {
        ASSUME_ROLE("AssumeRole", Action.LOGIN),
        BATCH_GET("BatchGet", Action.READ),
        GET("Get", Action.READ),
        LIST("List", Action.LIST),
        DESCRIBE("Describe", Action.LIST),
        SEARCH("Search", Action.SEARCH),
        LOOKUP("Lookup", Action.SEARCH),
        QUERY("Query", Action.SEARCH),
        SCAN("Scan", Action.EXPORT),
        CREATE("Create", Action.CREATE),
        RUN("Run", Action.CREATE),
        PUT("Put", Action.UPDATE),
        MODIFY("Modify", Action.UPDATE),
        UPDATE("Update", Action.UPDATE),
        DELETE("Delete", Action.DELETE),
        TERMINATE("Terminate", Action.DELETE);

        private final String prefix;
        private final Action action;

        Verb(String prefix, Action action) {
            this.prefix = prefix;
            this.action = action;
        }
    }
}
