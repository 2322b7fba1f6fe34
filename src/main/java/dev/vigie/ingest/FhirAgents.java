package dev.vigie.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one AuditEvent. Who asked is the agent with {@code requestor}. In IHE's BALP profiles a user has no
 * address: it is that of the client, another agent. Which one that is, the DICOM roles "source" and "destination" do
 * not tell, since they follow the data, which flow one way in a read and the other in a query; but the server's address
 * is a URI, and the server usually is the one who recorded the event.
 */
final class FhirAgents {

    /** R4's {@code network.type}: a machine's name or an IP address. A telephone, a mailbox and a URI are others. */
    private static final List<String> MACHINE_OR_ADDRESS = List.of("1", "2");

    private final @Nullable JsonValue requestor;
    private final @Nullable JsonValue client;

    private FhirAgents(@Nullable JsonValue requestor, @Nullable JsonValue client) {
        this.requestor = requestor;
        this.client = client;
    }

    static FhirAgents of(JsonValue event) throws Rejection {
        List<JsonValue> others = new ArrayList<>();
        JsonValue requestor = null;
        for (JsonValue agent : event.at("agent").list()) {
            if (requestor == null && "true".equals(agent.at("requestor").text())) {
                requestor = agent;
            } else {
                others.add(agent);
            }
        }
        String observer = observer(event.at("source"));
        JsonValue client = null;
        for (JsonValue agent : others) {
            if (address(agent) == null) {
                continue;
            }
            boolean recorded = observer != null && observer.equals(identity(agent));
            if (client == null || !recorded) {
                client = agent;
            }
            if (!recorded) {
                break;
            }
        }
        boolean alone = requestor == null && client == null && others.size() == 1;
        return new FhirAgents(requestor, alone ? others.get(0) : client);
    }

    /** Who asked; where nobody is said to have, the client, as between two organisations. */
    @Nullable
    String account() throws Rejection {
        return requestor != null ? name(requestor) : client != null ? name(client) : null;
    }

    /** The requestor's role, if it is one. */
    @Nullable
    String role() throws Rejection {
        if (requestor == null || requestor.at("role").list().size() != 1) {
            return null;
        }
        return FhirValues.word(requestor.at("role").list().get(0));
    }

    @Nullable
    String address() throws Rejection {
        String own = requestor == null ? null : address(requestor);
        return own != null || client == null ? own : address(client);
    }

    /** The program through which the requestor asked. */
    @Nullable
    String program() throws Rejection {
        return requestor == null || client == null ? null : name(client);
    }

    /** Why the requestor asked: R4's {@code purposeOfUse}, R5's {@code authorization}. */
    List<String> purposes() throws Rejection {
        List<String> purposes = new ArrayList<>();
        if (requestor != null) {
            purposes.addAll(FhirValues.codes(requestor.at("purposeOfUse")));
            purposes.addAll(FhirValues.codes(requestor.at("authorization")));
        }
        return purposes;
    }

    private static @Nullable String name(JsonValue agent) throws Rejection {
        String identity = identity(agent);
        return identity != null ? identity : JsonValue.firstText(agent.at("altId"), agent.at("name"));
    }

    /** Whom {@code who} refers to; in release 3 {@code reference} did, or {@code userId} identified. */
    private static @Nullable String identity(JsonValue agent) throws Rejection {
        String who = referred(agent.at("who"));
        String reference = who != null ? who : referred(agent.at("reference"));
        return reference != null ? reference : agent.at("userId", "value").text();
    }

    /** Who recorded the event; release 3 has an identifier in place of the reference. */
    private static @Nullable String observer(JsonValue source) throws Rejection {
        String observer = referred(source.at("observer"));
        return observer != null ? observer : source.at("identifier", "value").text();
    }

    /** What a reference identifies, at worst by what is displayed for it. */
    private static @Nullable String referred(JsonValue reference) throws Rejection {
        String target = FhirValues.target(reference);
        return target != null
                ? target
                : JsonValue.firstText(reference.at("identifier", "value"), reference.at("display"));
    }

    private static @Nullable String address(JsonValue agent) throws Rejection {
        String type = agent.at("network", "type").text();
        if (type != null && !MACHINE_OR_ADDRESS.contains(type)) {
            return null;
        }
        return JsonValue.firstText(agent.at("network", "address"), agent.at("networkString"));
    }
}
