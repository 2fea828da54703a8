package dev.trikk.notify.confluence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a page that is Trikk's: a macro "page properties" ({@code details}) with an id of ours. It shows nothing of itself, both
 * editors keep it, and it is one element, so that a person can move it, or delete it as a whole. Nothing outside of it is touched, not
 * even its layout: it is found in the text as it is, and cut out of it. Pure.
 */
final class Section {
    /** In well-formed text no other {@code <} can open or close a macro. */
    private static final Pattern TOKEN = Pattern.compile(
            "<!\\[CDATA\\[|<!--|<ac:structured-macro\\b(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>|</ac:structured-macro\\s*>");

    private static final Pattern PROPERTIES = Pattern.compile("\\bac:name\\s*=\\s*[\"']details[\"']");
    private static final Pattern LAYOUT_END = Pattern.compile("</ac:layout>\\s*\\z");

    private record Place(int start, int end) {}

    private final String id;

    /** @param id by which it is found in its page: letters, digits, dots, underscores, hyphens */
    Section(String id) {
        this.id = id;
    }

    /**
     * The page with that content in its section: in the place of what was there, else behind everything else.
     *
     * @throws IllegalArgumentException when the text is no page
     */
    String in(String page, String content) {
        String section = whole(content);
        return find(page)
                .map(place -> page.substring(0, place.start()) + section + page.substring(place.end()))
                .orElseGet(() -> append(page, section));
    }

    /** Whether the section of the page says that already. Confluence adds attributes and columns to what it is sent. */
    boolean says(String page, String content) {
        return find(page)
                .map(place -> page.substring(place.start(), place.end()))
                .filter(section -> words(section).equals(words(whole(content))))
                .isPresent();
    }

    private String whole(String content) {
        return "<ac:structured-macro ac:name=\"details\" ac:schema-version=\"1\"><ac:parameter ac:name=\"id\">" + id
                + "</ac:parameter><ac:rich-text-body>" + content + "</ac:rich-text-body></ac:structured-macro>";
    }

    private static String append(String page, String section) {
        Matcher layout = LAYOUT_END.matcher(page);
        if (!layout.find()) {
            return page + section;
        }
        return page.substring(0, layout.start())
                + "<ac:layout-section ac:type=\"single\"><ac:layout-cell>" + section
                + "</ac:layout-cell></ac:layout-section>" + page.substring(layout.start());
    }

    private Optional<Place> find(String page) {
        Matcher token = TOKEN.matcher(page);
        Pattern mine = Pattern.compile(
                "\\s*(?:<ac:parameter\\b[^>]*>[^<]*</ac:parameter>\\s*)*?<ac:parameter\\s+ac:name\\s*=\\s*[\"']id[\"']\\s*>"
                        + Pattern.quote(id) + "</ac:parameter>");
        int start = -1;
        int depth = 0;
        for (int from = 0; token.find(from); ) {
            String found = token.group();
            from = token.end();
            if (found.startsWith("<!")) {
                from = behind(page, found.equals("<!--") ? "-->" : "]]>", from);
            } else if (found.startsWith("</")) {
                depth--;
                if (start >= 0 && depth == 0) {
                    return Optional.of(new Place(start, token.end()));
                }
            } else if (!found.endsWith("/>")) {
                if (start >= 0) {
                    depth++;
                } else if (PROPERTIES.matcher(found).find()
                        && mine.matcher(page).region(token.end(), page.length()).lookingAt()) {
                    start = token.start();
                    depth = 1;
                }
            }
        }
        if (start >= 0) {
            throw broken();
        }
        return Optional.empty();
    }

    private static int behind(String page, String end, int from) {
        int found = page.indexOf(end, from);
        if (found < 0) {
            throw broken();
        }
        return found + end.length();
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("the page's text ends within a macro; nothing was written");
    }

    /** What a reader sees of it. */
    private static String words(String section) {
        return section.replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&rsquo;", "’")
                .replace("&hellip;", "…")
                .replace("&amp;", "&")
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }
}
