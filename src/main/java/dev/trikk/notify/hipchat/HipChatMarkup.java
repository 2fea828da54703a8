package dev.trikk.notify.hipchat;

import dev.trikk.notify.Brief;
import dev.trikk.notify.Markup;

/** The HTML that both versions take by default; mentions have no meaning in it. */
final class HipChatMarkup implements Markup {
    /** Both versions refuse longer messages; the tags count. */
    private static final int LONGEST = 10_000;

    static String message(Brief brief) {
        Markup markup = new HipChatMarkup();
        String title = brief.title(markup) + markup.lineEnd();
        return title + brief.text(markup, LONGEST - title.length());
    }

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
        return "<code>" + plain(text) + "</code>";
    }

    @Override
    public String lineEnd() {
        return "<br>";
    }
}
