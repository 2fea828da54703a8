package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Records.Numbered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looking up what has happened. */
interface EventsContract {
    Books books();

    /** The books after a restart. */
    LedgerDatabase reopened();

    @Test
    default void an_empty_ledger_has_no_events() {
        assertThat(books().records.events(0, 10)).isEmpty();
        assertThat(books().records.lastEvent()).isZero();
        assertThat(books().records.ended()).isEmpty();
    }

    @Test
    default void events_are_told_as_they_were_written_whether_they_are_published_or_not() {
        books().clock.pause(Duration.ofNanos(123_456_000));
        String id = books().active("shop");
        books().clock.pause(Duration.ofHours(-1));
        books().ledger.reject("m1", Map.of("reasons", "there is no \"O'Hara\", %\nnor Kåre"));
        List<Event> written = books().events();
        books().outbox.published(List.of(id + "/accepted"));

        reopened();

        assertThat(books().records.events(0, 10)).extracting(Numbered::event).isEqualTo(written);
        assertThat(written)
                .extracting(Event::type)
                .containsExactly(Event.Type.ACCEPTED, Event.Type.STARTED, Event.Type.REJECTED);
    }

    @Test
    default void events_are_read_on_from_the_last_one_seen_while_more_are_written() {
        rejected("m1", "m2", "m3");

        List<Numbered> first = books().records.events(0, 2);
        rejected("m4");
        List<Numbered> second = books().records.events(first.get(1).number(), 2);
        List<Numbered> third = books().records.events(second.get(1).number(), 2);

        assertThat(Stream.of(first, second).flatMap(List::stream))
                .extracting(numbered -> numbered.event().id())
                .containsExactly("m1/rejected", "m2/rejected", "m3/rejected", "m4/rejected");
        assertThat(third).isEmpty();
        assertThat(books().records.events(0, 0)).isEmpty();
        assertThat(books().records.events(-1, 200)).hasSize(4);
        assertThat(books().records.events(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void whoever_begins_at_the_last_event_misses_none_and_sees_none_twice() {
        rejected("m1", "m2");

        long last = books().records.lastEvent();
        assertThat(books().records.events(last, 10)).isEmpty();
        assertThat(books().records.lastEvent()).isEqualTo(last);
        rejected("m3");

        assertThat(books().records.events(last, 10)).satisfiesExactly(numbered -> {
            assertThat(numbered.event().id()).isEqualTo("m3/rejected");
            assertThat(numbered.number()).isEqualTo(books().records.lastEvent());
        });
    }

    @Test
    default void an_event_that_is_noted_again_is_told_once() {
        rejected("m1", "m1");

        assertThat(books().records.events(0, 10)).hasSize(1);
    }

    @Test
    default void the_numbers_of_events_go_on_when_all_were_forgotten() {
        rejected("m1", "m2");
        long before = books().records.events(0, 10).get(1).number();
        books().outbox.published(List.of("m1/rejected", "m2/rejected"));
        books().outbox.forget(books().clock.instant().plusSeconds(1));

        reopened();
        rejected("m3");

        assertThat(books().records.lastEvent()).isGreaterThan(before);
        assertThat(books().records.events(before, 10)).hasSize(1);
        assertThat(books().records.events(0, 10)).hasSize(1);
    }

    @Test
    default void a_refusal_is_found_by_the_id_of_its_request_until_it_is_forgotten() {
        refused("m1", "build-1", "no such application");
        refused("m2", "build-2", "no such version");

        Optional<Event> found = books().records.rejection("build-1");

        assertThat(found).get().extracting(Event::data).isEqualTo(reasons("build-1", "no such application"));
        assertThat(books().records.rejection("build-1")).isEqualTo(found);
        books().outbox.published(List.of("m1/rejected"));
        books().outbox.forget(books().clock.instant().plusSeconds(1));
        assertThat(books().records.rejection("build-1")).isEmpty();
        assertThat(books().records.rejection("build-2")).isPresent();
    }

    @Test
    default void of_several_refusals_of_one_request_the_last_one_is_told() {
        refused("m1", "build-1", "no such application");
        refused("m2", "build-1", "no such version");

        assertThat(books().records.rejection("build-1")).map(Event::id).contains("m2/rejected");
    }

    @Test
    default void what_was_accepted_was_not_refused() {
        books().accepted("shop");

        assertThat(books().records.rejection("shop")).isEmpty();
    }

    @Test
    default void the_id_of_a_request_is_compared_as_a_whole_and_never_read_as_a_pattern_or_as_sql() {
        refused("m1", "shop", "no such application");

        assertThat(RecordsContract.NO_NAMES)
                .allSatisfy(name -> assertThat(books().records.rejection(name)).isEmpty());
        refused("m2", "shop' or '1'='1", "not an id");
        assertThat(books().records.rejection("shop' or '1'='1")).map(Event::id).contains("m2/rejected");
    }

    @Test
    default void the_longest_key_that_a_retry_of_a_train_makes_is_that_of_a_deployment_and_its_events() {
        String key = "k".repeat(200) + "/" + "a".repeat(64) + "-9999999";

        String id = books().accepted(key);

        assertThat(books().ledger.findByRequest(key)).contains(books().deployment(id));
        assertThat(books().event(Event.Type.ACCEPTED).data()).containsEntry("requestId", key);
    }

    @Test
    default void how_many_have_ended_is_counted_by_lane_and_grows_with_each() {
        String first = books().active("shop");
        String second = books().accepted("r2", aPlan("shop", "2.1"));
        books().ledger.cancelWaiting(second, "cancelled by kari");
        end(books().active("parking"));
        books().active("permits");

        assertThat(books().records.ended())
                .isEqualTo(Map.of(new Lane("shop", "production"), 1L, new Lane("parking", "production"), 1L));
        end(first);
        assertThat(books().records.ended()).containsEntry(new Lane("shop", "production"), 2L);
    }

    private void end(String id) {
        books().ledger.end(books().boardFinish(books().deployment(id)), Ending.SUCCEEDED, "");
    }

    private void rejected(String... messages) {
        Stream.of(messages).forEach(message -> refused(message, message, "no such application"));
    }

    private void refused(String message, String requestId, String reasons) {
        books().ledger.reject(message, reasons(requestId, reasons));
    }

    private static Map<String, String> reasons(String requestId, String reasons) {
        return Map.of("requestId", requestId, "reasons", reasons);
    }
}
