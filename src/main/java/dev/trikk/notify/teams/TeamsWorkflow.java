package dev.trikk.notify.teams;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by a workflow of Microsoft Teams that posts the card it is sent: one message per outcome. Its answer says that the card was
 * taken, not that it was posted; that stands in the workflow's run history only. Nothing keeps an id or can be asked, so a lost answer may
 * bring a message twice. Connectors of Office 365, which are being retired, take the same card. Source: learn.microsoft.com, Create
 * incoming webhooks with Workflows; answers of connectors from what their users report.
 */
public final class TeamsWorkflow implements Channel {
    /** Connectors answer with status 200 when Teams behind them does not. */
    private static final Pattern BEHIND = Pattern.compile("HTTP error (\\d{3})");

    private final Http http;

    /** @param http whose url is the workflow's, with its signature */
    public TeamsWorkflow(Http http) {
        this.http = http;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            Reply reply = http.send(Call.json("POST", "", Card.of(brief).toString()));
            boolean isTaken = (reply.status() == 202 && reply.text().isBlank())
                    || (reply.status() == 200 && reply.text().strip().equals("1"));
            if (!isTaken) {
                throw refusal(http.judged(reply));
            }
        });
    }

    private RuntimeException refusal(Reply reply) {
        Matcher behind = BEHIND.matcher(reply.text());
        if (!behind.find()) {
            return new HttpRefused(
                    reply.status(), http.link().inWords() + " does not answer as Teams does: check its url");
        }
        int status = Integer.parseInt(behind.group(1));
        String said = http.link().inWords() + " could not post it (status " + status + " behind it)";
        return status == 429 || status >= 500
                ? new HttpUnavailable(http.link().name(), said, reply.retryAfter(), null)
                : new HttpRefused(status, said);
    }

    /** A workflow starts by POST only, so reading it does nothing; what it answers then says little. */
    @Override
    public String check() {
        Reply reply = http.send(Call.get(""));
        if (reply.isPassing()) {
            http.judged(reply);
        }
        return "answers (status " + reply.status() + "); whether a card arrives cannot be tried without posting one";
    }
}
