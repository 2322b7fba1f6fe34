package dev.vigie.detect;

import dev.vigie.detect.Contribution.FacetValues;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Field;
import dev.vigie.model.Group;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How contributions to one group travel and wait, several in one message. */
public final class ContributionFormat {

    private static final byte VERSION = 2;
    private static final int LIST_MAX = 200_000;

    private ContributionFormat() {}

    /**
     * Contributions as one message.
     *
     * @param contributions all to one group, in their order
     */
    public static byte[] write(List<Contribution> contributions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            Group group = contributions.get(0).group();
            writeTexts(group.names(), out);
            writeTexts(group.values(), out);
            out.writeInt(contributions.size());
            for (Contribution contribution : contributions) {
                write(contribution, out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The contributions that {@link #write} made a message of.
     *
     * @throws IllegalArgumentException if it is corrupt or of a version that this release does not know
     */
    public static List<Contribution> read(byte[] message) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException("version " + version);
            }
            Group group = new Group(readTexts(in), readTexts(in));
            int count = count(in);
            List<Contribution> contributions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                contributions.add(read(group, in));
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes follow the last contribution");
            }
            return contributions;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("contributions are cut short or corrupt", e);
        }
    }

    private static void write(Contribution contribution, DataOutputStream out) throws IOException {
        out.writeLong(contribution.timeMillis());
        writeText(contribution.operator(), out);
        writeText(contribution.account(), out);
        out.writeLong(contribution.eventHash());
        writeLongs(contribution.signals().stream().mapToLong(Long::longValue).toArray(), out);
        Exposure exposure = contribution.exposure();
        writeOptional(exposure == null ? null : exposure.name(), out);
        out.writeInt(contribution.values().size());
        for (FacetValues values : contribution.values()) {
            writeText(values.facet.field().name(), out);
            writeText(values.facet.name(), out);
            out.writeLong(values.number);
            writeValues(values.hashes, out);
        }
        writeTexts(contribution.fieldsRead(), out);
        Evidence evidence = contribution.evidence();
        writeText(evidence.eventId(), out);
        writeText(evidence.action().name(), out);
        writeText(evidence.outcome().name(), out);
        writeOptional(contribution.resource(), out);
        writeOptional(contribution.sourceIp(), out);
        out.writeInt(evidence.subjectCount());
        writeText(contribution.origin().topic(), out);
        out.writeInt(contribution.origin().partition());
        out.writeLong(contribution.origin().offset());
    }

    private static Contribution read(Group group, DataInputStream in) throws IOException {
        long timeMillis = in.readLong();
        String operator = readText(in);
        String account = readText(in);
        long eventHash = in.readLong();
        List<Long> signals = LongStream.of(readLongs(in)).boxed().toList();
        String exposure = readOptional(in);
        List<FacetValues> values = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            Facet facet = new Facet(Field.valueOf(readText(in)), readText(in));
            values.add(new FacetValues(facet, in.readLong(), readValues(in)));
        }
        List<String> fieldsRead = readTexts(in);
        String eventId = readText(in);
        Action action = Action.valueOf(readText(in));
        Outcome outcome = Outcome.valueOf(readText(in));
        String resource = readOptional(in);
        String sourceIp = readOptional(in);
        int subjects = in.readInt();
        return new Contribution(
                group,
                timeMillis,
                operator,
                account,
                eventHash,
                signals,
                exposure == null ? null : Exposure.valueOf(exposure),
                values,
                resource,
                sourceIp,
                fieldsRead,
                new Evidence(eventId, timeMillis, action, outcome, resource, sourceIp, List.of(), subjects),
                new Origin(readText(in), in.readInt(), in.readLong()));
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > Math.min(LIST_MAX, in.available())) {
            throw new IOException("a list of " + count);
        }
        return count;
    }

    private static void writeLongs(long[] longs, DataOutputStream out) throws IOException {
        out.writeInt(longs.length);
        for (long each : longs) {
            out.writeLong(each);
        }
    }

    private static long[] readLongs(DataInputStream in) throws IOException {
        long[] longs = new long[count(in)];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = in.readLong();
        }
        return longs;
    }

    /** Of what is told of many subjects most is the same for all: a series, an attribute that none has. */
    private static void writeValues(long[] values, DataOutputStream out) throws IOException {
        boolean same = values.length > 1;
        for (int i = 1; same && i < values.length; i++) {
            same = values[i] == values[0];
        }
        out.writeBoolean(same);
        if (same) {
            out.writeInt(values.length);
            out.writeLong(values[0]);
        } else {
            writeLongs(values, out);
        }
    }

    private static long[] readValues(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return readLongs(in);
        }
        int count = in.readInt();
        if (count < 0 || count > LIST_MAX) {
            throw new IOException("a list of " + count);
        }
        long[] values = new long[count];
        Arrays.fill(values, in.readLong());
        return values;
    }

    private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int count = count(in);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        out.writeUTF(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        return in.readUTF();
    }

    private static void writeOptional(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(text, out);
        }
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
    }
}
