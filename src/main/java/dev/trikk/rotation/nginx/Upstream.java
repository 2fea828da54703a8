package dev.trikk.rotation.nginx;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that nginx includes into an upstream. Its lines stay as they are, but for the word {@code down} of one server.
 *
 * @param lines all of them, in order
 */
record Upstream(List<String> lines) {
    private static final Pattern SERVER =
            Pattern.compile("(\\s*server\\s+)((?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])"
                    + "(?::[0-9]{1,5})?)((?:\\s+[a-z_]+(?:=[A-Za-z0-9_.-]+)?)*)(\\s*;\\s*(?:#\\s*(.*))?)");
    private static final Pattern DOWN = Pattern.compile("\\s+down(?=\\s|$)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * One line for a server.
     *
     * @param name the comment behind it if that is one word, else its address
     */
    record Peer(String name, String address, boolean isDown) {}

    /** @throws ProtocolException when a line with a server is written otherwise than one would expect */
    static Upstream of(String text) throws ProtocolException {
        Upstream upstream = new Upstream(text.lines().toList());
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < upstream.lines.size(); at++) {
            String line = upstream.lines.get(at);
            Optional<Peer> peer = peer(line);
            boolean isOdd = peer.isEmpty() && line.replaceFirst("#.*", "").contains("server");
            boolean isTwice = peer.isPresent()
                    && !(seen.add(peer.get().name())
                            && seen.add("address " + peer.get().address()));
            if (isOdd || isTwice) {
                throw new ProtocolException("line " + (at + 1) + " of its file "
                        + (isTwice
                                ? "has a name or an address for the second time"
                                : "is not 'server ADDRESS ...; # NAME'"));
            }
        }
        return upstream;
    }

    private static Optional<Peer> peer(String line) {
        Matcher server = SERVER.matcher(line);
        if (!server.matches()) {
            return Optional.empty();
        }
        String address = server.group(2);
        String name = Optional.ofNullable(server.group(5))
                .map(String::strip)
                .filter(comment -> NAME.matcher(comment).matches())
                .orElse(address);
        return Optional.of(new Peer(name, address, DOWN.matcher(server.group(3)).find()));
    }

    List<Peer> peers() {
        return lines.stream().flatMap(line -> peer(line).stream()).toList();
    }

    /** The same with one server down, or not. */
    Upstream with(String name, boolean isDown) {
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            boolean isMeant =
                    peer(line).filter(peer -> peer.name().equals(name)).isPresent();
            changed.add(isMeant ? rewritten(line, isDown) : line);
        }
        return new Upstream(changed);
    }

    private static String rewritten(String line, boolean isDown) {
        Matcher server = SERVER.matcher(line);
        if (!server.matches()) {
            throw new IllegalStateException("no line of a server: " + line);
        }
        String parameters = DOWN.matcher(server.group(3)).replaceAll("");
        return server.group(1) + server.group(2) + parameters + (isDown ? " down" : "") + server.group(4);
    }

    String text() {
        return String.join("\n", lines);
    }
}
