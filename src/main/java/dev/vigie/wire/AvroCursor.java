package dev.vigie.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A reader over one message in Avro's binary encoding that believes nothing: lengths and counts are checked against the
 * bytes that are left before anything is allocated or skipped for them, and strings must be valid UTF-8.
 *
 * <p>Every item of a collection that Vigie reads takes at least one byte, so a message cannot hold more items than
 * bytes. The cursor adds up the counts over the whole message: work and memory stay proportional to the message's size,
 * whatever schema its writer claims.
 *
 * <p>It is Avro's {@link Decoder} as well, so that the same checks guard schema resolution.
 */
final class AvroCursor extends Decoder {

    private static final byte[] NO_MESSAGE = {};

    private final InternTable interned = new InternTable();
    private byte[] buffer = NO_MESSAGE;
    private int position;
    private long itemsLeft;

    /** Starts on another message. */
    void reset(byte[] message) {
        buffer = message;
        position = 0;
        itemsLeft = message.length;
    }

    /** Forgets the message, so that it can be collected. */
    void release() {
        reset(NO_MESSAGE);
    }

    int remaining() {
        return buffer.length - position;
    }

    /** A byte of the message's header, 0 to 255. */
    int readByte() throws WireException {
        if (position == buffer.length) {
            throw truncated();
        }
        return buffer[position++] & 0xFF;
    }

    /** A string that may well come again, such as an account. */
    String readRepeated() throws WireException {
        int length = readLength("string");
        int from = position;
        position += length;
        String known = interned.find(buffer, from, position);
        if (known != null) {
            return known;
        }
        String string = decode(from, length);
        interned.put(buffer, from, position, string);
        return string;
    }

    /** The branch of an optional value: true where there is a value. */
    boolean readPresence() throws WireException {
        int branch = readIndex();
        if (branch != 0 && branch != 1) {
            throw new WireException("an optional value has no branch " + branch);
        }
        return branch == 1;
    }

    /** The size of a collection's next block: 0 at its end. */
    int readBlockCount() throws WireException {
        long count = readLong();
        if (count < 0) {
            // A block with a negative count also says its size in bytes, for readers that skip it.
            count = -count;
            long blockBytes = readLong();
            if (blockBytes < 0 || blockBytes > remaining()) {
                throw new WireException("a block of " + blockBytes + " bytes, where " + remaining() + " are left");
            }
        }
        if (count < 0 || count > itemsLeft) {
            throw new WireException("a collection claims more items than the message has bytes");
        }
        itemsLeft -= count;
        return (int) count;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws WireException {
        int b = readByte();
        if (b > 1) {
            throw new WireException("a boolean is 0 or 1, not " + b);
        }
        return b == 1;
    }

    @Override
    public int readInt() throws WireException {
        long value = readLong();
        if (value != (int) value) {
            throw new WireException("a number does not fit 32 bits");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws WireException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = readByte();
            if (shift == 63 && b > 1) {
                break;
            }
            bits |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new WireException("a number takes more than 64 bits");
    }

    @Override
    public float readFloat() throws WireException {
        return ByteBuffer.wrap(readFixed(Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat();
    }

    @Override
    public double readDouble() throws WireException {
        return ByteBuffer.wrap(readFixed(Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getDouble();
    }

    @Override
    public String readString() throws WireException {
        int length = readLength("string");
        int from = position;
        position += length;
        return decode(from, length);
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws WireException {
        return new Utf8(readString());
    }

    @Override
    public void skipString() throws WireException {
        skipFixed(readLength("string"));
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws WireException {
        return ByteBuffer.wrap(readFixed(readLength("byte sequence")));
    }

    @Override
    public void skipBytes() throws WireException {
        skipFixed(readLength("byte sequence"));
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws WireException {
        System.arraycopy(readFixed(length), 0, bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws WireException {
        if (length > remaining()) {
            throw truncated();
        }
        position += length;
    }

    @Override
    public int readEnum() throws WireException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws WireException {
        return readBlockCount();
    }

    @Override
    public long arrayNext() throws WireException {
        return readBlockCount();
    }

    /**
     * The number of items to skip one by one: blocks with a size are not skipped in one step, their items must be
     * well-formed too.
     */
    @Override
    public long skipArray() throws WireException {
        return readBlockCount();
    }

    @Override
    public long readMapStart() throws WireException {
        return readBlockCount();
    }

    @Override
    public long mapNext() throws WireException {
        return readBlockCount();
    }

    @Override
    public long skipMap() throws WireException {
        return readBlockCount();
    }

    @Override
    public int readIndex() throws WireException {
        return readInt();
    }

    private byte[] readFixed(int length) throws WireException {
        int from = position;
        skipFixed(length);
        return Arrays.copyOfRange(buffer, from, position);
    }

    private int readLength(String what) throws WireException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new WireException("a " + what + " of " + length + " bytes, where " + remaining() + " are left");
        }
        return (int) length;
    }

    private String decode(int from, int length) throws WireException {
        String string = new String(buffer, from, length, StandardCharsets.UTF_8);
        // Broken bytes become U+FFFD, which can also be meant; only what was meant is written back as it was read.
        if (string.indexOf('\uFFFD') >= 0
                && !Arrays.equals(
                        string.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(buffer, from, from + length))) {
            throw new WireException("a string is not valid UTF-8");
        }
        return string;
    }

    private static WireException truncated() {
        return new WireException("the message ends in the middle of a value");
    }
}
