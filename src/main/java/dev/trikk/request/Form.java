package dev.trikk.request;

import java.util.regex.Pattern;

/**
 * What the texts of a request may look like. Allow-lists: names and versions end up in file names, URLs and scripts.
 * {@code config/request.schema.json} publishes the same patterns, and a test holds the two together.
 */
public enum Form {
    /** An idempotency key; a JMS message id has this form too. */
    ID("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}", "up to 200 letters, digits, dots, underscores, colons or hyphens"),
    /** A name from the inventory. */
    NAME("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "up to 64 letters, digits, dots, underscores or hyphens"),
    /** A version or a range of versions as Maven writes them, {@code latest} or {@code release}. */
    VERSION(
            "(?!.*\\.\\.)(?:[A-Za-z0-9][A-Za-z0-9._+-]{0,99}|[\\[(][A-Za-z0-9._+,()\\[\\]-]{1,98}[\\])])",
            "up to 100 letters, digits, dots (never two together), underscores, plus signs or hyphens, "
                    + "or a range of such versions: [1.2,2.0)"),
    /** A path below the folder for uploads. No groups that repeat: on a long text those would exhaust the stack. */
    FILE(
            "(?!.*(?:\\.\\.|//|/$))[A-Za-z0-9][A-Za-z0-9._+/-]{0,199}",
            "a relative path of up to 200 letters, digits, dots (never two together), slashes, underscores, "
                    + "plus signs or hyphens"),
    /** An issue of a tracker. */
    ISSUE("[A-Z][A-Z0-9_]{1,19}-[1-9][0-9]{0,9}", "the key of an issue, such as SHOP-123"),
    /** Who asks. */
    PERSON(Form.PRINTED + "{1,100}", "1 to 100 characters without line breaks or control characters"),
    /** Free text. */
    COMMENT(Form.PRINTED + "{1,1000}", "1 to 1000 characters without line breaks or control characters");

    /** Neither control characters, nor those that turn the writing direction or are not seen, nor half a character. */
    private static final String PRINTED = "[^\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u200e\\u200f\\u2028-\\u202e"
            + "\\u2060-\\u2069\\ufeff\\ud800-\\udfff]";

    private final Pattern pattern;
    private final String inWords;

    Form(String pattern, String inWords) {
        this.pattern = Pattern.compile(pattern);
        this.inWords = inWords;
    }

    /** Whether the whole text has this form. */
    public boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    /** The pattern, without anchors. */
    public String pattern() {
        return pattern.pattern();
    }

    /** What the form allows, to follow "must be". */
    public String inWords() {
        return inWords;
    }
}
