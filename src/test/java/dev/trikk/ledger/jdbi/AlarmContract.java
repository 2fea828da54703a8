package dev.trikk.ledger.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The alarms, and the events on their way out. */
interface AlarmContract {
    Books books();

    @Test
    default void an_alarm_is_raised_once_for_its_key_and_told_once() {
        assertThat(raise("out/proxy1", "proxy1 is out")).isTrue();
        Instant since = books().clock.instant();
        books().clock.pause(Duration.ofMinutes(1));
        assertThat(raise("out/proxy1", "proxy1 is still out")).isFalse();

        assertThat(books().alarms.open())
                .containsExactly(
                        new Alarm("out/proxy1", Alarm.Kind.LEFT_OUT, Optional.of("shop-1"), "proxy1 is out", since));
        assertThat(books().event(Event.Type.ALARM).data())
                .containsEntry("alarm", "out/proxy1")
                .containsEntry("kind", "LEFT_OUT")
                .containsEntry("text", "proxy1 is out");
        assertThat(books().event(Event.Type.ALARM).deployment()).contains("shop-1");
    }

    @Test
    default void of_many_who_raise_an_alarm_at_once_one_does() {
        long raised = IntStream.range(0, 16)
                .parallel()
                .filter(i -> raise("out/proxy1", "proxy1 is out"))
                .count();

        assertThat(raised).isEqualTo(1);
        assertThat(books().eventTypes()).containsExactly(Event.Type.ALARM);
    }

    @Test
    default void an_alarm_that_is_over_is_told_once_with_why() {
        raise("out/proxy1", "proxy1 is out");

        assertThat(books().alarms.clear("out/proxy1", "proxy1 is back")).isTrue();
        assertThat(books().alarms.clear("out/proxy1", "proxy1 is back")).isFalse();

        assertThat(books().alarms.open()).isEmpty();
        assertThat(books().event(Event.Type.ALL_CLEAR).data()).containsEntry("text", "proxy1 is back");
    }

    @Test
    default void an_alarm_that_is_raised_again_is_another_one() {
        raise("out/proxy1", "proxy1 is out");
        books().alarms.clear("out/proxy1", "proxy1 is back");
        books().clock.pause(Duration.ofMinutes(1));

        assertThat(raise("out/proxy1", "proxy1 is out")).isTrue();

        assertThat(books().eventTypes()).containsExactly(Event.Type.ALARM, Event.Type.ALL_CLEAR, Event.Type.ALARM);
    }

    @Test
    default void open_alarms_are_listed_oldest_first() {
        raise("b", "first");
        books().clock.pause(Duration.ofSeconds(1));
        raise("a", "second");

        assertThat(books().alarms.open()).extracting(Alarm::text).containsExactly("first", "second");
    }

    @Test
    default void a_second_node_publishes_nothing_until_the_first_was_silent_for_half_a_minute() {
        books().accepted("r1");
        assertThat(books().outbox.unpublished("one", 10)).hasSize(1);

        books().clock.pause(Duration.ofSeconds(20));
        assertThat(books().outbox.unpublished("one", 10)).as("it goes on").hasSize(1);
        books().clock.pause(Duration.ofSeconds(20));
        assertThat(books().outbox.unpublished("two", 10)).as("too early").isEmpty();

        books().clock.pause(Duration.ofSeconds(11));
        assertThat(books().outbox.unpublished("two", 10)).hasSize(1);
        assertThat(books().outbox.unpublished("one", 10)).as("overtaken").isEmpty();
    }

    @Test
    default void of_two_nodes_that_ask_first_at_once_one_publishes() {
        books().accepted("r1");

        long publishers = IntStream.range(0, 16)
                .parallel()
                .filter(node -> !books().outbox.unpublished("node" + node, 10).isEmpty())
                .count();

        assertThat(publishers).isEqualTo(1);
    }

    @Test
    default void what_a_notifier_has_told_is_known_of_it_alone() {
        books().outbox.told("mail", "shop-1/ended");
        books().outbox.told("mail", "shop-1/ended");

        assertThat(books().outbox.isTold("mail", "shop-1/ended")).isTrue();
        assertThat(books().outbox.isTold("mail", "shop-2/ended")).isFalse();
        assertThat(books().outbox.isTold("chat", "shop-1/ended")).isFalse();
    }

    @Test
    default void publishing_nothing_is_nothing() {
        books().accepted("r1");

        books().outbox.published(List.of());

        assertThat(books().events()).hasSize(1);
    }

    private boolean raise(String key, String text) {
        return books().alarms.raise(Alarm.Kind.LEFT_OUT, key, Optional.of("shop-1"), text);
    }
}
