package dev.trikk.api;

import dev.trikk.request.Form;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.Arrays;
import java.util.Optional;

/**
 * A role, and where it counts.
 *
 * @param role what may be done
 * @param environment only there; everywhere without one
 */
public record Grant(Role role, Optional<String> environment) {

    /**
     * Reads one as it is typed: {@code viewer}, {@code deployer:staging}.
     *
     * @throws IllegalArgumentException when it is none; the message is for a person
     */
    public static Grant parse(String text) {
        String[] parts = text.split(":", 2);
        Role role = Role.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("There is no role " + Quoted.of(parts[0])
                        + Nearest.question(
                                parts[0],
                                Arrays.stream(Role.values()).map(Role::word).toList())));
        if (parts.length == 1) {
            return new Grant(role, Optional.empty());
        }
        if (!Form.NAME.fits(parts[1])) {
            throw new IllegalArgumentException(
                    "The environment of " + Quoted.of(text) + " must be " + Form.NAME.inWords() + ".");
        }
        return new Grant(role, Optional.of(parts[1]));
    }

    /** As it is typed. */
    public String word() {
        return role.word() + environment.map(name -> ":" + name).orElse("");
    }

    /** Whether it allows what needs that role in that environment; without one, in all of them. */
    public boolean covers(Role needed, Optional<String> where) {
        return role.includes(needed) && (environment.isEmpty() || environment.equals(where));
    }
}
