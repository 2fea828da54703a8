package dev.trikk.remote;

/** The one place where a value becomes part of a shell script. */
public final class Shell {
    private Shell() {}

    /**
     * The value as one word of a POSIX shell, whatever it contains: in single quotes, with every single quote inside
     * written as {@code '\''} (POSIX.1-2017, Shell Command Language, 2.2.2).
     *
     * @throws IllegalArgumentException for a value with a NUL character, which no shell can hold
     */
    public static String quote(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot be passed to a shell");
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
