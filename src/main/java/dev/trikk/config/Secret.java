package dev.trikk.config;

/** A password or the like. It shows itself only to who asks for it by name, never to a log or an error text. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Hides a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself. Call it only where it is handed to the library that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
