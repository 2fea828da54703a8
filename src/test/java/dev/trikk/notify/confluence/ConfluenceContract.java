package dev.trikk.notify.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trikk.Patience;
import dev.trikk.event.Event;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.notify.Notice;
import dev.trikk.notify.RestStub.Fault;
import dev.trikk.notify.Running;
import dev.trikk.notify.Shop;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for both editions. */
abstract class ConfluenceContract {
    private static final String TITLE = "What runs in production";
    private static final String TOKEN = "pat-s3cr3t";
    private static final String PEOPLE =
            "<h1>Drift &nbsp;på&nbsp;<em>blåbærtur</em></h1><ac:structured-macro ac:name=\"code\">"
                    + "<ac:plain-text-body><![CDATA[</ac:structured-macro> a > b]]></ac:plain-text-body></ac:structured-macro>";

    private final List<Running> rows = new ArrayList<>(List.of(row("shop", "1.4.2")));
    private final boolean isCloud;
    private DefaultCamelContext camel;
    private ConfluenceStub confluence;

    ConfluenceContract(boolean isCloud) {
        this.isCloud = isCloud;
    }

    @BeforeEach
    void start() {
        camel = new DefaultCamelContext();
        camel.start();
        confluence = new ConfluenceStub(isCloud, "Bearer " + TOKEN);
    }

    @AfterEach
    void stop() {
        confluence.close();
        camel.stop();
    }

    private ConfluenceChannel channel() {
        return channel("OPS", TOKEN);
    }

    private ConfluenceChannel channel(String space, String token) {
        Http http = new CamelHttp(
                camel,
                new Link(
                        "wiki",
                        confluence.url("/wiki"),
                        List.of(Login.bearer(token)),
                        Optional.empty(),
                        Patience.LONG,
                        Patience.LONG),
                Clock.systemUTC());
        return new ConfluenceChannel(
                http,
                ConfluenceSettings.of(Map.of("space", space, "cloud", String.valueOf(isCloud))),
                environment -> environment.equals("production") ? List.copyOf(rows) : List.of());
    }

    private static Running row(String application, String version) {
        return new Running(
                application,
                Optional.of(version),
                application + "-17",
                version,
                Ending.SUCCEEDED,
                Instant.parse("2026-03-01T12:03:20Z"),
                Optional.of("O'Hara <ops> & \"friends\""));
    }

    private static Notice ended() {
        return new Notice(Shop.event(Event.Type.ENDED), Optional.of(Shop.ended(Ending.SUCCEEDED)), Shop.allWell());
    }

    private ConfluenceStub.Page page() {
        return confluence.titled(TITLE).orElseThrow();
    }

    @Test
    void a_page_that_is_not_there_is_made() {
        channel().tell(ended());

        assertThat(page().body)
                .contains("<td>shop</td><td>1.4.2</td><td>shop-17</td><td>1.4.2</td><td>SUCCEEDED</td>"
                        + "<td>2026-03-01 12:03 UTC</td><td>O'Hara &lt;ops&gt; &amp; \"friends\"</td>");
    }

    @Test
    void a_page_that_says_so_already_is_left_alone() {
        channel().tell(ended());

        channel().tell(ended());

        assertThat(page().version).isEqualTo(1);
    }

    @Test
    void what_people_have_written_around_the_table_stays_to_the_letter() {
        channel().tell(ended());
        page().body = PEOPLE + page().body + PEOPLE;
        rows.add(row("parking", "2.0"));

        channel().tell(ended());

        assertThat(page().version).isEqualTo(2);
        assertThat(page().body)
                .startsWith(PEOPLE)
                .endsWith(PEOPLE)
                .containsOnlyOnce("<td>parking</td><td>2.0</td>")
                .containsOnlyOnce("<td>shop</td>");
    }

