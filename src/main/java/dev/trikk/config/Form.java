package dev.trikk.config;

import dev.trikk.text.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the value of a key must look like, from the {@code type:} line in the reference file.
 *
 * @param kind which getter reads it
 * @param words for a choice: what may be chosen
 * @param lowest for a number
 * @param highest for a number
 */
record Form(Kind kind, List<String> words, int lowest, int highest) {

    enum Kind {
        TEXT,
        PATH,
        NUMBER,
        DURATION,
        SIZE,
        FLAG,
        LIST,
        CHOICE,
        SECRET
    }

    private static final Pattern RANGE = Pattern.compile("number ([0-9]+)\\.\\.([0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)");

    /** Reads {@code duration}, {@code number 1..65535} or {@code none|starttls|tls}. */
    static Form parse(String type) {
        Matcher range = RANGE.matcher(type);
        if (range.matches()) {
            return new Form(Kind.NUMBER, List.of(), Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        if (type.contains("|")) {
            return new Form(Kind.CHOICE, Arrays.asList(type.split("\\|", -1)), 0, 0);
        }
        return new Form(Kind.valueOf(type.toUpperCase(Locale.ROOT)), List.of(), 0, 0);
    }

    /** Whether the value has this form. What a secret refers to is checked where it is fetched. */
    boolean fits(String value) {
        return switch (kind) {
            case TEXT, LIST, SECRET -> true;
            case PATH -> value.indexOf('\0') < 0;
            case NUMBER -> NUMBER.matcher(value).matches() && isInRange(Integer.parseInt(value));
            case DURATION -> Durations.parse(value).isPresent();
            case SIZE -> bytes(value).isPresent();
            case FLAG -> value.equals("true") || value.equals("false");
            case CHOICE -> words.contains(value);
        };
    }

    private boolean isInRange(int number) {
        return lowest <= number && number <= highest;
    }

    /** How a value must look, for a sentence. */
    String inWords() {
        return switch (kind) {
            case TEXT, LIST, SECRET -> "text";
            case PATH -> "a path";
            case NUMBER -> "a number from " + lowest + " to " + highest;
            case DURATION -> Durations.FORMS;
            case SIZE -> "a size such as 65536 (bytes), 256k, 10m or 1g";
            case FLAG -> "true or false";
            case CHOICE -> "one of " + String.join(", ", words);
        };
    }

    /** Reads a size in bytes; empty when it is none. */
    static OptionalLong bytes(String value) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int shift = 10 * ("kmg".indexOf(matcher.group(2)) + 1);
        return OptionalLong.of(
                Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : shift));
    }
}
