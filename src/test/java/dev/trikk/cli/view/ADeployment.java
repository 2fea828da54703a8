package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A deployment as the API tells of it; tests say only what matters to them. */
public final class ADeployment {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Object> plan = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();

    private ADeployment(String id) {
        with("id", id).with("application", "shop").with("version", "1.4.2").with("environment", "production");
        with("kind", "deploy").with("state", "active").with("step", 0).with("steps", 0);
        with("acceptedAt", "2026-03-01T12:00:00Z");
    }

    public static ADeployment called(String id) {
        return new ADeployment(id);
    }

    /** One that has just been accepted, of these steps: fetch, install, rotate web1, rotate web2. */
    public static ADeployment waiting() {
        return called("shop-17")
                .with("state", "waiting")
                .with("why", "waits for shop-16")
                .steps("next", "next", "next", "next");
    }

    /** One that is on its first steps. */
    public static ADeployment fetched() {
        return called("shop-17")
                .with("startedAt", "2026-03-01T12:00:01Z")
                .with("step", 1)
                .with("at", "install (web1, web2)")
                .steps("done", "under_way", "next", "next")
                .result(0, "web1", "fetch", true, "done", 230)
                .result(0, "web2", "fetch", true, "done", 310);
    }

    /** One that has installed and takes the first server out. */
    public static ADeployment rotating() {
        return fetched()
                .with("step", 2)
                .with("at", "rotate one (web1)")
                .steps("done", "done", "under_way", "next")
                .result(1, "web1", "install", true, "done", 150)
                .result(1, "web2", "install", true, "done", 170);
    }

    /** One that did all it should. */
    public static ADeployment succeeded() {
        return rotating()
                .with("step", 4)
                .with("at", "finish")
                .steps("done", "done", "done", "done")
                .result(2, "web1", "drain", true, "done", 500)
                .result(2, "web1", "check", true, "done", 800)
                .result(3, "web2", "drain", true, "done", 500)
                .result(3, "web2", "check", true, "done", 900)
                .ended("succeeded", "");
    }

    /** One whose first server did not come up. */
    public static ADeployment rolledBack() {
        return rotating()
                .with("step", 4)
                .steps("done", "done", "failed", "next")
                .result(2, "web1", "drain", true, "done", 500)
                .result(2, "web1", "check", false, "failed: answered 503", 8800)
                .result(2, "web1", "back", true, "done", 100)
                .ended("rolled_back", "web1 did not come up");
    }

    public ADeployment with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public ADeployment ended(String ending, String why) {
        return with("state", "ended").with("ending", ending).with("why", why).with("endedAt", "2026-03-01T12:00:17Z");
    }

    private ADeployment steps(String fetch, String install, String one, String two) {
        plan.clear();
        return with("steps", 4)
                .step("fetch", "fetch (web1, web2)", fetch, "web1", "web2")
                .step("install", "install (web1, web2)", install, "web1", "web2")
                .step("rotate", "rotate one (web1)", one, "web1")
                .step("rotate", "rotate two (web2)", two, "web2");
    }

    public ADeployment step(String stage, String what, String state, String... servers) {
        plan.add(Map.of("stage", stage, "what", what, "servers", List.of(servers), "state", state));
        return this;
    }

    public ADeployment result(int step, String server, String action, boolean ok, String what, int millis) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("step", step);
        result.put("stage", step == 0 ? "fetch" : step == 1 ? "install" : "rotate");
        result.put("server", server);
        result.put("action", action);
        result.put("ok", ok);
        result.put("what", what);
        result.put("at", "2026-03-01T12:00:0" + (2 + step) + "Z");
        result.put("millis", millis);
        results.add(result);
        return this;
    }

    public Tree tree() {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("plan", List.copyOf(plan));
        all.put("results", List.copyOf(results));
        return Tree.of(all);
    }
}
