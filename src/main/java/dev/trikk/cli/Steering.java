package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people make a deployment, a member or a stage do. */
final class Steering {
    private Steering() {}

    /** What the daemon says to a command; sent twice under one id it is one command. */
    static Tree command(Desk desk, String deployment, String command, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("command", command);
        body.putAll(more);
        return desk.client().post(Paths.of("deployments", deployment, "commands"), Tree.of(body), RequestForm.newId());
    }

    /** The path of what is done to a member. */
    static String member(String member, String verb) {
        String[] parts = member.split("/", 3);
        if (parts.length < 3) {
            throw new Trouble(
                    Exit.USAGE, "A member is named ENV/POOL/MEMBER, such as production/main/web1. Type: trikk pools");
        }
        return Paths.of("environments", parts[0], "pools", parts[1], "members", parts[2], verb);
    }

    static Tree reason(String reason) {
        return Tree.of(reason == null ? Map.of() : Map.of("reason", reason));
    }
}
