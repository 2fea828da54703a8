package dev.trikk.notify.googlechat;

import dev.trikk.notify.Markup;

/**
 * The few tags that cards of Google Chat know. Text of messages outside of cards has marks and mentions that cannot be escaped; in
 * cards, entities can stand for characters.
 */
final class GoogleChatMarkup implements Markup {

    @Override
    public String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String strong(String text) {
        return "<b>" + plain(text) + "</b>";
    }

    @Override
    public String code(String text) {
        return "<i>" + plain(text) + "</i>";
    }

    @Override
    public String lineEnd() {
        return "<br>";
    }
}
