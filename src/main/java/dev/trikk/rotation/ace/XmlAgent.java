package dev.trikk.rotation.ace;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Reply;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * XML over HTTPS, in the raw form: lines of the command line, in the context that is named. Failures come with status 200; what a
 * show command prints comes as elements or as text, as the user's profile wants it.
 */
final class XmlAgent implements Agent {
    private static final String SUCCESS = "100";

    private final Http http;

    XmlAgent(Http http) {
        this.http = http;
    }

    @Override
    public List<FarmServer> farm(String context, String farm) throws IOException {
        List<Tag> reply = run(context, List.of("show serverfarm " + farm));
        if (reply.stream().anyMatch(tag -> tag.is("sf_rs_entry"))) {
            return entries(reply);
        }
        String text = reply.stream()
                .filter(tag -> tag.is("xml_show_result"))
                .map(Tag::text)
                .collect(Collectors.joining("\n"));
        return FarmTable.read(text, farm);
    }

    @Override
    public void configure(String context, List<String> lines) throws IOException {
        run(
                context,
                Stream.of(Stream.of("configure"), lines.stream(), Stream.of("end"))
                        .flatMap(part -> part)
                        .toList());
    }

    @Override
    public void save(String context) throws IOException {
        run(context, List.of("copy running-config startup-config"));
    }

    private List<Tag> run(String context, List<String> lines) throws IOException {
        String document = "<request_raw context-name=\"" + Tag.escaped(context) + "\">\n"
                + Tag.escaped(String.join("\n", lines)) + "\n</request_raw>";
        List<Tag> reply = Tag.read(text(send(Call.form("/bin/xml_agent", Map.of("xml_cmd", document)))));
        List<Tag> statuses = reply.stream().filter(tag -> tag.is("status")).toList();
        if (statuses.isEmpty()) {
            throw new ProtocolException("its reply has no status");
        }
        if (!statuses.stream().allMatch(status -> status.attribute("code").equals(SUCCESS))) {
            throw new Refusal("it refused " + word(reply, "error_command") + ": " + word(reply, "error_message"));
        }
        return reply;
    }

    private Reply send(Call call) throws IOException {
        try {
            Reply reply = http.send(call);
            if (reply.isPassing()) {
                throw new IOException("it answers with status " + reply.status());
            }
            if (!reply.isSuccess()) {
                throw new Refusal(meaning(reply.status()));
            }
            return reply;
        } catch (HttpUnavailable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 ->
                "it does not know the login (status " + status + "): check user and password, and that the user"
                        + " may use XML; the user www is disabled until its first password is changed";
            case 404 -> "it has no /bin/xml_agent (status 404): check url; on the appliance its port is 10443";
            default -> "it refuses the call (status " + status + ")";
        };
    }

    /** Read as UTF-8, whatever it says: all words that matter are plain ASCII. */
    private static String text(Reply reply) throws ProtocolException {
        String text = new String(reply.body(), StandardCharsets.UTF_8).strip();
        if (reply.isCut()) {
            throw new ProtocolException("it sends more than " + Reply.LIMIT + " bytes");
        }
        if (!text.contains("<response_xml")) {
            throw new ProtocolException("it sends no response_xml, but " + Refusal.quoted(text));
        }
        if (!text.endsWith("</response_xml>")) {
            throw new ProtocolException("its reply was cut off");
        }
        return text;
    }

    /** Whatever stands around them: each entry reaches to the next one. */
    private static List<FarmServer> entries(List<Tag> reply) throws ProtocolException {
        List<FarmServer> servers = new ArrayList<>();
        for (int at = 0; at < reply.size(); at++) {
            if (reply.get(at).is("sf_rs_entry")) {
                servers.add(entry(reply.subList(at + 1, reply.size()).stream()
                        .takeWhile(tag -> !tag.is("sf_rs_entry"))
                        .toList()));
            }
        }
        return servers;
    }

    private static FarmServer entry(List<Tag> tags) throws ProtocolException {
        String name = word(tags, "sf_realserver");
        String state = word(tags, "rs_state");
        String port = word(tags, "rs_port");
        String address = word(tags, "address");
        if (name.isEmpty() || state.isEmpty()) {
            throw new ProtocolException("its reply has a member without sf_realserver or rs_state");
        }
        int colon = address.lastIndexOf(':');
        return new FarmServer(
                name,
                !port.isEmpty() ? number(port) : colon >= 0 ? number(address.substring(colon + 1)) : 0,
                state,
                number(word(tags, "rs_curr_conns")));
    }

    private static int number(String text) throws ProtocolException {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException garbled) {
            throw new ProtocolException("its reply has '" + Refusal.quoted(text) + "' for a number");
        }
    }

    private static String word(List<Tag> tags, String name) {
        return tags.stream()
                .filter(tag -> tag.is(name))
                .map(Tag::word)
                .findFirst()
                .orElse("");
    }

    /** There is nothing that stays open here. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return http.link().host();
    }
}
