package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Audience;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.inventory.yaml.YamlInventory;
import dev.trikk.notify.slack.SlackApi;
import dev.trikk.notify.slack.SlackWebhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notifiers that the pages of chats and webhooks show can be read and made. */
class ChannelExamplesTest {
    private static final String URL = "https://chat.example.org/hook?key=s3cr3t";
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @Test
    void every_notifier_that_is_shown_can_be_made() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), URL + "\n");
        List<String> shown = Stream.of("chat", "webhook")
                .map(page -> Document.of(Path.of("docs/connect", page + ".md")))
                .flatMap(page -> page.blocks("yaml notifiers").stream())
                .map(block -> block.replaceAll("file:/\\S+", "file:" + secret))
                .toList();

        assertThat(shown).hasSize(7).allSatisfy(block -> assertThat(adapters().of(notifier(block)))
                .isNotNull());
    }

    @Test
    void slack_is_told_by_its_api_where_there_is_a_token() {
        assertThat(adapters().bare(slack(Map.of("url", "env:HOOK")))).isInstanceOf(SlackWebhook.class);
        assertThat(adapters().bare(slack(Map.of("token", "env:HOOK", "channel", "C0"))))
                .isInstanceOf(SlackApi.class);
        assertThatThrownBy(() -> adapters().bare(slack(Map.of("token", "env:HOOK"))))
                .hasMessage("notifier releases: needs a channel beside its token");
        assertThatThrownBy(() -> adapters().bare(slack(Map.of())))
                .hasMessage("notifier releases: needs the url of a webhook, or token and channel");
    }

    @Test
    void an_address_that_is_none_is_not_shown() {
        assertThatThrownBy(() -> adapters().bare(slack(Map.of("url", "env:BROKEN"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("url of releases is no address such as https://example.org/path");
    }

    private static ChannelAdapters adapters() {
        return new ChannelAdapters(
                new Connections(
                        CAMEL,
                        Map.of("HOOK", URL, "TEAMS_RELEASES", URL, "BROKEN", "https://x.example.org/ s3cr3t"),
                        Clock.systemUTC()),
                Optional.empty(),
                ChannelAdapters.Knowledge.NONE);
    }

    private static Notifier slack(Map<String, String> settings) {
        return new Notifier("releases", "slack", settings, Audience.EVERYTHING);
    }

    private static Notifier notifier(String block) {
        String whole = Document.of(Path.of("docs/inventory.md"))
                        .blocks("yaml inventory")
                        .get(0) + "\n" + block;
        Inventory inventory = YamlInventory.read(whole, "a page's notifiers");
        return inventory.notifiers().values().iterator().next();
    }
}
