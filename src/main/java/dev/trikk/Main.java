package dev.trikk;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import dev.trikk.demo.DemoCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: {@code trikk serve} and its companions. */
@Command(
        name = "trikk",
        description = "Carries deployments from a message to real servers, without downtime.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            PostCommand.class,
            ControlCommand.class,
            StopCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            DemoCommand.class
        })
public final class Main {
    private static final Path USUAL = Path.of("config/trikk.local.properties");

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Properties file; every key is in config/trikk.properties. Default: "
                    + "config/trikk.local.properties if it exists.")
    private Path config;

    private Main() {}

    /** Runs one command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((exception, command, parsed) -> {
            // a person at a terminal wants the sentence; the trace is in the log at level debug
            command.getErr().println("trikk: " + exception.getMessage());
            LoggerFactory.getLogger(Main.class).debug("ended by", exception);
            return 1;
        });
    }

    @Command(
            name = "serve",
            description =
                    "Runs the daemon until it is told to stop (SIGTERM, Ctrl-C, trikk stop); that ends with exit code 0.")
    int serve() throws InterruptedException {
        Wiring daemon = new Wiring(settings());
        stopCleanlyAtTheEnd(daemon);
        daemon.whenBrokerFails(Main::endWithoutBroker);
        daemon.awaitStopWanted();
        return 0;
    }

    @Command(
            name = "broker",
            description = "Runs only the broker, from broker-config/activemq.xml, for daemons elsewhere.")
    int broker() throws InterruptedException {
        Settings settings = settings();
        Passwords passwords = Passwords.standalone(settings);
        Folders.data(settings);
        Broker broker = BrokerConfiguration.start(settings, passwords);
        System.out.println("broker takes connections on " + broker.url("openwire") + ", " + broker.url("stomp")
                + " and " + broker.url("amqp"));
        stopCleanlyAtTheEnd(broker);
        broker.whenItFails(Main::endWithoutBroker);
        new CountDownLatch(1).await();
        return 0;
    }

    Settings settings() {
        Optional<Path> file =
                Optional.ofNullable(config).or(() -> Optional.of(USUAL).filter(Files::exists));
        Settings settings = Settings.load(file, System.getenv());
        settings.warnings().forEach(LoggerFactory.getLogger(Main.class)::warn);
        return settings;
    }

    /**
     * The hook stops cleanly and only then lets the process end: the end of a command, or SIGTERM, waits for the step at hand. A stop that was asked for
     * is no failure, so the exit code is 0 and not the JVM's 143.
     */
    private static void stopCleanlyAtTheEnd(AutoCloseable running) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(running)), "stop"));
    }

    /** As by kill -9, which everything is made for: whoever watches over the process starts it again, until there is room. */
    private static void endWithoutBroker() {
        LoggerFactory.getLogger(Main.class)
                .error(
                        "the broker has stopped, as its disk has failed or is full: this process ends, to be started again");
        Runtime.getRuntime().halt(1);
    }

    private static int stop(AutoCloseable running) {
        Logger log = LoggerFactory.getLogger(Main.class);
        try {
            running.close();
            log.info("stopped");
            return 0;
        } catch (Exception e) {
            log.warn("not stopped cleanly: {}", e.getMessage());
            return 1;
        }
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "from a checkout" : version;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"trikk " + version()};
        }
    }
}
