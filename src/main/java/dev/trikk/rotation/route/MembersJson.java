package dev.trikk.rotation.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a route for the state answers: {@code {"members":[{"name":"app1","rotation":"in","healthy":true,"sessions":0}]}}. Every
 * key must be there, for nobody shall count on a guess; further ones are allowed.
 */
final class MembersJson {
    private static final int DEEPEST = 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MembersJson() {}

    /** @throws ProtocolException when it is something else */
    static List<Member> read(String text) throws ProtocolException {
        try {
            JsonNode list = JSON.readTree(text).path("members");
            if (!list.isArray()) {
                throw new ProtocolException("the answer has no list of members");
            }
            List<Member> members = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (JsonNode node : list) {
                Member member = member(node);
                if (!names.add(member.name())) {
                    throw new ProtocolException("the answer has " + member.name() + " for the second time");
                }
                members.add(member);
            }
            return members;
        } catch (JsonProcessingException garbled) {
            throw new ProtocolException("the answer is no JSON: " + garbled.getOriginalMessage());
        }
    }

    private static Member member(JsonNode node) throws ProtocolException {
        JsonNode sessions = node.path("sessions");
        boolean isWhole = node.path("name").isTextual()
                && node.path("rotation").isTextual()
                && node.path("healthy").isBoolean()
                && sessions.canConvertToInt()
                && sessions.isIntegralNumber()
                && sessions.intValue() >= 0;
        if (!isWhole) {
            throw new ProtocolException(
                    "a member needs name, rotation, healthy (true or false) and sessions (a number)");
        }
        return new Member(
                node.path("name").textValue(),
                rotation(node.path("rotation").textValue()),
                node.path("healthy").booleanValue(),
                sessions.intValue());
    }

    private static Rotation rotation(String word) throws ProtocolException {
        for (Rotation rotation : Rotation.values()) {
            if (rotation.name().toLowerCase(Locale.ROOT).equals(word)) {
                return rotation;
            }
        }
        throw new ProtocolException(
                "rotation is in, draining or out, not '" + word.substring(0, Math.min(word.length(), 40)) + "'");
    }
}
