package dev.vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The recipes of {@code src/site/markdown/shipping.md}, as whoever follows them would copy them. */
final class ShippingRecipes {

    private static final Path PAGE = Path.of("src", "site", "markdown", "shipping.md");
    private static final String FENCE = "```";
    private static final Pattern RIGHTS =
            Pattern.compile("--add --allow-principal (\\S+)((?: --operation \\S+)+) --topic (\\S+)");
    private static final Pattern OPERATION = Pattern.compile("--operation (\\S+)");

    private ShippingRecipes() {}

    /** The fenced block below the heading. */
    static String below(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int from = lines.indexOf("## " + heading);
        while (!lines.get(from).startsWith(FENCE)) {
            from++;
        }
        int to = from + 1;
        while (!lines.get(to).equals(FENCE)) {
            to++;
        }
        return String.join("\n", lines.subList(from + 1, to)) + "\n";
    }

    /** The rights that the controller gives the operator by {@code kafka-acls.sh}. */
    static List<AclBinding> rights() throws IOException {
        MatchResult given =
                RIGHTS.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow();
        ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, given.group(3), PatternType.LITERAL);
        return OPERATION
                .matcher(given.group(2))
                .results()
                .map(operation -> new AclBinding(
                        topic,
                        new AccessControlEntry(
                                given.group(1),
                                "*",
                                AclOperation.valueOf(operation.group(1).toUpperCase(Locale.ROOT)),
                                AclPermissionType.ALLOW)))
                .toList();
    }
}
