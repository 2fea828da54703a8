package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug that the checker must find. It is a change of one source file, compiled into a folder that daemons have before their
 * own classes: nothing in Trikk itself knows of it.
 */
enum PlantedBug {
    /** JMS commits first, the ledger some time later. On a good day nobody sees it: the next step waits for the ledger. */
    LEDGER_AFTER_JMS("ledger/jdbi/JdbiLedger.java", Fault.DAEMON_KILLED, "never ended", "was lost") {
        @Override
        String plant(String source) {
            return replace(replace(source, RECORD, RECORD_LATER), BOARD, BOARD_LATER);
        }
    },
    /** Scripts do not mind that a newer attempt was there. */
    NO_FENCING("script/Frame.java", Fault.DAEMON_FROZEN_AT_SWITCH, "an old attempt had an effect", "") {
        @Override
        String plant(String source) {
            return replace(source, "if [ \"$held\" -gt \"$epoch\" ]; then", "if false; then");
        }
    },
    /** Whoever is to leave may leave. */
    NO_FLOOR("rotation/CapacityFloor.java", Fault.MEMBER_DOWN_ONCE_BACK, "the floor of", "") {
        @Override
        String plant(String source) {
            return replace(source, "staying.size() >= minAvailable", "staying.size() >= 0");
        }
    };

    private static final Path SOURCES = Path.of("src/main/java/dev/trikk");

    private static final String RECORD =
            "    public Deployment record(Boarding boarding, List<Result> results, Course course) {\n";
    private static final String RECORD_LATER =
            """
                public Deployment record(Boarding boarding, List<Result> results, Course course) {
                    java.util.concurrent.CompletableFuture.delayedExecutor(
                                    200, java.util.concurrent.TimeUnit.MILLISECONDS)
                            .execute(() -> recordLate(boarding, results, course));
                    Deployment then = boarding.deployment();
                    return new Deployment(
                            then.id(),
                            then.request(),
                            course.plan(),
                            then.state(),
                            boarding.step() + 1,
                            then.epoch(),
                            then.wish(),
                            then.ending(),
                            course.reason(),
                            then.waitsFor(),
                            then.heldUntil(),
                            then.movedAt(),
                            then.acceptedAt(),
                            then.startedAt(),
                            then.endedAt());
                }

                private Deployment recordLate(Boarding boarding, List<Result> results, Course course) {
            """;
    private static final String BOARD = "    public Optional<Boarding> board(String id, int step, boolean again) {\n";
    private static final String BOARD_LATER = BOARD
            + """
                    for (int look = 0; look < 50 && find(id).filter(d -> d.cursor() < step).isPresent(); look++) {
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
            """;

    private final String file;
    private final Fault fault;
    private final String trace;
    private final String otherTrace;

    PlantedBug(String file, Fault fault, String trace, String otherTrace) {
        this.file = file;
        this.fault = fault;
        this.trace = trace;
        this.otherTrace = otherTrace;
    }

    /** The source with the bug. */
    abstract String plant(String source);

    private static String replace(String source, String before, String after) {
        if (!source.contains(before)) {
            throw new IllegalStateException("the source has changed, plant the bug anew; there is no " + before);
        }
        return source.replace(before, after);
    }

    /** Whether that is what the checker says of it. */
    boolean explains(String finding) {
        return finding.contains(trace) || (!otherTrace.isEmpty() && finding.contains(otherTrace));
    }

    /** What brings it to light. */
    Fault fault() {
        return fault;
    }

    /**
     * Compiles it.
     *
     * @param folder where the classes go
     * @throws IllegalStateException when the source is no longer what it was
     */
    void compile(Path folder) throws IOException {
        Path planted = folder.resolve(Path.of(file).getFileName());
        Files.writeString(planted, plant(Files.readString(SOURCES.resolve(file))), UTF_8);
        compile(planted, folder);
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options =
                    List.of("-parameters", "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", Child.classPath());
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the planted bug does not compile: " + said);
            }
        }
    }
}
