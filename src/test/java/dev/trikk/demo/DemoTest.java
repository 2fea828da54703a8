package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class DemoTest {
    @TempDir
    private Path temporary;

    @Test
    void the_demo_tells_its_whole_story_and_leaves_nothing_behind() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path folder = Files.createDirectory(temporary.resolve("demo"));
        Screen screen = new Screen(new PrintStream(out, true, UTF_8), Ansi.OFF);

        boolean asExpected;
        try (Demo demo = new Demo(folder, DemoKind.HAPROXY, screen)) {
            asExpected = demo.run();
        }

        String told = out.toString(UTF_8);
        assertThat(asExpected).as(told).isTrue();
        for (String application : World.APPLICATIONS) {
            assertThat(stages(told, application + " 1.1"))
                    .containsExactly(
                            "fetch web1, web2 ✓",
                            "install web1, web2 ✓",
                            "rotate web1 ✓",
                            "rotate web2 ✓",
                            "verify web1, web2 ✓",
                            "prune web1, web2 ✓");
        }
        assertThat(stages(told, "permits 1.2"))
                .containsExactly("fetch web1, web2 ✓", "install web1, web2 ✓", "rotate web1 ✗");
        assertThat(told)
                .contains(
                        "answered 503: broken 1.2", "ROLLED_BACK permits 1.2 -> production", "On what they had before")
                .containsPattern("[1-9][0-9,]* requests, 0 failed, no answer from permits 1.2");
        assertThat(told.lines()).allMatch(line -> line.length() <= 96);
        assertThat(folder).doesNotExist();
        assertThat(processesOf(temporary)).isEmpty();
    }

    @Test
    void behind_an_ace_in_xml_no_request_fails_either() throws Exception {
        assertThat(toldBehind(DemoKind.ACE))
                .containsPattern("[1-9][0-9,]* requests, 0 failed, no answer from permits 1.2");
    }

    @Test
    void behind_an_ace_over_ssh_no_request_fails_either() throws Exception {
        assertThat(toldBehind(DemoKind.ACE_SSH))
                .containsPattern("[1-9][0-9,]* requests, 0 failed, no answer from permits 1.2");
    }

    private String toldBehind(DemoKind balancer) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path folder = Files.createDirectory(temporary.resolve("demo"));
        try (Demo demo = new Demo(folder, balancer, new Screen(new PrintStream(out, true, UTF_8), Ansi.OFF))) {
            assertThat(demo.run()).as(out.toString(UTF_8)).isTrue();
        }
        return out.toString(UTF_8);
    }

    @Test
    void interrupted_on_its_way_the_demo_leaves_nothing_behind() throws Exception {
        Path out = temporary.resolve("out");
        Path folders = Files.createDirectory(temporary.resolve("tmp"));
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Djava.io.tmpdir=" + folders,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.trikk.Main",
                        "demo")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        await().until(() ->
                !demo.isAlive() || stages(Files.readString(out), "shop 1.0").contains("rotate web1 ✓"));
        assertThat(processesOf(folders)).as(Files.readString(out)).isNotEmpty();

        demo.destroy();

        assertThat(demo.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(folders).as(Files.readString(out)).isEmptyDirectory();
        assertThat(processesOf(folders)).isEmpty();
        assertThat(Files.readString(out)).doesNotContain("Exception", "trikk:");
    }

    /** Its steps as they were told, without times. */
    private static List<String> stages(String told, String release) {
        return told.lines()
                .filter(line -> line.matches(" *[0-9.]+ s +" + release + " +[a-z]+ .*"))
                .map(line -> line.replaceFirst("^.*? s +" + release + " +", "")
                        .replaceFirst("([✓✗]).*", "$1")
                        .replaceAll(" +", " "))
                .toList();
    }

    /** Applications that run from below a folder. */
    private static List<String> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder + "/") && line.contains(DemoApp.class.getName()))
                .toList();
    }
}
