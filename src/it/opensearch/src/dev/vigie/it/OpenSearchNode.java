package dev.vigie.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/** A cluster of one OpenSearch node. Says {@code up} when it is, and ends with its standard input. */
final class OpenSearchNode extends Node {

    private OpenSearchNode(Settings settings) {
        super(
                InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
                List.of(Netty4Plugin.class),
                false);
    }

    /** Arguments: home directory, HTTP port. */
    public static void main(String[] args) throws NodeValidationException, IOException {
        Settings settings = Settings.builder()
                .put("path.home", args[0])
                .put("cluster.name", "vigie-it")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.type", "netty4")
                .put("http.port", args[1])
                .put("transport.type", "netty4")
                // A developer's disk may be as full as it likes.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        try (OpenSearchNode node = new OpenSearchNode(settings)) {
            node.start();
            System.out.println("up");
            while (System.in.read() >= 0) {
                // Whoever started it is still there.
            }
        }
    }
}
