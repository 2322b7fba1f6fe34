package dev.vigie.bench;

import dev.vigie.cli.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The broker's process: prints its address as its only line, and ends when its standard input does, so that it cannot
 * outlive the bench.
 */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]))) {
            System.out.println(kafka.bootstrap());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nobody says anything: the stream's end is the message.
            }
        }
        System.exit(0);
    }
}
