package dev.trikk.cli;

/** What ends a command with a sentence and an exit code. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;

    Trouble(Exit exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
