package dev.trikk.text;

/** Shows a value from outside to people: whatever it holds, it stays short, on one line, and cannot fool the eye. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** The value in double quotes, at most 60 characters of it; what does not print is shown as a code such as {@code U+202E}. */
    public static String of(String value) {
        return '"' + plain(value, LONGEST) + '"';
    }

    /** The same without the quotes, at most {@code longest} characters of the value. */
    public static String plain(String value, int longest) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(longest).forEach(point -> append(shown, point));
        return value.codePointCount(0, value.length()) > longest ? shown + "…" : shown.toString();
    }

    /** The same, cut to that many characters in all, for a column or a bean that takes no more. */
    public static String line(String value, int longest) {
        String plain = plain(value.strip(), longest);
        return plain.length() > longest ? plain.substring(0, longest - 1) + "…" : plain;
    }

    private static void append(StringBuilder shown, int point) {
        if (prints(point)) {
            shown.appendCodePoint(point);
        } else {
            shown.append(String.format("<U+%04X>", point));
        }
    }

    /** Neither a control character nor one of those that hide, or turn the direction of what follows. */
    private static boolean prints(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
