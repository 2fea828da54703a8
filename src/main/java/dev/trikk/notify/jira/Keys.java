package dev.trikk.notify.jira;

import dev.trikk.request.DeployRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which issues a request names. */
final class Keys {
    private static final Pattern KEY =
            Pattern.compile("(?<![A-Za-z0-9_-])[A-Z][A-Z0-9_]{1,19}-[1-9][0-9]{0,9}(?![A-Za-z0-9_-])");

    private Keys() {}

    /**
     * The keys of its issues, each once. A comment is a change list, too: CI writes the first lines of commits into it. But {@code
     * UTF-8} looks like a key, so keys are looked for there only where the projects are known.
     */
    static List<String> of(DeployRequest request, Set<String> projects) {
        if (projects.isEmpty()) {
            return request.issues().stream().distinct().toList();
        }
        Stream<String> inComment =
                KEY.matcher(request.comment().orElse("")).results().map(MatchResult::group);
        return Stream.concat(request.issues().stream(), inComment)
                .filter(key -> projects.contains(project(key)))
                .distinct()
                .toList();
    }

    /** The keys of the issues' projects, each once. */
    static Set<String> projects(List<String> keys) {
        Set<String> projects = new LinkedHashSet<>();
        keys.forEach(key -> projects.add(project(key)));
        return projects;
    }

    private static String project(String key) {
        return key.substring(0, key.lastIndexOf('-'));
    }
}
