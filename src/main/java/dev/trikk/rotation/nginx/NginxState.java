package dev.trikk.rotation.nginx;

import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.nginx.Upstream.Peer;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the host of nginx showed.
 *
 * @param inForce whether nginx certainly runs with this very file
 */
record NginxState(boolean inForce, Upstream upstream, List<Member> members) {
    private static final Pattern SERVER = Pattern.compile("server (\\S+) ([0-9]{1,6}) (yes|no)");
    private static final String FILE = "\nfile\n";
    private static final String END = "\nend\n";

    /** @throws ProtocolException when it is not what the script prints, or not all of it */
    static NginxState of(String printed) throws ProtocolException {
        int file = printed.indexOf(FILE);
        if (!printed.startsWith("force ") || file < 0 || !printed.endsWith(END)) {
            throw new ProtocolException("what its host printed was cut off, or is something else");
        }
        boolean inForce = printed.startsWith("force yes\n");
        Upstream upstream = Upstream.of(printed.substring(
                file + FILE.length(), Math.max(printed.length() - END.length(), file + FILE.length())));
        Map<String, Matcher> looks = new HashMap<>();
        for (String line : printed.substring(0, file).lines().toList()) {
            Matcher look = SERVER.matcher(line);
            if (look.matches()) {
                looks.put(look.group(1), look);
            }
        }
        for (Peer peer : upstream.peers()) {
            if (!looks.containsKey(peer.address())) {
                throw new ProtocolException("its host could not count the connections to " + peer.address());
            }
        }
        List<Member> members = upstream.peers().stream()
                .map(peer -> member(peer, looks.get(peer.address()), inForce))
                .toList();
        return new NginxState(inForce, upstream, members);
    }

    /** As long as nobody knows that nginx has read it, a server that is down in the file may get traffic, but is no reserve. */
    private static Member member(Peer peer, Matcher look, boolean inForce) {
        boolean isOut = peer.isDown() && inForce;
        boolean isWell = look.group(3).equals("yes") && (isOut || !peer.isDown());
        return new Member(
                peer.name(), isOut ? Rotation.DRAINING : Rotation.IN, isWell, Integer.parseInt(look.group(2)));
    }
}
