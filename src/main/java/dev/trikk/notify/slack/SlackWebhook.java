package dev.trikk.notify.slack;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.util.regex.Pattern;

/**
 * Tells by an incoming webhook of Slack: one message per outcome. Slack keeps no id of it and cannot be asked, so a lost answer may
 * bring a message twice; threads need the Web API. Source: docs.slack.dev, Sending messages using incoming webhooks.
 */
public final class SlackWebhook implements Channel {
    private static final Pattern CODE = Pattern.compile("[a-z_]{2,60}");

    private final Http http;

    /** @param http whose url is the webhook's */
    public SlackWebhook(Http http) {
        this.http = http;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            Reply reply = http.send(Call.json("POST", "", SlackMessage.of(brief).toString()));
            // Slack has been seen to call its "ok" text/html
            if (!reply.isSuccess() || !reply.text().strip().equals("ok")) {
                judged(reply);
                throw new HttpRefused(
                        reply.status(),
                        http.link().inWords() + " does not answer as Slack's webhooks do: check its url");
            }
        });
    }

    /** Sends a message without text: a webhook that is there refuses it with 400 and says so, others with 403, 404 or 410. */
    @Override
    public String check() {
        Reply reply = http.send(Call.json("POST", "", "{}"));
        if (reply.status() == 400 && CODE.matcher(reply.text().strip()).matches()) {
            return "the webhook is there; whether a message arrives cannot be tried without posting one";
        }
        judged(reply);
        throw new HttpRefused(
                reply.status(), http.link().inWords() + " takes an empty message, as Slack does not: check its url");
    }

    /** Slack says in a word what is wrong. */
    private Reply judged(Reply reply) {
        String code = reply.text().strip();
        if (!reply.isSuccess() && !reply.isPassing() && CODE.matcher(code).matches()) {
            throw new HttpRefused(
                    reply.status(),
                    http.link().inWords() + " refuses it: " + code + " (status " + reply.status() + ")");
        }
        return http.judged(reply);
    }
}
