package dev.trikk.cli;

import dev.trikk.cli.http.Client;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Line;
import dev.trikk.cli.view.Look;
import dev.trikk.cli.view.Paragraph;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Where one command works: it has the daemon on one side, and the reader on the other. */
final class Desk {
    private final Shell shell;
    private final Options options;
    private Client client;

    Desk(Shell shell, Options options) {
        this.shell = shell;
        this.options = options;
    }

    Shell shell() {
        return shell;
    }

    boolean isJson() {
        return options.json;
    }

    /** Whether something can be painted anew while it changes. */
    boolean isLive() {
        return shell.terminal().isThere() && !options.json;
    }

    Configuration configuration() {
        return new Configuration(shell, options);
    }

    Client client() {
        if (client == null) {
            client = new Client(configuration().target(), shell.pause());
        }
        return client;
    }

    Instant now() {
        return shell.clock().instant();
    }

    /** How lines may look now. */
    Look look() {
        boolean there = shell.terminal().isThere();
        return new Look(there ? shell.terminal().columns() : Look.ENDLESS, hasColour(there), shell.isUnicode());
    }

    private boolean hasColour(boolean there) {
        return switch (options.colour) {
            case NEVER -> false;
            case ALWAYS -> true;
            case AUTO -> there && shell.variable("NO_COLOR").isEmpty();
        };
    }

    void print(Line line) {
        shell.out().println(line.shown(look()));
    }

    void print(List<Line> lines) {
        Look look = look();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.shown(look)).append('\n'));
        shell.out().print(text);
        shell.out().flush();
    }

    void print(Tree tree) {
        shell.out().println(tree.asJson());
    }

    /** A remark that is no result. */
    void remark(String sentence) {
        Look look = look();
        Paragraph.of(sentence, look).forEach(line -> shell.err().println(line.shown(look)));
    }

    /** What the API has said: as it is, or in lines. */
    int show(Tree tree, Function<Look, List<Line>> lines) {
        if (isJson()) {
            print(tree);
        } else {
            print(lines.apply(look()));
        }
        return Exit.OK.code();
    }

    /** What the API has said to a command; where it is not done, nobody has answered in time, and it is still on the queue. */
    int say(Tree said) {
        show(said, look -> Paragraph.of(said.text("says"), look));
        return (said.flag("done") ? Exit.OK : Exit.TIME_IS_UP).code();
    }
}
