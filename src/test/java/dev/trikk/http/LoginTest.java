package dev.trikk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginTest {
    @Test
    void a_text_that_repeats_a_token_is_shown_without_it() {
        assertThat(Login.bearer("s3cr3t").hiddenIn("no Authorization: Bearer s3cr3t, not s3cr3t"))
                .isEqualTo("no Authorization: Bearer ***, not ***");
    }

    @Test
    void a_text_that_repeats_a_password_is_shown_without_it_in_both_forms() {
        Login login = Login.basic("ola", "p:w");

        assertThat(login.value()).isEqualTo("Basic b2xhOnA6dw==");
        assertThat(login.hiddenIn("ola may not come in with p:w (b2xhOnA6dw==)"))
                .isEqualTo("ola may not come in with *** (***)");
    }

    @Test
    void a_header_of_its_own_is_all_secret() {
        assertThat(new Login("X-Api-Key", "s3cr3t").hiddenIn("bad key s3cr3t")).isEqualTo("bad key ***");
    }

    @Test
    void an_empty_password_hides_nothing_else() {
        assertThat(Login.basic("ola", "").hiddenIn("who is ola?")).isEqualTo("who is ola?");
    }
}
