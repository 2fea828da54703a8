package dev.trikk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    @ParameterizedTest
    @CsvSource({
        "viewer, VIEWER, staging, true",
        "viewer, DEPLOYER, staging, false",
        "deployer:staging, VIEWER, staging, true",
        "deployer:staging, DEPLOYER, staging, true",
        "deployer:staging, DEPLOYER, production, false",
        "deployer:staging, DEPLOYER,, false",
        "deployer, DEPLOYER, production, true",
        "deployer, OPERATOR, staging, false",
        "operator:production, DEPLOYER, production, true",
        "operator:production, OPERATOR,, false",
        "operator, OPERATOR,, true",
        "admin, ADMIN,, true",
        "viewer deployer:staging, DEPLOYER, staging, true"
    })
    void a_role_counts_where_it_was_given_and_for_all_that_is_less(
            String grants, Role needed, String environment, boolean allowed) {
        Caller caller = caller(grants);

        assertThat(caller.may(needed, Optional.ofNullable(environment))).isEqualTo(allowed);
    }

    @Test
    void whoever_may_not_is_told_what_he_would_need_and_how_to_get_it() {
        Caller caller = caller("deployer:staging");

        assertThatCode(() -> caller.require(Role.DEPLOYER, Optional.of("staging")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> caller.require(Role.DEPLOYER, Optional.of("production")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("deployer:production")
                .hasMessageContaining("the token has deployer:staging")
                .hasMessageContaining("trikk token create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "boss", "deployr", "deployer:", "deployer:a b", "deployer:../x"})
    void a_role_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> Grant.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Caller caller(String grants) {
        return new Caller(
                "anna", Arrays.stream(grants.split(" ", -1)).map(Grant::parse).toList());
    }
}
