package dev.trikk.cli;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command takes. */
final class Options {
    /** When there are colours. */
    enum Colour {
        NEVER,
        AUTO,
        ALWAYS
    }

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The daemon. Default: TRIKK_URL, or what trikk login stored.")
    URI url;

    @Option(names = "--cafile", paramLabel = "FILE", description = "Certificates (PEM) to trust instead of the JDK's.")
    Path cafile;

    @Option(
            names = "--insecure-http",
            description = "Send the token over plain HTTP to another machine, where others can read it.")
    boolean insecureHttp;

    @Option(names = "--json", description = "Print what the API says, as JSON.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "never, auto or always. NO_COLOR means never.")
    Colour colour = Colour.AUTO;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and do nothing.")
    boolean help;
}
