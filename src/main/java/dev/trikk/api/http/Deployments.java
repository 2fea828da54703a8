package dev.trikk.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Train;
import dev.trikk.request.Problem;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looking deployments up, and steering them. */
final class Deployments {
    private final Ledger ledger;
    private final Records records;
    private final Control control;

    Deployments(Ledger ledger, Records records, Control control) {
        this.ledger = ledger;
        this.records = records;
        this.control = control;
    }

    void bind(Bindings bindings) {
        bindings.reading("listDeployments", this::list)
                .reading("readDeployment", this::read)
                .reading("readLog", this::log)
                .reading("explainDeployment", this::why)
                .reading("planDeployment", this::plan)
                .changing("commandDeployment", this::environment, this::command);
    }

    private Answer list(Ask ask) {
        ask.find("before").filter(id -> ledger.find(id).isEmpty()).ifPresent(id -> {
            throw unknown(id);
        });
        int limit = ask.limit();
        List<Deployment> found = records.deployments(
                new Records.Wanted(
                        ask.find("application"),
                        ask.find("environment"),
                        ask.find("state").map(Deployments::states).orElse(EnumSet.allOf(State.class)),
                        ask.find("train"),
                        ask.find("before")),
                limit + 1);
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        found.stream().limit(limit).map(Json::of).forEach(items::add);
        if (found.size() <= limit) {
            return Answer.ok(page);
        }
        String next = found.get(limit - 1).id();
        return new Answer(200, page.put("next", next), Map.of("Link", link(ask, next)));
    }

    private static Set<State> states(String word) {
        return word.equals("open")
                ? EnumSet.complementOf(EnumSet.of(State.ENDED))
                : EnumSet.of(State.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static String link(Ask ask, String next) {
        String query = Stream.of("application", "environment", "state", "train", "limit")
                .flatMap(name -> ask.find(name).stream().map(value -> name + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return "</api/deployments?" + (query.isEmpty() ? "" : query + "&") + "before=" + encoded(next)
                + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer read(Ask ask) {
        Deployment deployment = known(ask);
        return Answer.ok(Json.inFull(deployment, ledger.results(deployment.id())));
    }

    private Answer log(Ask ask) {
        Deployment deployment = known(ask);
        Optional<String> server = ask.find("server");
        List<Result> all = ledger.results(deployment.id());
        List<Result> wanted = all.stream()
                .filter(result -> server.isEmpty() || server.get().equals(result.server()))
                .toList();
        if (wanted.isEmpty() && server.isPresent() && !all.isEmpty()) {
            Set<String> servers = all.stream().map(Result::server).collect(Collectors.toSet());
            throw new Refused(
                    404,
                    deployment.id() + " has done nothing on " + Quoted.of(server.get())
                            + Nearest.question(server.get(), servers));
        }
        ObjectNode log = Json.object().put("deployment", deployment.id());
        ArrayNode entries = log.putArray("entries");
        wanted.forEach(result -> entries.add(Json.of(result)
                .put("stdout", result.outcome().stdout())
                .put("stderr", result.outcome().stderr())
                .put("exitCode", result.outcome().exitCode())));
        return Answer.ok(log);
    }

    private Answer why(Ask ask) {
        return control.why(ask.get("id"), ask);
    }

    private Answer command(Ask ask) {
        ObjectNode command = Json.object()
                .put("command", ask.body().path("command").asText())
                .put("deployment", ask.get("id"));
        ObjectNode options = command.putObject("options");
        for (String option : List.of("stay", "exclude")) {
            if (ask.body().has(option)) {
                options.set(option, ask.body().get(option));
            }
        }
        return control.command(command, ask);
    }

    /** A train takes commands, too: they mean each of its deployments. */
    private String environment(Ask ask) {
        String id = ask.get("id");
        return ledger.find(id)
                .map(deployment -> deployment.lane().environment())
                .or(() -> ledger.train(id).map(Train::environment))
                .orElseThrow(() -> unknown(id));
    }

    private Answer plan(Ask ask) {
        ObjectNode request = ask.body().deepCopy();
        if (request.has("options") && !request.path("options").isObject()) {
            throw new Refused(422, "options must be an object.");
        }
        request.withObjectProperty("options").put("dryRun", true);
        // a plan is nobody's request, also where it names one
        request.put("id", "plan-" + UUID.randomUUID());
        JsonNode said = control.request(request, ask);
        if (!said.path("accepted").booleanValue()) {
            List<Problem> problems = new ArrayList<>();
            said.path("problems")
                    .forEach(one -> problems.add(new Problem(
                            one.path("path").asText(), one.path("reason").asText())));
            throw new Refused(422, "This would be refused.", problems);
        }
        return Answer.ok((ObjectNode) said);
    }

    private Deployment known(Ask ask) {
        String id = ask.get("id");
        return ledger.find(id).orElseThrow(() -> unknown(id));
    }

    private Refused unknown(String id) {
        List<String> known = ledger.underWay().stream().map(Deployment::id).toList();
        return new Refused(404, "There is no deployment " + Quoted.of(id) + Nearest.question(id, known));
    }
}
