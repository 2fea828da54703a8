package dev.trikk.notify.mattermost;

import dev.trikk.notify.Markup;
import java.util.regex.Pattern;

/**
 * Mattermost's Markdown. Mentions are found after Markdown was taken away, so a backslash does not help against them: the sign becomes
 * its wide form. Incoming webhooks understand Slack's {@code <!channel>} and {@code <url|text>}, too; entities are shown as characters.
 */
final class MattermostMarkup implements Markup {
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_~\\[\\]|#]");
    private static final Pattern LIST = Pattern.compile("^([0-9]*)([-+.])");

    @Override
    public String plain(String text) {
        String harmless = text.replace('@', '＠')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return LIST.matcher(MARKS.matcher(harmless).replaceAll("\\\\$0")).replaceFirst("$1\\\\$2");
    }

    @Override
    public String strong(String text) {
        return "**" + plain(text) + "**";
    }

    /** Nothing is unescaped in there. */
    @Override
    public String code(String text) {
        return "`" + text.replace('@', '＠').replace('`', '\'').replace('<', '‹') + "`";
    }
}
