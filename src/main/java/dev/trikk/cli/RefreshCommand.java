package dev.trikk.cli;

import dev.trikk.cli.completion.Names;
import dev.trikk.cli.completion.NamesFile;
import dev.trikk.cli.completion.NamesFile.Content;
import dev.trikk.cli.http.Answer;
import dev.trikk.cli.http.Client;
import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Unreachable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * Asks the daemon for the names that completion offers. The shells start it behind the user's back, so it is quiet whatever
 * happens, and what it has not learnt it tries again at the next Tab a minute later.
 */
@Command(
        name = "refresh",
        hidden = true,
        description = "Asks the daemon for the names that completion offers, without a word.")
final class RefreshCommand extends Asking {
    /** Of several shells that want it at once, one is enough. */
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private final Shell shell;

    RefreshCommand(Shell shell) {
        super(shell);
        this.shell = shell;
    }

    @Override
    int run(Desk desk) {
        try {
            Optional<URI> url = desk.configuration().url();
            if (url.isPresent()) {
                NamesFile file = new NamesFile(folder(), url.get().toString());
                file.alone(() -> renew(file, desk));
            }
        } catch (Trouble | IOException quiet) {
            // the names at hand stay as they are
        }
        return Exit.OK.code();
    }

    private void renew(NamesFile file, Desk desk) throws IOException {
        Content before = file.read();
        Instant now = desk.now();
        if (Duration.between(before.asked(), now).abs().compareTo(JUST_NOW) < 0) {
            return;
        }
        // written before the answer: a daemon that does not answer is not asked at every Tab
        file.write(before.askedAt(now));
        answer(desk.client(), before.etag())
                .filter(answer -> !answer.isUnchanged())
                .map(answer -> new Content(now, answer.etag(), Names.lines(answer.tree())))
                .ifPresent(content -> write(file, content));
    }

    private static Optional<Answer> answer(Client client, Optional<String> etag) {
        try {
            return Optional.of(client.get("/api/names", etag));
        } catch (Refused | Unreachable notNow) {
            return Optional.empty();
        }
    }

    private static void write(NamesFile file, Content content) {
        try {
            file.write(content);
        } catch (IOException full) {
            // the names at hand stay as they are
        }
    }

    private Path folder() {
        String cache = shell.variable("XDG_CACHE_HOME");
        return (cache.isEmpty() ? shell.home().resolve(".cache") : Path.of(cache)).resolve("trikk");
    }
}
