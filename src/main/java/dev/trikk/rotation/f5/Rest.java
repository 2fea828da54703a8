package dev.trikk.rotation.f5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Reply;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import java.util.Optional;

/** JSON to and from a BIG-IP, with its logins. Throws what {@link Http#ask} throws. Safe for several threads. */
final class Rest {
    private static final String TOKEN = "X-F5-Auth-Token";
    private static final int UNAUTHORIZED = 401;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;
    private final Optional<TokenLogin> login;
    private final String query;
    private Optional<String> token = Optional.empty();

    /** @param version whose form the replies shall have; without one they have that of the BIG-IP */
    Rest(Http http, Optional<TokenLogin> login, Optional<String> version) {
        this.http = http;
        this.login = login;
        this.query = version.map(ver -> "?ver=" + Call.encoded(ver)).orElse("");
    }

    /** What lies at a path. */
    JsonNode get(String path) throws ProtocolException {
        return json(ask(Call.get(path + query)).body());
    }

    /** Changes some fields of what lies at a path. */
    void patch(String path, Map<String, String> fields) throws ProtocolException {
        ask(Call.json("PATCH", path + query, text(fields)));
    }

    private Reply ask(Call call) throws ProtocolException {
        if (login.isEmpty()) {
            return http.ask(call);
        }
        String first = token(login.get());
        try {
            return http.ask(call.with(TOKEN, first));
        } catch (HttpRefused refused) {
            if (refused.status() != UNAUTHORIZED) {
                throw refused;
            }
            forget(first);
            return http.ask(call.with(TOKEN, token(login.get())));
        }
    }

    /** A token is kept while it lasts: a user can have a hundred of them, and no more. */
    private synchronized String token(TokenLogin who) throws ProtocolException {
        if (token.isEmpty()) {
            Map<String, String> fields =
                    Map.of("username", who.user(), "password", who.password(), "loginProviderName", who.provider());
            JsonNode reply = json(http.ask(Call.json("POST", "/mgmt/shared/authn/login", text(fields)))
                    .body());
            String fetched = reply.path("token").path("token").asText("");
            if (fetched.isEmpty()) {
                throw new ProtocolException("the reply to the login has no token");
            }
            token = Optional.of(fetched);
        }
        return token.get();
    }

    private synchronized void forget(String used) {
        token = token.filter(kept -> !kept.equals(used));
    }

    private static String text(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }

    /** From the bytes: JSON tells its encoding itself, whatever the header says. */
    private static JsonNode json(byte[] body) throws ProtocolException {
        try {
            JsonNode root = JSON.readTree(body);
            if (root == null || !root.isObject()) {
                throw new ProtocolException("the reply is no object in JSON");
            }
            return root;
        } catch (ProtocolException other) {
            throw other;
        } catch (IOException broken) {
            // without the parser's words, which quote the reply
            throw new ProtocolException("the reply is not JSON, or was cut off");
        }
    }

    @Override
    public String toString() {
        return http.link().toString();
    }
}
