package dev.trikk.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import dev.trikk.http.Http;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest extends ChannelContract {
    private static final String PATH = "/hook";
    private static final Path PAGE = Path.of("docs/connect/webhook.md");
    private static final Path VERIFY = Path.of("docs/connect/webhook/verify.py").toAbsolutePath();

    private final Map<String, Asked> deliveries = Collections.synchronizedMap(new LinkedHashMap<>());

    @TempDir
    private Path folder;

    /** A receiver as the page asks for it: verifies, keeps the ids, ignores pings. */
    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                String timestamp = asked.header("X-Trikk-Timestamp").orElse("");
                if (!asked.header("X-Trikk-Signature-256")
                        .orElse("")
                        .equals(Signature.of(SECRET, timestamp, asked.body()))) {
                    return Answer.empty(401);
                }
                if (!asked.header("X-Trikk-Event").orElse("").equals("PING")) {
                    deliveries.putIfAbsent(asked.header("X-Trikk-Delivery").orElseThrow(), asked);
                }
                return Answer.empty(204);
            }

            @Override
            public int told() {
                return deliveries.size();
            }
        };
    }

    @Override
    protected Channel channel(Http http) {
        return channel(http, CLOCK);
    }

    private static Channel channel(Http http, Clock clock) {
        return new Webhook(http, SECRET, event -> "{\"id\":\"" + event.id() + "\",\"text\":\"blåbær\"}", clock);
    }

    @Override
    protected String path() {
        return PATH;
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }

    @Override
    protected boolean isForPeople() {
        return false;
    }

    @Test
    void every_event_is_sent_as_it_is_with_its_type_and_id() {
        channel.tell(Notices.stepped());

        Asked asked = stub.asked().get(0);
        assertThat(asked.body()).isEqualTo("{\"id\":\"shop-17:4\",\"text\":\"blåbær\"}");
        assertThat(asked.header("Content-Type")).contains("application/json; charset=UTF-8");
        assertThat(asked.header("X-Trikk-Event")).contains("STEPPED");
        assertThat(asked.header("X-Trikk-Delivery")).contains("shop-17:4");
        assertThat(asked.header("X-Trikk-Timestamp")).contains("1795780800");
    }

    /** Made by: printf '1795780800.{}' | openssl dgst -sha256 -hmac s3cr3t-b7f1 */
    @Test
    void the_signature_is_that_of_a_tool_of_another_maker() {
        assertThat(Signature.of(SECRET, "1795780800", "{}"))
                .isEqualTo("sha256=239ff93e516e9121fec382ac133ce0ca27035a3706b75c6195f7f86e3332a2fa");
    }

    @Test
    void a_body_verifies_by_the_script_of_the_page_and_a_changed_one_does_not() throws Exception {
        Channel now = channel(http(stub.url(PATH)), Clock.systemUTC());
        now.tell(Notices.ended());
        Asked asked = stub.asked().get(0);

        assertThat(verify(asked, asked.body())).isZero();
        assertThat(verify(asked, asked.body().replace("17", "18"))).isOne();
    }

    @Test
    void an_old_body_does_not_verify() throws Exception {
        Channel then = channel(http(stub.url(PATH)), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)));
        then.tell(Notices.ended());

        assertThat(verify(stub.asked().get(0), stub.asked().get(0).body())).isOne();
    }

    @Test
    void the_command_of_the_page_says_the_same_signature() throws Exception {
        channel.tell(Notices.ended());
        Asked asked = stub.asked().get(0);
        Files.writeString(folder.resolve("board-secret"), SECRET + "\n");
        Files.writeString(folder.resolve("body.json"), asked.body());
        String page = Files.readString(PAGE);
        String command = page.substring(page.indexOf("```sh openssl\n") + 14)
                .lines()
                .findFirst()
                .orElseThrow();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        shell.environment().put("TIMESTAMP", asked.header("X-Trikk-Timestamp").orElseThrow());
        Process process = shell.redirectErrorStream(true).start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(said).isEqualTo(asked.header("X-Trikk-Signature-256").orElseThrow());
    }

    @Test
    void a_check_is_a_signed_ping() {
        channel.check();

        assertThat(stub.asked().get(0).header("X-Trikk-Event")).contains("PING");
    }

    private int verify(Asked asked, String body) throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Process process = new ProcessBuilder(List.of(
                        "python3",
                        VERIFY.toString(),
                        secret.toString(),
                        asked.header("X-Trikk-Timestamp").orElseThrow(),
                        asked.header("X-Trikk-Signature-256").orElseThrow()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
