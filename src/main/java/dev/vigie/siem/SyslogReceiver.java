package dev.vigie.siem;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A syslog receiver over TCP or TLS.
 *
 * <p>Syslog acknowledges nothing: what was written to a connection that then breaks may have reached the receiver or
 * not, and on a connection that stays open one never knows. So each batch has a connection of its own, which is closed
 * for writing after the last frame; the batch counts as delivered when the receiver has closed its side too. It does so
 * when it has read to the end (over TLS it must answer the closing, RFC 5425, section 4.4; the end of the TCP
 * connection alone is taken for one, since not all do), while one that is killed, or closes with frames unread, resets
 * the connection. Whatever happens before that, the batch is sent again. That costs a handshake per batch, for messages
 * that are rare.
 *
 * <p>What this cannot tell: a receiver that stops amid a batch and shuts its side down in good order, before the unread
 * frames reset the connection, looks like one that has read them; what a receiver has read and not yet stored is its
 * own to keep; and a relay's closing says no more than that the relay has the batch.
 */
final class SyslogReceiver implements Receiver {

    private static final int CONNECT_MILLIS_MAX = 10_000;
    /** From the connection's beginning to its end, whatever the receiver does or does not. */
    private static final int BATCH_MILLIS_MAX = 60_000;

    private final String host;
    private final int port;
    private final @Nullable SSLContext tls;
    private final SyslogFrame frame;
    private final int batchMillisMax;
    /** Cuts connections off, since writing to a receiver that does not read blocks for ever. */
    private final ScheduledExecutorService cutter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "syslog-cutter");
        thread.setDaemon(true);
        return thread;
    });

    /** @param tls null for a connection in the clear */
    SyslogReceiver(String host, int port, @Nullable SSLContext tls, SyslogFrame frame) {
        this(host, port, tls, frame, BATCH_MILLIS_MAX);
    }

    SyslogReceiver(String host, int port, @Nullable SSLContext tls, SyslogFrame frame, int batchMillisMax) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.frame = frame;
        this.batchMillisMax = batchMillisMax;
    }

    @Override
    public List<Answer> deliver(List<Message> messages) {
        Socket plain = new Socket();
        AtomicBoolean cutOff = new AtomicBoolean();
        ScheduledFuture<?> cut = cutter.schedule(
                () -> {
                    cutOff.set(true); // before the connection breaks of it
                    abandon(plain);
                },
                batchMillisMax,
                TimeUnit.MILLISECONDS);
        try (plain) {
            plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS_MAX);
            send(tls == null ? plain : secured(plain, tls), messages);
            return Receiver.all(messages, Answer.delivered());
        } catch (IOException e) {
            return Receiver.all(
                    messages, Answer.later(cutOff.get() ? "it did not read to the end in time" : reason(e)));
        } finally {
            cut.cancel(false);
        }
    }

    private void send(Socket socket, List<Message> messages) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        for (Message message : messages) {
            out.write(frame.of(message));
        }
        out.flush();
        socket.shutdownOutput();
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("it talks, which a syslog receiver does not");
        }
    }

    private static void abandon(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }

    private SSLSocket secured(Socket plain, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without this a certificate of any host would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "its host name is not known";
        }
        if (failure instanceof ConnectException) {
            return "it does not accept connections";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no connection within " + CONNECT_MILLIS_MAX / 1_000 + " s";
        }
        if (failure instanceof SSLException) {
            return "no trusted TLS: check the certificate's host name and the option ca";
        }
        return "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }

    /** No connection is open between batches. */
    @Override
    public void close() {
        cutter.shutdownNow();
    }
}
