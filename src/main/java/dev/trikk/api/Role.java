package dev.trikk.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. Each role may do all that those before it may. */
public enum Role {
    /** Read everything but the audit. */
    VIEWER,
    /** Ask for deployments, and steer them. */
    DEPLOYER,
    /** Freeze environments, pause stages, take members out of rotation. */
    OPERATOR,
    /** Read who has changed what. */
    ADMIN;

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** Whether it may do what needs the other one. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
