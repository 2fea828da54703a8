package dev.trikk.inventory.yaml;

import java.util.regex.Pattern;

/** What a text may look like. Most of these end up in a shell script or a URL, hence allow-lists. */
enum Shape {
    NAME("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "up to 64 letters, digits, dots, underscores or hyphens"),
    USER("[a-z_][a-z0-9_-]{0,31}", "a unix user: up to 32 small letters, digits, underscores or hyphens"),
    WORD("[a-z][A-Za-z0-9-]{0,63}", "a word"),
    XMX("[0-9]{1,9}[kmgKMG]", "a heap size such as 512m or 2g"),
    ADDRESS(
            "(?=.{1,253}\\z)(?![0-9.]+\\z)" + Part.LABEL + "(?:\\." + Part.LABEL + ")*"
                    + "|" + Part.BYTE + "(?:\\." + Part.BYTE + "){3}"
                    + "|(?=[0-9A-Fa-f]*:[0-9A-Fa-f]*:)[0-9A-Fa-f:.]{2,45}",
            "a DNS name or an IP address"),
    MAIL("[A-Za-z0-9._%+-]{1,64}@" + Part.LABEL + "(?:\\." + Part.LABEL + ")*", "an e-mail address"),
    ARTIFACT(
            Part.GROUP + "(?::" + Part.COORDINATE + "){1,3}",
            "group:name, group:name:type or group:name:type:classifier"),
    UNIT("[A-Za-z0-9][A-Za-z0-9:_.@-]{0,249}", "the name of a systemd unit"),
    URL_PATH("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}){0,999}", "a path that begins with /"),
    HAPROXY(
            "tcp://[A-Za-z0-9.-]{1,253}:[0-9]{1,5}|(?:unix|master):/[A-Za-z0-9._/-]{1,100}",
            "tcp://HOST:PORT, unix:/PATH or master:/PATH"),
    PORT("[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]", "a port"),
    HOST_PORT("[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?", "HOST or HOST:PORT"),
    ACE_MODE("xml|ssh", "xml or ssh"),
    ACE_FARM("[A-Za-z0-9_.-]{1,64}(?::[0-9]{1,5})?", "FARM or FARM:PORT"),
    MEMBER("[A-Za-z0-9][A-Za-z0-9._:-]{0,69}", "up to 70 letters, digits, dots, underscores, colons or hyphens"),
    URL(Part.URL, "a URL such as https://example.org/path, without a user or a password"),
    URL_OR_SECRET(
            Part.URL + "|" + Part.SECRET,
            "a URL such as https://example.org/path, without a user or a password; or env:NAME or file:/path, if it is a secret"),
    SECRET(Part.SECRET, "where the secret is: env:NAME or file:/path"),
    PATH("/[^\\p{Cntrl}]{1,500}", "a path that begins with /"),
    NUMBER("[0-9]{1,9}", "a number"),
    DURATION("[0-9]{1,9}(?:ms|s|m|h)", "a duration such as 500ms, 30s, 5m or 2h"),
    TIME("(?:[01][0-9]|2[0-3]):[0-5][0-9]", "a time of day such as 07:30"),
    DATE_TIME(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}",
            "a day with a time such as 2026-12-24T08:00, in the environment's zone"),
    ZONE("[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", "a time zone such as Europe/Oslo"),
    FLAG("true|false", "true or false"),
    LINE("[^\\p{Cntrl}\u2028\u2029]{1,1000}", "one line of text");

    private final Pattern pattern;
    private final String inWords;

    Shape(String pattern, String inWords) {
        this.pattern = Pattern.compile(pattern);
        this.inWords = inWords;
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    /** Whether what does not fit may be a secret, and must not be shown. */
    boolean isSecret() {
        return this == SECRET || this == URL_OR_SECRET;
    }

    String inWords() {
        return inWords;
    }

    /** Bricks of the patterns; an enum's own constants cannot be used in its constructor calls. */
    private static final class Part {
        static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
        static final String URL =
                "https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:%/-]{0,900})?";
        static final String SECRET = "env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:/[^\\p{Cntrl}]{1,500}";
        static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
        static final String COORDINATE = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
        static final String GROUP = "[A-Za-z0-9_-]{1,99}(?:\\.[A-Za-z0-9_-]{1,99}){0,20}";
    }
}
