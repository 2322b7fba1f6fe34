package dev.vigie.bench;

import dev.vigie.cli.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** The broker's process: prints its address as its only line. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]))) {
            ChildJvm.say(kafka.bootstrap());
            ChildJvm.answerAll(question -> "");
        }
        System.exit(0);
    }
}
