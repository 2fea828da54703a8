package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples below {@code docs/connect/ci} run exactly as they stand there, against a daemon with its embedded broker. */
class CiExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/connect/ci").toAbsolutePath();
    private static final Path PAGE = Path.of("docs/connect/ci.md");

    @TempDir
    static Path folder;

    private static Site site;
    private static Wiring daemon;

    /** How one example is started for a request. */
    record Example(String name, String protocol, List<String> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        site = new Site(folder);
        daemon = new Wiring(site.settings());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    static Stream<Example> examples() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(
                new Example("post-stomp.sh", "stomp", List.of(EXAMPLES + "/post-stomp.sh", "REQUEST")),
                // Debian's python3-stomp is for Debian's Python, which need not be the first in the PATH
                new Example(
                        "post-stomp.py", "stomp", List.of("/usr/bin/python3", EXAMPLES + "/post-stomp.py", "REQUEST")),
                new Example("post-amqp.py", "amqp", List.of("/usr/bin/python3", EXAMPLES + "/post-amqp.py", "REQUEST")),
                new Example(
                        "Post.java",
                        "openwire",
                        List.of(
                                java,
                                "-cp",
                                libraries,
                                EXAMPLES + "/Post.java",
                                "tcp://BROKER",
                                "PASSWORD",
                                "REQUEST")),
                new Example("trikk post", "openwire", trikkPost(java, libraries)));
    }

    @Test
    void the_readme_shows_the_same_commands() {
        List<String> commands = Stream.of("./trikk post ", "BROKER=")
                .flatMap(start -> read(PAGE).lines().filter(line -> line.startsWith(start)))
                .toList();

        assertThat(commands).hasSize(2);
        assertThat(read(Path.of("README.md")).lines()).containsAll(commands);
    }

    /** The line of the page, with its places and file names exchanged for the test's. */
    private static List<String> trikkPost(String java, String libraries) {
        String line = read(PAGE)
                .lines()
                .filter(each -> each.startsWith("./trikk post "))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("tcp://127.0.0.1:61616", "data/ci-password", "request.json");
        String arguments = line.substring("./trikk ".length())
                .replace("127.0.0.1:61616", "BROKER")
                .replace("data/ci-password", "PASSWORD")
                .replace("request.json", "REQUEST");
        return Stream.concat(
                        Stream.of(java, "-cp", libraries, "dev.trikk.Main"), Arrays.stream(arguments.split(" ", -1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_request_is_accepted(Example example) throws Exception {
        Run run = run(example, broker(example), EXAMPLES.resolve("request.json"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"accepted\":true", "\"plan\":[");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_bad_request_is_rejected(Example example) throws Exception {
        Path bad = site.write(
                "bad.json", "{\"application\": \"blåbær\", \"version\": \"1\", \"environment\": \"staging\"}");

        Run run = run(example, broker(example), bad);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).contains("\"accepted\":false", "blåbær");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void without_a_broker_there_is_no_answer(Example example) throws Exception {
        Run run = run(example, "127.0.0.1:" + freePort(), EXAMPLES.resolve("request.json"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void with_a_wrong_password_there_is_no_answer(Example example) throws Exception {
        site.secret("wrong-password", "wrong");

        Run run = run(example, broker(example), EXAMPLES.resolve("request.json"), "wrong-password");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void the_page_names_every_example_and_nothing_else() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files).allSatisfy(file -> assertThat(read(PAGE))
                    .contains(file.getFileName().toString()));
        }
    }

    private static String broker(Example example) {
        return "127.0.0.1:" + daemon.brokerUrl(example.protocol()).getPort();
    }

    private static Run run(Example example, String broker, Path request) throws Exception {
        return run(example, broker, request, "ci-password");
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run run(Example example, String broker, Path request, String passwordFile) throws Exception {
        Path out = Files.createTempFile(folder, "out-", ".txt");
        Path err = Files.createTempFile(folder, "err-", ".txt");
        String password = site.path(passwordFile).toString();
        ProcessBuilder builder = new ProcessBuilder(example.command().stream()
                        .map(word -> word.replace("BROKER", broker)
                                .replace("PASSWORD", password)
                                .replace("REQUEST", request.toString()))
                        .toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("BROKER", broker);
        builder.environment().put("BROKER_PASSWORD_FILE", password);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            return new Run(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
