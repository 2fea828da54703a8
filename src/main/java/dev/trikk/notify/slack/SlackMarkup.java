package dev.trikk.notify.slack;

import dev.trikk.notify.Markup;

/** Slack's mrkdwn: three characters have a meaning everywhere (docs.slack.dev, Formatting message text); marks cannot be escaped. */
final class SlackMarkup implements Markup {

    @Override
    public String plain(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String strong(String text) {
        return "*" + plain(text) + "*";
    }

    @Override
    public String code(String text) {
        return "`" + plain(text).replace('`', '\'') + "`";
    }
}
