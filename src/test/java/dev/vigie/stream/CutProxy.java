package dev.vigie.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The middle of TCP connections: passes everything on, until it is cut, and again once it is mended. What is on its way
 * meanwhile waits, and a new connection gets no answer, as in a network that drops packets.
 */
final class CutProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16_384;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private boolean cut;

    /** @param target the port at the loopback address that it leads to; need not listen yet */
    CutProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitWhole() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            open.add(client);
            begin(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException, InterruptedException {
        awaitWhole();
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(broker);
            begin(() -> pass(client, broker));
            begin(() -> pass(broker, client));
        } catch (IOException e) {
            client.close(); // Nobody listens: so does nobody here.
        }
    }

    private void pass(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitWhole();
                out.write(chunk, 0, read);
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // The connection is over, which either end learns.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        mend();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
