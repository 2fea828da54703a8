package dev.trikk.cli.http;

import dev.trikk.cli.json.Tree;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The daemon has answered, and said no. The message is its reason, and all particulars. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(int status, Tree problem) {
        super(inWords(problem));
        this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    private static String inWords(Tree problem) {
        List<String> particulars = problem.list("problems").stream()
                .map(each -> "\n  " + each.text("path") + ": " + each.text("reason"))
                .toList();
        return Stream.concat(Stream.of(problem.text("detail")), particulars.stream())
                .collect(Collectors.joining());
    }
}
