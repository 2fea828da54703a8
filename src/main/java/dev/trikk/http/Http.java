package dev.trikk.http;

import java.util.Locale;

/**
 * One system that is spoken to over HTTP, at the address and with the login of its {@link Link}. Redirects are not followed: a
 * login must not go elsewhere, and no API that Trikk speaks to needs them. Safe for several threads.
 */
public interface Http {

    /** Where it leads. */
    Link link();

    /**
     * Sends a call and returns whatever came back. Blocks for the link's time-outs at most, however slowly the reply trickles; a
     * body longer than {@link Reply#LIMIT} is cut. A GET is sent once more when its connection broke before a reply. After an
     * exception nobody knows whether the call had its effect: look, then decide.
     *
     * @throws HttpUnavailable when there was no complete reply
     */
    Reply send(Call call);

    /**
     * Sends a call that must succeed.
     *
     * @return a reply with a status from 200 to 299 that is whole and no web page
     * @throws HttpUnavailable when there was no complete reply, or one that asks to come back later (408, 425, 429, 5xx but 501)
     * @throws HttpRefused for every other reply: asking again would get the same
     */
    default Reply ask(Call call) {
        return judged(send(call));
    }

    /** The judgement of {@link #ask} on a reply that is there already. */
    default Reply judged(Reply reply) {
        String who = link().inWords();
        if (reply.isPassing()) {
            throw new HttpUnavailable(
                    link().name(), who + " answers with status " + reply.status(), reply.retryAfter(), null);
        }
        if (!reply.isSuccess()) {
            throw new HttpRefused(reply.status(), who + " " + meaning(reply.status()));
        }
        if (reply.isCut()) {
            throw new HttpRefused(reply.status(), who + " sends more than " + Reply.LIMIT + " bytes");
        }
        if (reply.isWebPage()) {
            throw new HttpRefused(
                    reply.status(),
                    who + " sends a web page instead of an answer, as logins and proxies do: check its url");
        }
        return reply;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "sends elsewhere (status %d): put the address that it has moved to into its url".formatted(status);
            case 401 -> "does not know the login (status 401): check its user, password or token";
            case 403 -> "forbids it (status 403): check the rights of its user or token";
            case 404 -> "has nothing there (status 404): check its url and the names in its settings";
            default -> String.format(Locale.ROOT, "refuses it (status %d)", status);
        };
    }
}
