package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script is killed before and after every tool it starts, and then run again. */
class InterruptionTest {
    private static final Given OLD = Given.shop().version("0.9");
    private static ZipServer repository;
    private static Given shop;

    @TempDir
    Path root;

    /** A script, what was there before, and which tools it starts: each costs a millisecond or two on every server. */
    record Case(Script script, List<String> tools, Consumer<Home> before) {
        static Case of(Script script, String tools, Consumer<Home> before) {
            return new Case(script, List.of(tools.split(" ")), before);
        }

        @Override
        public String toString() {
            return script.name() + " with " + tools;
        }
    }

    @BeforeAll
    static void open() throws IOException {
        repository = new ZipServer(Given.ZIP);
        shop = Given.shop().from(repository.zip());
    }

    @AfterAll
    static void close() {
        repository.close();
    }

    static Stream<Case> cases() {
        Errand errand = shop.errand();
        Given other = shop.zip(Zip.of("top/lib/app.jar", "other"));
        return Stream.of(
                Case.of(FetchScript.of(errand), "mkdir flock mkdir df wget sha256sum stat mv", home -> {}),
                Case.of(FetchScript.of(errand), "flock df wget sha256sum stat mv", home -> home.givenUploaded(OLD)),
                Case.of(FetchScript.of(errand), "flock", home -> home.givenInstalled(shop)),
                Case.of(AcceptUploadScript.before(errand), "flock sha256sum", home -> home.givenUploaded(shop)),
                Case.of(AcceptUploadScript.after(errand), "flock sha256sum", home -> home.givenUploaded(shop)),
                Case.of(InstallScript.of(errand, Duty.RUN), "flock readlink unzip chmod mkdir mv", home -> {
                    home.givenSwitched(OLD);
                    home.givenUploaded(shop);
                }),
                Case.of(InstallScript.of(errand, Duty.REST), "flock rm unzip chmod mkdir mv mv rm", home -> {
                    home.givenInstalled(other);
                    home.givenUploaded(shop);
                }),
                Case.of(InstallScript.of(errand, Duty.RUN), "flock chmod cp mv", home -> {
                    home.givenInstalled(shop);
                    home.given("shop-1.0-standalone/config/itas.properties", "own=1\njmx.port=1\n");
                }),
                Case.of(SwitchScript.of(errand, Duty.RUN), "flock ln mv", home -> {
                    home.givenSwitched(OLD);
                    home.givenInstalled(shop);
                }),
                Case.of(SwitchScript.of(errand, Duty.RUN), "flock cp mv rm ln mv", home -> {
                    home.givenSwitched(OLD);
                    home.givenInstalled(shop);
                    home.given("shop-1.0-standalone/config/itas.properties", "own=1\njmx.port=1\n");
                    home.given("shop-1.0-standalone/config/disabled", "");
                }),
                Case.of(BackScript.of(errand, Optional.of(OLD.release().directory())), "flock ln mv", home -> {
                    home.givenSwitched(OLD);
                    home.givenSwitched(shop);
                }),
                Case.of(BackScript.of(errand, Optional.empty()), "flock readlink rm", home -> home.givenSwitched(shop)),
                Case.of(RestartScript.of(errand), "flock sh sh", home -> home.givenSwitched(shop)),
                Case.of(StopScript.of(errand), "flock sh", home -> home.givenSwitched(shop)),
                Case.of(ReloadScript.of(errand), "flock sh", home -> {
                    home.program("httpd-reload", "#!/bin/sh\necho reloaded\n");
                    home.givenSwitched(shop);
                }),
                Case.of(DisableScript.of(errand), "flock sh", home -> home.givenSwitched(shop)),
                Case.of(VerifyScript.of(errand, Duty.RUN), "readlink sh", home -> {
                    home.givenSwitched(shop);
                    home.givenRunning();
                }),
                Case.of(PruneScript.of(errand, Optional.empty()), "flock readlink ls mkdir mv rm", home -> List.of(
                                "0.1", "0.2", "0.3", "0.4", "1.0")
                        .forEach(version -> home.givenSwitched(shop.version(version)))),
                Case.of(PruneScript.of(errand, Optional.empty()), "flock readlink", home -> home.givenSwitched(shop)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_starts_few_processes(Case one) throws IOException {
        Home home = new Home(root);
        one.before().accept(home);

        List<String> tools = new Shims(root, home).toolsOf(one.script());

        assertThat(tools).isEqualTo(one.tools());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void wherever_it_is_killed_running_it_again_gives_the_same(Case one) throws IOException {
        Home whole = new Home(root.resolve("whole"));
        one.before().accept(whole);
        whole.good(one.script());
        boolean runs = whole.isRunning();

        for (int call = 1; call <= one.tools().size(); call++) {
            for (Shims.Moment moment : Shims.Moment.values()) {
                Path place = Files.createDirectories(root.resolve(moment + "-" + call));
                Home home = new Home(place);
                one.before().accept(home);

                boolean killed = new Shims(place, home).killed(one.script(), call, moment);
                home.good(one.script());

                assertThat(killed).as(moment + " " + call).isTrue();
                assertThat(lasting(home)).as(moment + " " + call).isEqualTo(lasting(whole));
                assertThat(home.isRunning()).isEqualTo(runs);
            }
        }
    }

    /** What is left of a killed script below these is for the next prune. */
    private static Map<String, String> lasting(Home home) {
        Map<String, String> files = new TreeMap<>(home.snapshot());
        files.keySet().removeIf(name -> name.matches("\\.trikk/(unpack|trash)-shop(/.*)?"));
        return files;
    }
}
