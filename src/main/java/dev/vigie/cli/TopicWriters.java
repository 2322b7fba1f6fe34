package dev.vigie.cli;

import dev.vigie.stream.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Who may write a topic, by the cluster's ACLs: only one may, or nobody knows whose word it is. What an ACL does not
 * show stays unsaid: super users, and {@code allow.everyone.if.no.acl.found}.
 */
final class TopicWriters {

    private static final String EVERYBODY = "User:*";
    private static final String EVERY_HOST = "*";
    private static final String EVERY_TOPIC = "*";
    private static final int NAMED_MAX = 10;

    private static final String ITS_OPERATOR = "its operator";
    private static final String THE_CONTROLLER = "the controller";

    private final Admin admin;
    private final Topics topics;
    private final @Nullable String assignments;
    /** Who may write any of the topics of logs that were looked at. */
    private final TreeSet<String> loggers = new TreeSet<>();

    /**
     * Looks by {@code admin}, which stays the caller's to close.
     *
     * @param assignments the topic of them, or null
     */
    TopicWriters(Admin admin, Topics topics, @Nullable String assignments) {
        this.admin = admin;
        this.topics = topics;
        this.assignments = assignments;
    }

    /** Why the cluster's ACLs tell nothing; null where they tell. */
    @Nullable
    SourceFinding blindness() throws InterruptedException {
        try {
            acls(topics.events());
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                return SourceFinding.fault("the cluster has no authorizer: whoever reaches it may write any log in any"
                        + " operator's name; set authorizer.class.name on the brokers");
            }
            if (e.getCause() instanceof AuthorizationException) {
                return SourceFinding.note("who may write the topics is not known, since this client may not see the"
                        + " ACLs: Describe on the cluster would show them");
            }
            throw new KafkaException("the cluster does not show its ACLs", e.getCause());
        }
    }

    /** What is to be said of who may write {@code topic}, which brings logs. */
    List<SourceFinding> look(String topic) throws InterruptedException {
        Collection<AclBinding> acls = known(topic);
        loggers.addAll(grants(acls).keySet());
        List<String> forbidden = assignments == null ? List.of(topics.events()) : List.of(topics.events(), assignments);
        return judge(topic, ITS_OPERATOR, forbidden, acls);
    }

    /** What is to be said of who may write the topic of assignments, once those of logs were looked at. */
    List<SourceFinding> lookAtAssignments(String topic) throws InterruptedException {
        Collection<AclBinding> acls = known(topic);
        List<SourceFinding> findings = new ArrayList<>(judge(topic, THE_CONTROLLER, List.of(topics.events()), acls));
        for (String principal : grants(acls).keySet()) {
            if (loggers.contains(principal)) {
                findings.add(SourceFinding.fault(
                        principal + " may write it, and logs: whoever is watched would say who is assigned to them"));
            }
        }
        return findings;
    }

    private Collection<AclBinding> known(String topic) throws InterruptedException {
        try {
            return acls(topic);
        } catch (ExecutionException e) {
            throw new KafkaException("the cluster does not say who may write " + topic, e.getCause());
        }
    }

    private Collection<AclBinding> acls(String topic) throws InterruptedException, ExecutionException {
        ResourcePatternFilter matching = new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH);
        return admin.describeAcls(new AclBindingFilter(matching, AccessControlEntryFilter.ANY))
                .values()
                .get();
    }

    /**
     * What is to be said of who may write {@code topic} by the ACLs that concern it.
     *
     * @param owner who alone should
     * @param forbidden topics that whoever writes this one should not
     */
    static List<SourceFinding> judge(String topic, String owner, List<String> forbidden, Collection<AclBinding> acls) {
        Map<String, List<ResourcePattern>> grants = grants(acls);
        List<SourceFinding> findings = new ArrayList<>();
        if (grants.isEmpty()) {
            findings.add(
                    SourceFinding.fault("no ACL lets anybody write it: none but super users may, or everybody where"
                            + " the brokers set allow.everyone.if.no.acl.found; allow Write to " + owner + " alone"));
        } else if (grants.containsKey(EVERYBODY)) {
            findings.add(SourceFinding.fault("everybody may write it" + how(topic, grants.get(EVERYBODY))
                    + ": allow Write to " + owner + "'s principal alone"));
        } else if (grants.size() > 1) {
            findings.add(SourceFinding.fault(
                    grants.size() + " principals may write it, where only one should: " + named(topic, grants)));
        } else {
            findings.add(SourceFinding.note("only " + grants.keySet().iterator().next() + " may write it"));
        }
        for (String other : forbidden) {
            TreeSet<String> tooFar = new TreeSet<>();
            grants.forEach((principal, patterns) -> patterns.stream()
                    .filter(pattern -> covers(pattern, other))
                    .forEach(pattern -> tooFar.add(principal + how(topic, List.of(pattern)))));
            if (!tooFar.isEmpty()) {
                findings.add(SourceFinding.fault(
                        "who may write it may write " + other + " too, past all checks: " + String.join(", ", tooFar)));
            }
        }
        return findings;
    }

    /** Who may write, and by which patterns. */
    private static Map<String, List<ResourcePattern>> grants(Collection<AclBinding> acls) {
        Map<String, List<ResourcePattern>> grants = new TreeMap<>();
        for (AclBinding acl : acls) {
            if (isWrite(acl) && acl.entry().permissionType() == AclPermissionType.ALLOW && !isDenied(acl, acls)) {
                grants.computeIfAbsent(acl.entry().principal(), unseen -> new ArrayList<>())
                        .add(acl.pattern());
            }
        }
        return grants;
    }

    private static boolean isWrite(AclBinding acl) {
        AclOperation operation = acl.entry().operation();
        return operation == AclOperation.WRITE || operation == AclOperation.ALL;
    }

    /** What is denied on every host is denied, whoever allows it. */
    private static boolean isDenied(AclBinding allowed, Collection<AclBinding> acls) {
        return acls.stream()
                .anyMatch(acl -> acl.entry().permissionType() == AclPermissionType.DENY
                        && isWrite(acl)
                        && acl.entry().host().equals(EVERY_HOST)
                        && (acl.entry().principal().equals(EVERYBODY)
                                || acl.entry()
                                        .principal()
                                        .equals(allowed.entry().principal())));
    }

    private static boolean covers(ResourcePattern pattern, String topic) {
        return switch (pattern.patternType()) {
            case LITERAL -> pattern.name().equals(EVERY_TOPIC) || pattern.name().equals(topic);
            case PREFIXED -> topic.startsWith(pattern.name());
            default -> false;
        };
    }

    private static String named(String topic, Map<String, List<ResourcePattern>> grants) {
        List<String> named = new ArrayList<>();
        grants.forEach((principal, patterns) -> named.add(principal + how(topic, patterns)));
        String first = String.join(", ", named.subList(0, Math.min(NAMED_MAX, named.size())));
        return named.size() <= NAMED_MAX ? first : first + " and " + (named.size() - NAMED_MAX) + " more";
    }

    /** By which rule that is not of this topic alone, if by any. */
    private static String how(String topic, List<ResourcePattern> patterns) {
        TreeSet<String> wide = new TreeSet<>();
        for (ResourcePattern pattern : patterns) {
            if (pattern.patternType() == PatternType.PREFIXED) {
                wide.add("all topics that begin with " + pattern.name());
            } else if (!pattern.name().equals(topic)) {
                wide.add("all topics");
            }
        }
        return wide.isEmpty() ? "" : " (as " + String.join(", ", wide) + ")";
    }
}
