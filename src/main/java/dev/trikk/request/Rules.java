package dev.trikk.request;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.release.Versions;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a request must keep to be accepted. Each rule is one small function; every broken one is told at once. */
public final class Rules {
    private static final String LOCAL = "local";
    private static final String REPOSITORY = "repository";
    private static final Set<String> MOVING = Set.of(Versions.LATEST, Versions.RELEASE);

    /** One rule: the problems of a request, none where it is kept. */
    private interface Rule {
        Stream<Problem> check(DeployRequest request, Inventory inventory);
    }

    private static final List<Rule> ALL = List.of(
            (request, inventory) -> form("$.id", request.id(), Form.ID),
            (request, inventory) -> form("$.application", request.application(), Form.NAME),
            (request, inventory) -> form("$.version", request.version(), Form.VERSION),
            (request, inventory) -> form("$.environment", request.environment(), Form.NAME),
            (request, inventory) -> form("$.file", request.file(), Form.FILE),
            (request, inventory) -> form("$.requestedBy", request.requestedBy(), Form.PERSON),
            (request, inventory) -> form("$.comment", request.comment(), Form.COMMENT),
            Rules::issuesAreKeys,
            Rules::applicationIsKnown,
            Rules::environmentIsKnown,
            Rules::applicationRunsThere,
            Rules::sourceIsKnown,
            Rules::sourceIsAllowedThere,
            Rules::localNamesItsFile,
            Rules::localNamesItsVersion,
            Rules::repositoryHasNoFile,
            Rules::previousIsForRollbacks,
            Rules::rollbackGoesToOneThatWas,
            Rules::rollbackBringsNoRelease);

    private Rules() {}

    /** Everything that speaks against the request; empty when it may be accepted. */
    public static List<Problem> check(DeployRequest request, Inventory inventory) {
        return ALL.stream().flatMap(rule -> rule.check(request, inventory)).toList();
    }

    /**
     * Everything that speaks against what could be read of a request, without what is known already.
     *
     * @param known problems of its form; what lies at or below their paths is not judged again
     */
    public static List<Problem> checkRest(DeployRequest rest, Inventory inventory, List<Problem> known) {
        return unknownOf(check(rest, inventory), known);
    }

    static List<Problem> unknownOf(List<Problem> problems, List<Problem> known) {
        return problems.stream()
                .filter(problem -> known.stream()
                        .noneMatch(
                                one -> !one.path().equals("$") && problem.path().startsWith(one.path())))
                .toList();
    }

    static Stream<Problem> form(String path, Optional<String> value, Form form) {
        return value.stream().flatMap(text -> form(path, text, form));
    }

    static Stream<Problem> form(String path, String value, Form form) {
        return when(!form.fits(value), path, Quoted.of(value) + " must be " + form.inWords() + ".");
    }

    private static Stream<Problem> issuesAreKeys(DeployRequest request, Inventory inventory) {
        return IntStream.range(0, request.issues().size())
                .boxed()
                .flatMap(index ->
                        form("$.issues[" + index + "]", request.issues().get(index), Form.ISSUE));
    }

    private static Stream<Problem> applicationIsKnown(DeployRequest request, Inventory inventory) {
        return isKnown(
                "application", request.application(), inventory.applications().keySet());
    }

    private static Stream<Problem> environmentIsKnown(DeployRequest request, Inventory inventory) {
        return isKnown(
                "environment", request.environment(), inventory.environments().keySet());
    }

    /** An ill-formed name has its own problem already. */
    private static Stream<Problem> isKnown(String what, String name, Set<String> known) {
        return when(
                Form.NAME.fits(name) && !known.contains(name),
                "$." + what,
                "There is no " + what + " " + Quoted.of(name) + Nearest.question(name, known));
    }

    private static Stream<Problem> applicationRunsThere(DeployRequest request, Inventory inventory) {
        Set<String> places = inventory
                .application(request.application())
                .map(Application::placements)
                .map(placements -> (Set<String>) new TreeSet<>(placements.keySet()))
                .orElse(Set.of(request.environment()));
        return when(
                inventory.environment(request.environment()).isPresent() && !places.contains(request.environment()),
                "$.environment",
                request.application() + " is not deployed to " + request.environment() + ", only to "
                        + String.join(", ", places) + ".");
    }

    private static Stream<Problem> sourceIsKnown(DeployRequest request, Inventory inventory) {
        return when(
                !request.source().equals(LOCAL) && !request.source().equals(REPOSITORY),
                "$.source",
                Quoted.of(request.source()) + " must be " + REPOSITORY + " or " + LOCAL + ".");
    }

    private static Stream<Problem> sourceIsAllowedThere(DeployRequest request, Inventory inventory) {
        Set<String> allowed = inventory
                .environment(request.environment())
                .map(Environment::sources)
                .orElse(Set.of(LOCAL, REPOSITORY));
        boolean known = request.source().equals(LOCAL) || request.source().equals(REPOSITORY);
        return when(
                known && !request.isRollback() && !allowed.contains(request.source()),
                "$.source",
                "rule \"sources\": " + request.environment() + " takes no " + request.source() + " releases, only "
                        + (allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed))) + ".");
    }

    private static Stream<Problem> localNamesItsFile(DeployRequest request, Inventory inventory) {
        return when(
                request.source().equals(LOCAL)
                        && !request.isRollback()
                        && request.file().isEmpty(),
                "$.file",
                "A local release needs a file: the path of its zip below the folder for uploads.");
    }

    private static Stream<Problem> localNamesItsVersion(DeployRequest request, Inventory inventory) {
        return when(
                request.source().equals(LOCAL) && !request.isRollback() && isLookedUp(request),
                "$.version",
                "A local release needs an exact version; " + Quoted.of(request.version())
                        + " is looked up in a repository.");
    }

    private static boolean isLookedUp(DeployRequest request) {
        return MOVING.contains(request.version()) || Versions.isRange(request.version());
    }

    private static Stream<Problem> repositoryHasNoFile(DeployRequest request, Inventory inventory) {
        return when(
                request.source().equals(REPOSITORY)
                        && !request.isRollback()
                        && request.file().isPresent(),
                "$.file",
                "A release from the repository has no file; write \"source\": \"local\" to deploy one.");
    }

    private static Stream<Problem> previousIsForRollbacks(DeployRequest request, Inventory inventory) {
        return when(
                !request.isRollback() && request.version().equals("previous"),
                "$.version",
                "\"previous\" is for rollbacks; write \"action\": \"rollback\" to roll back.");
    }

    private static Stream<Problem> rollbackGoesToOneThatWas(DeployRequest request, Inventory inventory) {
        return when(
                request.isRollback() && isLookedUp(request),
                "$.version",
                "A rollback goes to \"previous\" or to an exact version, not to " + Quoted.of(request.version()) + ".");
    }

    private static Stream<Problem> rollbackBringsNoRelease(DeployRequest request, Inventory inventory) {
        return when(
                request.isRollback()
                        && (request.source().equals(LOCAL) || request.file().isPresent()),
                request.file().isPresent() ? "$.file" : "$.source",
                "A rollback goes to a release that was there before; leave source and file out.");
    }

    static Stream<Problem> when(boolean broken, String path, String reason) {
        return broken ? Stream.of(new Problem(path, reason)) : Stream.empty();
    }
}
