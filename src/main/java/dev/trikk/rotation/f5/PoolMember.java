package dev.trikk.rotation.f5;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.net.ProtocolException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A member of a pool as a BIG-IP shows it. What it shows are other words than those it is told: {@code user-enabled} reads back as
 * {@code monitor-enabled}, {@code user-up} as what the monitor finds.
 *
 * @param fullName the name of its node and its port
 * @param path where it lies
 * @param session whether it gets new connections
 * @param state whether the monitor finds it well, or {@code user-down}
 */
record PoolMember(String fullName, String path, String session, String state) {
    /** Up, or not watched by anybody. */
    private static final Set<String> WELL = Set.of("up", "unchecked", "user-up");

    /** The members of a collection. */
    static List<PoolMember> all(JsonNode collection) throws ProtocolException {
        // a pool without members has no items at all
        if (!collection.path("kind").asText().contains(":pool:members:")
                || !(collection.path("items").isArray()
                        || collection.path("items").isMissingNode())) {
            throw new ProtocolException("the reply is no collection of pool members");
        }
        List<PoolMember> members = new ArrayList<>();
        for (JsonNode item : collection.path("items")) {
            members.add(of(item));
        }
        return List.copyOf(members);
    }

    static PoolMember of(JsonNode item) throws ProtocolException {
        return new PoolMember(
                text(item, "name"), path(text(item, "selfLink")), text(item, "session"), text(item, "state"));
    }

    private static String text(JsonNode item, String field) throws ProtocolException {
        String text = item.path(field).asText("");
        if (text.isEmpty()) {
            throw new ProtocolException("a pool member has no " + field);
        }
        return text;
    }

    /** A link leads to localhost, and carries a version; what counts is its path, which has all names well encoded. */
    private static String path(String selfLink) throws ProtocolException {
        String path;
        try {
            path = URI.create(selfLink).getRawPath();
        } catch (IllegalArgumentException garbled) {
            path = null;
        }
        if (path == null || !path.startsWith("/mgmt/tm/ltm/pool/") || path.contains("..")) {
            throw new ProtocolException("a pool member has no link to itself");
        }
        return path;
    }

    /** Requests it serves, from its statistics: versions nest them differently. */
    static int connections(JsonNode statistics) throws ProtocolException {
        JsonNode count = statistics.findPath("serverside.curConns").path("value");
        if (!count.canConvertToInt()) {
            throw new ProtocolException("the statistics of a pool member have no serverside.curConns");
        }
        return count.intValue();
    }

    Rotation rotation() {
        if (state.equals("user-down")) {
            return Rotation.OUT;
        }
        return session.endsWith("-enabled") ? Rotation.IN : Rotation.DRAINING;
    }

    boolean healthy() {
        return WELL.contains(state);
    }

    boolean inService() {
        return rotation() == Rotation.IN && healthy();
    }

    /** The name of its node, and the port behind it where the pool has the same node with other ports. */
    String name(List<PoolMember> members) {
        return members.stream().filter(other -> other.node().equals(node())).count() == 1 ? node() : fullName;
    }

    /** Behind an IPv6 address comes a dot and the port, else a colon. */
    private String node() {
        boolean isIpV6 = fullName.indexOf(':') != fullName.lastIndexOf(':');
        int end = fullName.lastIndexOf(isIpV6 ? '.' : ':');
        return end < 0 ? fullName : fullName.substring(0, end);
    }

    Member member(List<PoolMember> members, int connections) {
        return new Member(name(members), rotation(), healthy(), connections);
    }

    @Override
    public String toString() {
        return "%s: session %s, state %s".formatted(fullName, session, state);
    }
}
