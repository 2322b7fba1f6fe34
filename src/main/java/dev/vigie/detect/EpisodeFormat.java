package dev.vigie.detect;

import dev.vigie.measure.Sliding;
import dev.vigie.measure.SlidingDistinct;
import dev.vigie.measure.SlidingNames;
import dev.vigie.model.Action;
import dev.vigie.model.Alert.Evidence;
import dev.vigie.model.Level;
import dev.vigie.model.Origin;
import dev.vigie.model.Outcome;
import dev.vigie.model.Sign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an episode is stored, its people apart: they change with every event and have a form of their own. */
final class EpisodeFormat {

    private static final int LIST_MAX = 100_000;

    private EpisodeFormat() {}

    static byte[] write(Episode episode) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(episode.id);
            out.writeLong(episode.openedAtMillis);
            out.writeUTF(episode.topic);
            out.writeInt(episode.partition);
            out.writeLong(episode.offsetFirst);
            out.writeLong(episode.offsetLast);
            out.writeInt(episode.nextSequence);
            out.writeLong(episode.firstEventAtMillis);
            out.writeLong(episode.lastEventAtMillis);
            out.writeLong(episode.peopleBefore);
            out.writeLong(episode.recordsUnnamed);
            out.writeLong(episode.accessesUncounted);
            out.writeDouble(episode.messagedSeverity);
            out.writeLong(episode.messagedPeople);
            out.writeInt(episode.crossings.size());
            for (Crossing crossing : episode.crossings) {
                write(crossing, out);
            }
            out.writeInt(episode.evidence.size());
            for (Evidence evidence : episode.evidence) {
                write(evidence, out);
            }
            write(episode.fields, out);
            write(episode.registers, out);
            write(episode.sources, out);
            write(episode.accounts, out);
            write(episode.categories, out);
            writeStrings(episode.signs.stream().map(Sign::id).toList(), out);
            out.writeBoolean(episode.historic);
            for (Crossing crossing : episode.crossings) {
                writeOptional(crossing.detail(), out);
            }
            out.writeLong(episode.beforeMillis);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if {@code part} is corrupt */
    static Episode read(ByteBuffer part, SlidingDistinct people) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String id = in.readUTF();
            long openedAtMillis = in.readLong();
            Origin origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
            Episode episode = new Episode(id, openedAtMillis, origin, people);
            episode.offsetLast = in.readLong();
            episode.nextSequence = in.readInt();
            episode.firstEventAtMillis = in.readLong();
            episode.lastEventAtMillis = in.readLong();
            episode.peopleBefore = in.readLong();
            episode.recordsUnnamed = in.readLong();
            episode.accessesUncounted = in.readLong();
            episode.messagedSeverity = in.readDouble();
            episode.messagedPeople = in.readLong();
            for (int left = count(in); left > 0; left--) {
                episode.crossings.add(readCrossing(in));
            }
            for (int left = count(in); left > 0; left--) {
                episode.evidence.add(readEvidence(in));
            }
            episode.fields = readNames(in);
            episode.registers = readNames(in);
            episode.sources = readNames(in);
            episode.accounts = SlidingNames.readFrom(readBlock(in));
            episode.categories = readNames(in);
            episode.signs.addAll(Sign.withIds(readStrings(in)));
            // An episode stored before there was history to fill in is of the present.
            episode.historic = in.available() > 0 && in.readBoolean();
            for (int i = 0; i < episode.crossings.size() && in.available() > 0; i++) { // the release before had none
                String detail = readOptional(in);
                episode.crossings.get(i).detail(detail == null ? null : () -> detail);
            }
            episode.beforeMillis = in.available() > 0 ? in.readLong() : Long.MIN_VALUE;
            return episode;
        } catch (IOException e) {
            throw new IllegalArgumentException("an episode is cut short or corrupt", e);
        }
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > LIST_MAX) {
            throw new IOException("a list of " + count);
        }
        return count;
    }

    private static void write(Crossing crossing, DataOutputStream out) throws IOException {
        out.writeUTF(crossing.rule);
        out.writeUTF(crossing.title);
        out.writeUTF(crossing.level.name());
        writeStrings(crossing.tags, out);
        out.writeUTF(crossing.measure);
        out.writeLong(crossing.timespanMillis);
        out.writeUTF(crossing.limit);
        writeOptional(crossing.usual, out);
        writeOptional(crossing.rarity, out);
        writeOptional(crossing.share, out);
        writeOptional(crossing.usualShare, out);
        out.writeBoolean(crossing.ofAllPeople);
        out.writeDouble(crossing.value);
        out.writeDouble(crossing.error);
        out.writeDouble(crossing.severity);
        out.writeLong(crossing.quietAtMillis);
    }

    private static Crossing readCrossing(DataInputStream in) throws IOException {
        Crossing crossing = new Crossing(
                in.readUTF(),
                in.readUTF(),
                Level.valueOf(in.readUTF()),
                readStrings(in),
                in.readUTF(),
                in.readLong(),
                in.readUTF());
        crossing.usual = readOptionalNumber(in);
        crossing.rarity = readOptionalNumber(in);
        crossing.share = readOptionalNumber(in);
        crossing.usualShare = readOptionalNumber(in);
        crossing.ofAllPeople = in.readBoolean();
        crossing.value = in.readDouble();
        crossing.error = in.readDouble();
        crossing.severity = in.readDouble();
        crossing.quietAtMillis = in.readLong();
        return crossing;
    }

    private static void write(Evidence evidence, DataOutputStream out) throws IOException {
        out.writeUTF(evidence.eventId());
        out.writeLong(evidence.timeMillis());
        out.writeUTF(evidence.action().name());
        out.writeUTF(evidence.outcome().name());
        writeOptional(evidence.resource(), out);
        writeOptional(evidence.sourceIp(), out);
        writeStrings(evidence.subjects(), out);
        out.writeInt(evidence.subjectCount());
    }

    private static Evidence readEvidence(DataInputStream in) throws IOException {
        return new Evidence(
                in.readUTF(),
                in.readLong(),
                Action.valueOf(in.readUTF()),
                Outcome.valueOf(in.readUTF()),
                readOptional(in),
                readOptional(in),
                readStrings(in),
                in.readInt());
    }

    private static void write(NameSet names, DataOutputStream out) throws IOException {
        writeStrings(List.copyOf(names.names), out);
        write(names.all, out);
    }

    private static void write(Sliding summary, DataOutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(summary.serializedBytes());
        summary.writeTo(bytes);
        out.writeInt(bytes.position());
        out.write(bytes.array(), 0, bytes.position());
    }

    private static NameSet readNames(DataInputStream in) throws IOException {
        List<String> names = readStrings(in);
        NameSet set = new NameSet(SlidingDistinct.readFrom(readBlock(in)));
        set.names.addAll(names);
        return set;
    }

    private static ByteBuffer readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a table of " + length + " bytes");
        }
        return ByteBuffer.wrap(in.readNBytes(length));
    }

    private static void writeStrings(List<String> strings, DataOutputStream out) throws IOException {
        out.writeInt(strings.size());
        for (String string : strings) {
            out.writeUTF(string);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        int count = count(in);
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(in.readUTF());
        }
        return strings;
    }

    private static void writeOptional(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        out.writeUTF(text == null ? "" : text);
    }

    private static void writeOptional(@Nullable Double number, DataOutputStream out) throws IOException {
        out.writeDouble(number == null ? Double.NaN : number);
    }

    private static @Nullable Double readOptionalNumber(DataInputStream in) throws IOException {
        double number = in.readDouble();
        return Double.isNaN(number) ? null : number;
    }

    private static @Nullable String readOptional(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        String text = in.readUTF();
        return present ? text : null;
    }
}
