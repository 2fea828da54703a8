package dev.trikk.rotation.ace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of a reply and the text behind it, up to the next one. Real boxes send what no XML parser takes, and of what stands above
 * the elements that matter little is known; so a reply is a row of tags here, not a tree. That also knows no entities or DTDs.
 *
 * @param name in small letters; with a leading {@code /} where it ends an element
 */
record Tag(String name, Map<String, String> attributes, String text) {
    private static final Pattern MARKUP = Pattern.compile(
            "<!\\[CDATA\\[(?<raw>.*?)]]>|<!--.*?-->|<\\?.*?\\?>|<![A-Za-z][^>]*+>"
                    + "|<(?<name>/?[A-Za-z_][A-Za-z0-9_.:-]*+)(?<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>",
            Pattern.DOTALL);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_.:-]*+)\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+'|[^\\s\"'/>]++)");

    static List<Tag> read(String markup) {
        List<Tag> tags = new ArrayList<>();
        Matcher matcher = MARKUP.matcher(markup);
        String name = "";
        Map<String, String> attributes = Map.of();
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            text.append(plain(markup.substring(from, matcher.start())));
            from = matcher.end();
            if (matcher.group("raw") != null) {
                text.append(matcher.group("raw"));
            } else if (matcher.group("name") != null) {
                tags.add(new Tag(name, attributes, text.toString()));
                name = matcher.group("name").toLowerCase(Locale.ROOT);
                attributes = attributes(matcher.group("rest"));
                text.setLength(0);
            }
        }
        text.append(plain(markup.substring(from)));
        tags.add(new Tag(name, attributes, text.toString()));
        return tags;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(2);
            boolean isQuoted = value.startsWith("\"") || value.startsWith("'");
            attributes.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    plain(isQuoted ? value.substring(1, value.length() - 1) : value));
        }
        return attributes;
    }

    private static String plain(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#13;", "\r")
                .replace("&#10;", "\n")
                .replace("&amp;", "&");
    }

    /** Text that may stand in XML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    boolean is(String element) {
        return name.equals(element);
    }

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String word() {
        return text.strip();
    }
}
