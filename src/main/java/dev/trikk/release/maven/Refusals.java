package dev.trikk.release.maven;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.URI;

/** Answers that asking again would not change, in sentences for people. */
final class Refusals {
    private Refusals() {}

    /** What to tell about an answer that is neither the file nor its absence. */
    static UnknownRelease of(Repository repository, URI file, Answer answer) {
        String reason =
                switch (answer.status()) {
                    case 200 -> "sends a web page instead of the file, as logins and proxies do";
                    case 301, 302, 303, 307, 308 ->
                        "sends elsewhere, too often or out of https (status " + answer.status()
                                + "): put the address that it has moved to into its url";
                    case 401 -> unauthorized(repository, answer);
                    case 403 -> forbidden(repository, answer);
                    case 407 -> "is behind a proxy that wants a login (status 407)";
                    default -> "answers with status " + answer.status();
                };
        return unknown(repository, reason + ": " + MavenLayout.shown(file));
    }

    /** A sentence that begins with the repository. */
    static UnknownRelease unknown(Repository repository, String reason) {
        return new UnknownRelease(MavenLayout.named(repository) + " " + reason);
    }

    private static String unauthorized(Repository repository, Answer answer) {
        String what = "does not let Trikk read the file (status " + answer.status() + "): ";
        if (!repository.hasLogin()) {
            return what + "give it a user with a password, or a token, or allow anonymous reading";
        }
        return what
                + (answer.replies().size() > 1
                        ? "it sent Trikk elsewhere, where a login is not taken along; put that address into its url"
                        : "check its user, password, token or apiKey");
    }

    private static String forbidden(Repository repository, Answer answer) {
        return "does not let Trikk read the file (status " + answer.status() + "): "
                + (repository.hasLogin()
                        ? "check the rights of its login"
                        : "give it a login, or allow anonymous reading");
    }
}
