package dev.vigie.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records as AWS hands them on, with the members of a container in place of the envelope that it lies in: SNS, SQS and
 * Lambda carry as text what may itself be {@code {"Records": [...]}}, CloudWatch Logs has {@code "logEvents"}.
 *
 * <p>Members are numbered through: what follows a container goes on from its last member. A log without such envelopes
 * has the numbers of its lines, or of its array's members.
 */
final class AwsRecords extends Records {

    /** How AWS begins every CloudTrail record and S3 notification; no key of an envelope begins so. */
    private static final byte[] RECORD_BEGINS = "{\"eventVersion\":".getBytes(UTF_8);

    private final Records outer;
    private final JsonTree tree;
    private final int depth;
    private @Nullable AwsRecords members;
    private long first;
    private long moved;

    AwsRecords(Records outer) {
        this(outer, new JsonTree(), 0);
    }

    private AwsRecords(Records outer, JsonTree tree, int depth) {
        super(outer.window);
        this.outer = outer;
        this.tree = tree;
        this.depth = depth;
    }

    @Override
    boolean next() throws IOException {
        while (true) {
            AwsRecords opened = members;
            if (opened != null) {
                if (opened.next()) {
                    show(opened, first + opened.number - 1);
                    return true;
                }
                moved = number - outer.number;
                members = null;
            }
            window = outer.window;
            if (!outer.next()) {
                return false;
            }
            ByteWindow container = container();
            if (container == null) {
                show(outer, outer.number + moved);
                return true;
            }
            members = new AwsRecords(JsonRecords.inCloudTrailValue(container), tree, depth + 1);
            // A value that is one envelope has the number 0; its first member is number 1.
            first = Math.max(1, outer.number + moved);
            number = first - 1;
        }
    }

    private void show(Records from, long as) {
        window = from.window;
        length = from.length;
        problem = from.problem;
        number = as;
    }

    private @Nullable ByteWindow container() {
        byte[] bytes = outer.window.bytes();
        int from = outer.window.start();
        if (outer.problem != null || depth == AwsEnvelope.LAYERS_MAX || isRecord(bytes, from, outer.length)) {
            return null;
        }
        try {
            return AwsEnvelope.container(bytes, from, from + outer.length, tree);
        } catch (Rejection e) {
            return null; // whoever parses it finds the same, and says so
        }
    }

    private static boolean isRecord(byte[] bytes, int from, int length) {
        int at = 0;
        for (int i = 0; i < length && at < RECORD_BEGINS.length; i++) {
            byte b = bytes[from + i];
            if (b == RECORD_BEGINS[at]) {
                at++;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return at == RECORD_BEGINS.length;
    }
}
