package dev.trikk.release.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {

    private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SHA1,
                SHA1 + "\n",
                " " + SHA1 + "\r\n",
                SHA1 + "  booking-1.9-standalone.zip\n",
                SHA1 + " *booking-1.9-standalone.zip\n",
                "SHA1 (booking-1.9-standalone.zip) = " + SHA1 + "\n",
                "SHA1(booking-1.9-standalone.zip)= " + SHA1,
                "0123456789ABCDEF0123456789ABCDEF01234567",
            })
    void a_digest_is_read_in_every_form_that_servers_and_tools_write(String text) {
        assertThat(Digests.read(text, Algorithm.SHA1)).contains(new Checksum(Algorithm.SHA1, SHA1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not found",
                SHA1 + "0",
                "0123456789abcdef",
                SHA1 + "89abcdef0123456789abcdef",
                "x" + SHA1,
                "<?xml version=\"1.0\"?><a>\n" + SHA1 + "\n</a>",
                "<html><body data-token=" + SHA1 + " >log in</body></html>",
                "{\"errors\":[{\"status\":404,\"trace\":\"" + SHA1 + "\"}]}",
            })
    void what_is_not_exactly_one_digest_is_none(String text) {
        assertThat(Digests.read(text, Algorithm.SHA1)).isEmpty();
    }
}
