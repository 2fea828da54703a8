package dev.trikk.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody whom a token stands for.
 *
 * @param name as it stands in reports and in the audit
 * @param grants what may be done; nothing but what they allow
 */
public record Caller(String name, List<Grant> grants) {

    /** Whether anything that needs that role may be done anywhere. */
    public boolean may(Role needed) {
        return grants.stream().anyMatch(grant -> grant.role().includes(needed));
    }

    /** Whether what needs that role may be done there; without an environment, in all of them. */
    public boolean may(Role needed, Optional<String> environment) {
        return grants.stream().anyMatch(grant -> grant.covers(needed, environment));
    }

    /**
     * Lets it through.
     *
     * @throws Refused when it may not be done there
     */
    public void require(Role needed, Optional<String> environment) {
        if (!may(needed, environment)) {
            throw new Refused(
                    403,
                    name + " may not do this"
                            + environment.map(where -> " in " + where).orElse("") + ": it needs the role "
                            + new Grant(needed, environment).word() + ", and the token has "
                            + grants.stream().map(Grant::word).collect(Collectors.joining(", "))
                            + ". Whoever runs Trikk can make another one with: trikk token create");
        }
    }
}
