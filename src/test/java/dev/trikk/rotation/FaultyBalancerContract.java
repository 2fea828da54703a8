package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member.Rotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every load balancer's adapter must survive, against a stub that can be told to misbehave. */
public abstract class FaultyBalancerContract {
    private LoadBalancer balancer;

    /** What the stub does from now on. */
    public enum Fault {
        NONE,
        /** Whoever comes is turned away. */
        REFUSES,
        /** Every answer is something else. */
        GARBAGE,
        /** Every answer ends half-way. */
        TRUNCATED,
        /** Every answer has 10 MB. */
        HUGE,
        /** Changes are confirmed and not made. Looks are answered, here and below. */
        LIES,
        /** Changes are neither made nor answered. */
        LOSES_CHANGES,
        /** Changes are made, and the connection breaks before the answer. */
        LOSES_ANSWERS,
        /** Changes are made, and the answer does not come. */
        HANGS
    }

    /** Starts a stub with app1 and app2 in rotation, and its adapter with short time-outs and pauses that do not wait. */
    protected abstract LoadBalancer start() throws Exception;

    protected abstract void misbehave(Fault fault);

    protected abstract void stop() throws Exception;

    @BeforeEach
    void startStub() throws Exception {
        balancer = start();
    }

    @AfterEach
    void stopStub() throws Exception {
        stop();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSES", "GARBAGE", "TRUNCATED", "HUGE"})
    void an_answer_that_is_none_is_an_outage_in_few_words_and_nothing_is_done(Fault fault) {
        misbehave(fault);

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .satisfies(outage -> assertThat(outage.getMessage()).hasSizeLessThan(600));
        assertThatThrownBy(() -> balancer.drain("app1")).isInstanceOf(BalancerUnavailable.class);
        assertThatThrownBy(() -> balancer.restore("app1")).isInstanceOf(BalancerUnavailable.class);

        misbehave(Fault.NONE);
        assertThat(balancer.members()).extracting(Member::rotation).containsOnly(Rotation.IN);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIES", "LOSES_CHANGES"})
    void a_change_without_effect_is_an_outage_whatever_was_answered(Fault fault) {
        misbehave(fault);

        assertThatThrownBy(() -> balancer.drain("app1")).isInstanceOf(BalancerUnavailable.class);

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.IN);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOSES_ANSWERS", "HANGS"})
    void a_change_whose_answer_is_lost_counts_when_its_effect_is_there(Fault fault) {
        misbehave(fault);

        balancer.drain("app1");
        Rotation drained = balancer.member("app1").rotation();
        balancer.restore("app1");

        assertThat(drained).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void after_a_bad_time_everything_works_as_before() {
        misbehave(Fault.REFUSES);
        assertThatThrownBy(() -> balancer.drain("app1")).isInstanceOf(BalancerUnavailable.class);
        misbehave(Fault.NONE);

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }
}
