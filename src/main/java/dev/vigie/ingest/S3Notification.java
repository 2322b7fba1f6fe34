package dev.vigie.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigie.model.Action;
import dev.vigie.model.Field;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon S3 event notification, structure 2.x: that an object was created, removed or restored. S3 sends none when
 * an object is read; only CloudTrail's data events tell that.
 */
record S3Notification(JsonNode event) {

    /** What distinguishes it from a CloudTrail record, whose source is a host name. */
    static final String SOURCE = "aws:s3";

    void describe(Draft draft) throws Rejection {
        JsonNode s3 = event.path("s3");
        String bucket = CloudTrailEvents.text(s3.path("bucket"), "name");
        if (bucket == null) {
            throw new Rejection(Reason.NOT_AN_EVENT, "an S3 notification names a bucket");
        }
        draft.put(Field.TIME, CloudTrailEvents.text(event, "eventTime"));
        draft.id = id(s3.path("object"));
        draft.operator = CloudTrailEvents.text(s3.path("bucket").path("ownerIdentity"), "principalId");
        draft.operatorIsClaim = false;
        draft.account = CloudTrailEvents.text(event.path("userIdentity"), "principalId");
        draft.sourceIp = CloudTrailEvents.text(event.path("requestParameters"), "sourceIPAddress");
        draft.resource = "s3:" + bucket;
        draft.action = action(CloudTrailEvents.text(event, "eventName"));
    }

    /** One request may remove many objects, which only their sequencers tell apart. */
    private @Nullable String id(JsonNode object) {
        String request = CloudTrailEvents.text(event.path("responseElements"), "x-amz-request-id");
        String sequencer = CloudTrailEvents.text(object, "sequencer");
        return request == null || sequencer == null ? null : request + ':' + sequencer;
    }

    private static Action action(@Nullable String name) {
        if (name == null) {
            return Action.OTHER;
        }
        String kind = name.startsWith("s3:") ? name.substring(3) : name;
        if (kind.startsWith("ObjectCreated:")) {
            return Action.CREATE;
        }
        boolean removes = kind.startsWith("ObjectRemoved:") || kind.startsWith("LifecycleExpiration:");
        return removes ? Action.DELETE : Action.OTHER;
    }
}
