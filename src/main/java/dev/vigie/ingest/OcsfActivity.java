package dev.vigie.ingest;

import dev.vigie.model.Action;
import java.util.List;

/**
 * The OCSF classes that tell of accesses to data, each with what its {@code activity_id} 1, 2, 3 ... mean. Activities
 * that neither show nor change a record (sharing, locking, encrypting), 0 (unknown), 99 (other), and whatever later
 * versions of the schema add are {@link Action#OTHER}.
 */
enum OcsfActivity {

    /** Create, Read, Update, Delete, Search, Import, Export, Share. */
    WEB_RESOURCES(
            6001,
            Action.CREATE,
            Action.READ,
            Action.UPDATE,
            Action.DELETE,
            Action.SEARCH,
            Action.CREATE,
            Action.EXPORT,
            Action.OTHER),

    /** Create, Read, Update, Delete. */
    API(6003, Action.CREATE, Action.READ, Action.UPDATE, Action.DELETE),

    /** Read, Update, Connect, Query, Write, Create, Delete, List, Encrypt, Decrypt. */
    DATASTORE(
            6005,
            Action.READ,
            Action.UPDATE,
            Action.LOGIN,
            Action.SEARCH,
            Action.UPDATE,
            Action.CREATE,
            Action.DELETE,
            Action.LIST,
            Action.OTHER,
            Action.OTHER),

    /**
     * Upload, Download, Update, Delete, Rename, Copy, Move, Restore, Preview, Lock, Unlock, Share, Unshare, Open, Sync,
     * Unsync, Access Check. A file that is downloaded, or marked to be kept on a device, has left the service.
     */
    FILE_HOSTING(
            6006,
            Action.CREATE,
            Action.EXPORT,
            Action.UPDATE,
            Action.DELETE,
            Action.UPDATE,
            Action.CREATE,
            Action.UPDATE,
            Action.UPDATE,
            Action.READ,
            Action.OTHER,
            Action.OTHER,
            Action.OTHER,
            Action.OTHER,
            Action.READ,
            Action.EXPORT,
            Action.OTHER,
            Action.OTHER);

    private final String uid;
    // Copied, so never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Action> actions;

    OcsfActivity(int uid, Action... actions) {
        this.uid = String.valueOf(uid);
        this.actions = List.of(actions);
    }

    static OcsfActivity of(JsonValue classUid) throws Rejection {
        String uid = classUid.text();
        for (OcsfActivity activity : values()) {
            if (activity.uid.equals(uid)) {
                return activity;
            }
        }
        throw new Rejection(
                Reason.NOT_AN_EVENT, "not an OCSF event of an access: class_uid must be one of 6001, 6003, 6005, 6006");
    }

    Action action(JsonValue activityId) throws Rejection {
        String id = activityId.text();
        if (id == null) {
            throw new Rejection(Reason.MISSING_FIELD, "no activity_id");
        }
        try {
            int index = Integer.parseInt(id) - 1;
            return index >= 0 && index < actions.size() ? actions.get(index) : Action.OTHER;
        } catch (NumberFormatException e) {
            throw new Rejection(Reason.BAD_VALUE, "activity_id must be a whole number");
        }
    }
}
