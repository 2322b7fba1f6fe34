package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Field;
import dev.vigie.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudTrail's records, also within what {@link AwsEnvelope} opens; and S3's event notifications, which look alike
 * ({@link S3Notification}).
 *
 * <p>The account is the ARN of whoever called; for an assumed role the role's, since the sessions of one role belong
 * together, with the session's name as the session. The operator is the AWS account that the record was delivered to.
 */
final class CloudTrailEvents implements RecordParser {

    private static final String SERVICE_SUFFIX = ".amazonaws.com";

    private final JsonTree tree = new JsonTree();

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        JsonNode record = tree.object(bytes, from, to);
        if (AwsEnvelope.isHealthCheck(record)) {
            draft.nothing = true;
            return;
        }
        JsonNode event = AwsEnvelope.open(record, tree);
        String source = text(event, "eventSource");
        String name = text(event, "eventName");
        if (source == null || name == null) {
            throw new Rejection(Reason.NOT_AN_EVENT, "a CloudTrail record has eventSource and eventName");
        }
        if (source.equals(S3Notification.SOURCE)) {
            new S3Notification(event).describe(draft);
            return;
        }
        String service = source.endsWith(SERVICE_SUFFIX)
                ? source.substring(0, source.length() - SERVICE_SUFFIX.length())
                : source;
        draft.id = text(event, "eventID");
        draft.put(Field.TIME, text(event, "eventTime"));
        draft.operator = first(text(event, "recipientAccountId"), text(event.path("userIdentity"), "accountId"));
        draft.operatorIsClaim = false;
        draft.sourceIp = text(event, "sourceIPAddress");
        draft.userAgent = text(event, "userAgent");
        identify(event.path("userIdentity"), draft);
        draft.outcome = outcome(event);
        CloudTrailCall.of(service, name, event.path("requestParameters")).describe(draft);
        JsonNode sent = event.path("additionalEventData").path("bytesTransferredOut");
        if (sent.isNumber() && sent.canConvertToLong() && sent.longValue() >= 0) {
            draft.put(Field.BYTES, sent.longValue());
        }
    }

    private static void identify(JsonNode identity, Draft draft) {
        JsonNode issuer = identity.path("sessionContext").path("sessionIssuer");
        String arn = text(identity, "arn");
        String issuerArn = text(issuer, "arn");
        if ("AssumedRole".equals(text(identity, "type")) && issuerArn != null) {
            draft.account = issuerArn;
            draft.role = text(issuer, "userName");
            draft.session =
                    arn != null ? behindLast('/', arn) : behindLast(':', first(text(identity, "principalId"), ""));
            return;
        }
        draft.account = first(
                arn,
                text(identity, "principalId"),
                text(identity, "invokedBy"),
                text(identity, "userName"),
                text(identity, "accountId"));
    }

    private static Outcome outcome(JsonNode event) {
        String error = text(event, "errorCode");
        if (error == null) {
            // A failed sign-in to the console carries no error code.
            boolean refused = "Failure".equals(text(event.path("responseElements"), "ConsoleLogin"));
            return refused ? Outcome.DENIED : Outcome.SUCCESS;
        }
        return Outcomes.isRefusal(error) ? Outcome.DENIED : Outcome.ERROR;
    }

    /** The text of a member; null where there is none, or it is empty or no text. */
    static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    private static @Nullable String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String behindLast(char separator, @Nullable String text) {
        return text == null ? null : text.substring(text.lastIndexOf(separator) + 1);
    }
}