    @Test
    void a_page_of_people_gets_the_table_at_its_end() {
        confluence.page("what runs in PRODUCTION", PEOPLE);

        channel().tell(ended());

        assertThat(page().body).startsWith(PEOPLE).contains("<td>shop</td>");
        assertThat(page().title).isEqualTo("what runs in PRODUCTION");
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void an_edit_between_reading_and_writing_is_not_lost(int conflict) {
        confluence.conflict = conflict;
        confluence.page(TITLE, "<p>before</p>");
        confluence.others.add(() -> {
            page().body = "<p>a person's edit</p>";
            page().version++;
        });

        channel().tell(ended());

        assertThat(page().body).startsWith("<p>a person's edit</p>").contains("<td>shop</td>");
        assertThat(page().version).isEqualTo(3);
    }

    static Stream<Integer> conflicts() {
        return Stream.of(409, 400);
    }

    @Test
    void a_page_that_is_edited_all_the_time_is_left_for_later() {
        confluence.page(TITLE, "<p>before</p>");
        for (int i = 0; i < 3; i++) {
            confluence.others.add(() -> page().version++);
        }

        assertThatThrownBy(() -> channel().tell(ended()))
                .isInstanceOf(HttpUnavailable.class)
                .hasMessageContaining("others edit the page");
        assertThat(page().body).isEqualTo("<p>before</p>");
    }

    @Test
    void a_page_that_is_deleted_meanwhile_is_made_anew() {
        confluence.page(TITLE, "<p>before</p>");
        confluence.others.add(confluence.pages::clear);

        channel().tell(ended());

        assertThat(page().body).contains("<td>shop</td>");
    }

    @Test
    void a_body_that_ends_within_a_macro_is_not_touched() {
        confluence.page(TITLE, "<p>before</p><![CDATA[");

        assertThatThrownBy(() -> channel().tell(ended())).hasMessageContaining("nothing was written");
        assertThat(page().version).isEqualTo(1);
    }

    static Stream<Arguments> every_fault_in_every_call() {
        return Stream.of("GET", "POST", "PUT")
                .flatMap(method -> Stream.of(Fault.values()).map(fault -> Arguments.of(method, fault)));
    }

    @ParameterizedTest
    @MethodSource("every_fault_in_every_call")
    void after_any_fault_the_next_attempt_leaves_one_page_with_everybodys_text(String method, Fault fault) {
        if (!method.equals("POST")) {
            confluence.page(TITLE, PEOPLE);
        }
        confluence.breaks(method, "", fault);

        Throwable first = catchThrowable(() -> channel().tell(ended()));
        channel().tell(ended());

        if (first != null) {
            assertThat(first).isInstanceOf(fault.isPassing() ? HttpUnavailable.class : HttpRefused.class);
            assertThat(first.toString()).doesNotContain(TOKEN);
        }
        assertThat(confluence.pages).hasSize(1);
        assertThat(page().body)
                .startsWith(method.equals("POST") ? "<ac:structured-macro" : PEOPLE)
                .containsOnlyOnce("<td>shop</td>");
    }

    @Test
    void nobody_at_the_port_is_an_outage() {
        ConfluenceChannel channel = channel();
        confluence.close();

        assertThatThrownBy(() -> channel.tell(ended())).isInstanceOf(HttpUnavailable.class);
    }

    @Test
    void a_captcha_is_named() {
        confluence.breaks("GET", "", Fault.CAPTCHA);

        assertThatThrownBy(() -> channel().tell(ended()))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("asks for a CAPTCHA");
        assertThat(confluence.calls()).hasSize(1);
    }

    @Test
    void a_check_says_who_is_logged_in_and_whether_the_space_is_there() {
        assertThat(channel().check()).isEqualTo("logged in as Trikk på blåbærtur, space OPS is there");
        assertThatThrownBy(() -> channel("NOPE", TOKEN).check())
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("wiki has no space NOPE");
        assertThatThrownBy(() -> channel("OPS", "an0ther").check())
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("a stranger's");
        assertThat(confluence.pages).isEmpty();
    }

    @Test
    void other_events_are_not_told() {
        channel()
                .tell(new Notice(Shop.event(Event.Type.STEPPED), Optional.of(Shop.ended(Ending.SUCCEEDED)), List.of()));

        assertThat(confluence.calls()).isEmpty();
    }
}
