package dev.vigie.siem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A syslog receiver on a free loopback port, which reads each connection to its end, or fails as it is told. */
public final class SyslogServer implements AutoCloseable {

    final List<SyslogMessage> received = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.GOOD;

    /** What it does with a connection. */
    public enum Manner {
        GOOD,
        /** Reads one message and then dies, with more unread: the kernel resets the connection. */
        DIES,
        /** Reads nothing and keeps the connection. */
        SLEEPS,
        /** Answers. */
        TALKS
    }

    public SyslogServer(ServerSocketFactory factory) throws IOException {
        this.socket = factory.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "syslog-server");
        thread.setDaemon(true);
        thread.start();
    }

    public void behave(Manner next) {
        manner = next;
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                read(socket.accept());
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void read(Socket connection) throws IOException {
        if (manner == Manner.SLEEPS) {
            held.add(connection);
            return;
        }
        try (connection) {
            if (manner == Manner.TALKS) {
                connection.getOutputStream().write("220 mail".getBytes(US_ASCII));
                connection.getOutputStream().flush();
            }
            if (manner == Manner.DIES) {
                // Java's own close says farewell before it resets, which a killed process does not.
                connection.setSoLinger(true, 0);
            }
            InputStream in = manner == Manner.DIES
                    ? connection.getInputStream()
                    : new BufferedInputStream(connection.getInputStream());
            SyslogMessage message = SyslogMessage.read(in);
            while (message != null) {
                received.add(message);
                signal();
                message = manner == Manner.DIES ? null : SyslogMessage.read(in);
            }
        }
    }

    private synchronized void signal() {
        notifyAll();
    }

    /** Waits until some number of messages has been received in all, for at most a minute. */
    public synchronized boolean awaitReceived(int count) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (received.size() < count) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    /** The alert and sequence of each message received. */
    public List<String> keys() {
        return received.stream()
                .map(message -> message.data().get("id") + "/" + message.data().get("sequence"))
                .toList();
    }

    @Nullable
    SyslogMessage last() {
        return received.isEmpty() ? null : received.get(received.size() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : held) {
            connection.close();
        }
    }
}
