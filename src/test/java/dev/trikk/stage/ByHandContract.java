package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.control.MemberControl;
import dev.trikk.control.Reply;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator may count on who moves members by hand, whatever balancer is behind: the members are proxy1 and proxy2. */
public abstract class ByHandContract {
    private final LedgerDatabase database = new LedgerDatabase(
            "jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            Optional.empty(),
            Optional.empty());
    protected final Rotations rotations = new JdbiRotations(database, Clock.systemUTC());
    protected LoadBalancer balancer;
    protected MemberControl hand;

    /** A balancer with both members in service. */
    protected abstract LoadBalancer balancer() throws Exception;

    @BeforeEach
    void start() throws Exception {
        balancer = balancer();
        Inventory inventory = new Inventory(Map.of(), Map.of("production", aPairedEnvironment()), Map.of());
        Drains drains = new Drains(Pauses.real(), Clock.systemUTC(), Duration.ofMillis(20));
        hand = new ByHand(() -> inventory, rotations, named -> balancer, drains, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_member_is_taken_out_and_the_ledger_says_by_whom_and_why() {
        Reply reply = hand.drain("production", "main", "proxy1", "anna", "new disk");

        assertThat(reply.done()).as(reply.says()).isTrue();
        assertThat(reply.says()).contains("proxy1 is out of rotation", "trikk restore production/main/proxy1");
        assertThat(rotation("proxy1")).isNotEqualTo(Rotation.IN);
        assertThat(rotation("proxy2")).isEqualTo(Rotation.IN);
        assertThat(rotations.drained()).singleElement().satisfies(entry -> {
            assertThat(entry.hand()).contains(new Drained.Hand("anna", "new disk"));
            assertThat(entry.member()).isEqualTo("proxy1");
            assertThat(entry.deployment()).isEmpty();
        });
    }

    @Test
    void a_member_is_put_back_and_the_balancer_serves_it_again() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");

        Reply reply = hand.restore("production", "main", "proxy1", "bert");

        assertThat(reply.done()).isTrue();
        assertThat(reply.says()).contains("in service", "It was taken out by hand, by anna: new disk.");
        assertThat(balancer.member("proxy1")).matches(Member::inService, "in service");
        assertThat(rotations.drained()).isEmpty();
    }

    @Test
    void who_drains_twice_learns_how_it_stands_and_the_first_reason_stays() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");

        Reply reply = hand.drain("production", "main", "proxy1", "bert", "");

        assertThat(reply.done()).isTrue();
        assertThat(rotations.drained()).singleElement().satisfies(entry -> assertThat(entry.hand())
                .map(Drained.Hand::by)
                .contains("anna"));
    }

    @Test
    void too_few_members_in_service_is_a_refusal_that_changes_nothing() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");

        Reply reply = hand.drain("production", "main", "proxy2", "anna", "the other, too");

        assertThat(reply.done()).isFalse();
        assertThat(reply.says()).contains("0 of 2 members would be in service", "proxy2 was left as it is");
        assertThat(rotation("proxy2")).isEqualTo(Rotation.IN);
        assertThat(rotations.drained()).extracting(Drained::member).containsExactly("proxy1");
    }

    @Test
    void what_is_in_rotation_already_need_not_be_put_back() {
        Reply reply = hand.restore("production", "main", "proxy2", "anna");

        assertThat(reply).isEqualTo(Reply.done("proxy2 is in rotation already."));
    }

    @Test
    void a_name_that_does_not_exist_is_refused_with_the_nearest_one() {
        assertThat(hand.drain("prodction", "main", "proxy1", "anna", "").says())
                .isEqualTo("There is no environment \"prodction\"; did you mean production?");
        assertThat(hand.drain("production", "mian", "proxy1", "anna", "").says())
                .isEqualTo("production has no pool \"mian\"; did you mean main?");
        assertThat(hand.restore("production", "main", "proxy7", "anna").says())
                .startsWith("Pool main has no member \"proxy7\"; did you mean proxy1?");
        assertThat(rotations.drained()).isEmpty();
    }

    @Test
    void while_somebody_else_has_the_pool_in_hand_nothing_is_moved() {
        rotations.claimByHand("production", "main", "bert");

        Reply reply = hand.drain("production", "main", "proxy1", "anna", "");

        assertThat(reply)
                .isEqualTo(Reply.refused("bert is at work on pool main in production; try again when that is done."));
        assertThat(rotation("proxy1")).isEqualTo(Rotation.IN);
    }

    private Rotation rotation(String member) {
        return balancer.member(member).rotation();
    }
}
