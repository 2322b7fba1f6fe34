package dev.vigie.store;

import dev.vigie.detect.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A row of the ledger while it is being counted. */
final class LedgerCounts {

    /** More reasons than there are; beyond it they are counted as {@link #OTHER}. */
    static final int REASONS_MAX = 64;

    static final int REASON_LENGTH_MAX = 100;
    static final String OTHER = "other";
    private static final byte VERSION = 1;

    final String operator;
    final long minuteMillis;
    /** Differs from what was last written. */
    boolean changed;
    /** Differs from what was last published. */
    boolean unpublished;
    /** As it entered the totals last. */
    LedgerRow totalled;

    private long counted;
    private long late;
    private long duplicate;
    private long skewed;
    private long lateForSomeRules;
    private long idReused;
    private final Map<String, Long> rejected = new TreeMap<>();

    LedgerCounts(String operator, long minuteMillis) {
        this.operator = operator;
        this.minuteMillis = minuteMillis;
        this.totalled = row();
    }

    void count(Verdict verdict) {
        switch (verdict.fate()) {
            case COUNTED -> {
                counted++;
                skewed += verdict.skewed() ? 1 : 0;
                lateForSomeRules += verdict.lateForSomeRules() ? 1 : 0;
                idReused += verdict.idReused() ? 1 : 0;
            }
            case LATE -> late++;
            case DUPLICATE -> duplicate++;
        }
    }

    void reject(String reason) {
        boolean room =
                rejected.containsKey(reason) || (rejected.size() < REASONS_MAX && reason.length() <= REASON_LENGTH_MAX);
        rejected.merge(room ? reason : OTHER, 1L, Long::sum);
    }

    LedgerRow row() {
        return new LedgerRow(
                operator, minuteMillis, counted, rejected, late, duplicate, skewed, lateForSomeRules, idReused);
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(unpublished);
            out.writeLong(counted);
            out.writeLong(late);
            out.writeLong(duplicate);
            out.writeLong(skewed);
            out.writeLong(lateForSomeRules);
            out.writeLong(idReused);
            out.writeByte(rejected.size());
            for (Map.Entry<String, Long> reason : rejected.entrySet()) {
                out.writeUTF(reason.getKey());
                out.writeLong(reason.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws CorruptStateException if {@code bytes} cannot be read */
    static LedgerCounts read(String operator, long minuteMillis, byte[] bytes) {
        LedgerCounts counts = new LedgerCounts(operator, minuteMillis);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new CorruptStateException(
                        "a row of the ledger has version " + version + "; this release reads " + VERSION);
            }
            counts.unpublished = in.readBoolean();
            counts.counted = in.readLong();
            counts.late = in.readLong();
            counts.duplicate = in.readLong();
            counts.skewed = in.readLong();
            counts.lateForSomeRules = in.readLong();
            counts.idReused = in.readLong();
            for (int left = in.readByte(); left > 0; left--) {
                counts.rejected.put(in.readUTF(), in.readLong());
            }
            counts.totalled = counts.row();
            return counts;
        } catch (IOException e) {
            throw new CorruptStateException("a row of the ledger is cut short or corrupt", e);
        }
    }
}
