package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.StubDaemon;
import dev.trikk.cli.json.Json;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command asks what the contract has, and shows what is answered. */
class CommandsTest {
    private final StubDaemon daemon = new StubDaemon();

    @AfterEach
    void theContractIsKept() {
        daemon.close();
        assertThat(daemon.breaches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            status                                   | GET /api/environments
            history                                  | GET /api/deployments?limit=20
            history shop production --limit 1        | GET /api/deployments?application=shop&environment=production&limit=1
            show shop-17                             | GET /api/deployments/shop-17
            show train-3                             | GET /api/trains/train-3
            log shop-17                              | GET /api/deployments/shop-17/log
            log shop-17 web1                         | GET /api/deployments/shop-17/log?server=web1
            why shop-17                              | GET /api/deployments/shop-17/why
            hold shop-17                             | POST /api/deployments/shop-17/commands {"command":"hold"}
            approve shop-17                          | POST /api/deployments/shop-17/commands {"command":"approve"}
            cancel shop-17                           | POST /api/deployments/shop-17/commands {"command":"cancel"}
            cancel shop-17 --stay                    | POST /api/deployments/shop-17/commands {"command":"cancel","stay":true}
            retry shop-17 --exclude web1             | POST /api/deployments/shop-17/commands {"command":"retry","exclude":["web1"]}
            apps                                     | GET /api/applications
            versions shop                            | GET /api/applications/shop/versions
            envs                                     | GET /api/environments
            servers                                  | GET /api/servers
            pools                                    | GET /api/pools
            drain production/main/web1 --reason disk | POST /api/environments/production/pools/main/members/web1/drain {"reason":"disk"}
            restore production/main/web1             | POST /api/environments/production/pools/main/members/web1/restore
            stages                                   | GET /api/stages
            stages pause rotate --reason switch      | POST /api/stages/rotate/pause {"reason":"switch"}
            stages resume rotate                     | POST /api/stages/rotate/resume
            freeze production --reason X --until 2h  | PUT /api/environments/production/freeze {"reason":"X","until":"2026-03-01T14:00:00Z"}
            thaw production                          | DELETE /api/environments/production/freeze
            alarms                                   | GET /api/alarms
            audit                                    | GET /api/audit?limit=50
            """)
    void a_command_asks_what_the_contract_has(String typed, String asked) {
        Seat.Run run = Seat.at(daemon).run(typed.split(" ", -1));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(daemon.requests()).last().hasToString(asked);
        assertThat(daemon.requests()).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("Authorization", "Bearer " + Seat.TOKEN));
    }

    static Stream<String> reading() {
        return Stream.of(
                "status",
                "history",
                "show shop-17",
                "show train-3",
                "log shop-17",
                "why shop-17",
                "apps",
                "versions shop",
                "envs",
                "servers",
                "pools",
                "stages",
                "alarms",
                "audit",
                "plan shop 1.4.2 production",
                "retry shop-17",
                "doctor");
    }

    @ParameterizedTest
    @MethodSource("reading")
    void as_json_it_is_one_document(String typed) {
        Seat.Run run = Seat.at(daemon).run((typed + " --json").split(" ", -1));

        assertThat(run.out().lines()).hasSize(1);
        assertThat(Json.read(run.out())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("reading")
    void on_a_terminal_no_line_is_longer_than_it(String typed) {
        for (int columns : new int[] {80, 40}) {
            Seat.Run run = Seat.at(daemon)
                    .on(new Seat.Screen(true, columns, 24, Optional.empty()))
                    .run((typed + " --color never").split(" ", -1));

            assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        }
    }

    @ParameterizedTest
    @MethodSource("reading")
    void what_would_control_a_terminal_is_shown_as_codes(String typed) {
        // erase the screen, a C1 control, a right-to-left override, a line separator, a bell
        String evil = " \u001b[2J\u009b1m\u202e\u2028\u0007";
        try (StubDaemon hostile = new StubDaemon(evil)) {
            Seat seat = Seat.at(hostile).on(new Seat.Screen(true, 1000, 24, Optional.empty()));

            for (String more : new String[] {" --color never", " --json"}) {
                Seat.Run run = seat.run((typed + more).split(" ", -1));

                assertThat(run.out()).as(typed).matches("[^\\p{Cntrl}\u0080-\u009f\u202e\u2028&&[^\n]]*");
                assertThat(run.out()).contains(more.equals(" --json") ? "\\u001b[2J" : "U+001B");
            }
        }
    }
}
