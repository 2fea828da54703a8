package dev.trikk.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug that the checker must find. It is a change of one source file, compiled into a folder that daemons have before their
 * own classes: nothing in Trikk itself knows of it.
 */
enum PlantedBug {
    /** JMS commits first, the ledger some time later. On a good day nobody sees it: the next step waits for the ledger. */
    LEDGER_AFTER_JMS(
            "ledger/jdbi/JdbiLedger.java",
            "never ended",
            Set.of(Fault.DAEMON_KILLED),
            Map.of(
                    "    public Deployment record(Boarding boarding, List<Result> results, Course course) {\n",
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
                    """,
                    "    public Optional<Boarding> board(String id, int step, boolean again) {\n",
                    """
                        public Optional<Boarding> board(String id, int step, boolean again) {
                            for (int look = 0; look < 50 && find(id).filter(d -> d.cursor() < step).isPresent(); look++) {
                                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                            }
                    """)),
    /** Scripts do not mind that a newer attempt was there. */
    NO_FENCING(
            "script/Frame.java",
            "an old attempt had an effect",
            Set.of(Fault.DAEMON_FROZEN),
            Map.of("if [ \"$held\" -gt \"$epoch\" ]; then", "if false; then")),
    /** Whoever is to leave may leave. */
    NO_FLOOR(
            "rotation/CapacityFloor.java",
            "the floor of",
            Set.of(Fault.MEMBER_DOWN),
            Map.of("staying.size() >= minAvailable", "staying.size() >= 0"));

    private static final Path SOURCES = Path.of("src/main/java/dev/trikk");

    private final String file;
    private final String trace;
    private final Set<Fault> faults;
    private final Map<String, String> changes;

    PlantedBug(String file, String trace, Set<Fault> faults, Map<String, String> changes) {
        this.file = file;
        this.trace = trace;
        this.faults = faults;
        this.changes = new LinkedHashMap<>(changes);
    }

    /** What the checker says of it. */
    String trace() {
        return trace;
    }

    /** What brings it to light. */
    Set<Fault> faults() {
        return faults;
    }

    /**
     * Compiles it.
     *
     * @param folder where the classes go
     * @throws IllegalStateException when the source is no longer what it was: plant the bug anew
     */
    void compile(Path folder) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!source.contains(change.getKey())) {
                throw new IllegalStateException(file + " has no " + change.getKey());
            }
            source = source.replace(change.getKey(), change.getValue());
        }
        Path planted = folder.resolve(Path.of(file).getFileName());
        Files.writeString(planted, source, UTF_8);
        compile(planted, folder);
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of(
                    "-parameters", "-proc:none", "-nowarn", "-d", folder.toString(), "-cp", Child.classPath());
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the planted bug does not compile: " + said);
            }
        }
    }
}
