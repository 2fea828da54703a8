package dev.trikk.notify.confluence;

import dev.trikk.http.Http;
import dev.trikk.http.Login;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.RestVendor;
import dev.trikk.notify.Stub.Vendor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A page, which Confluence knows by its title. */
class ConfluenceContractTest extends ChannelContract {
    private final ConfluenceStub confluence = new ConfluenceStub(false, "Bearer " + SECRET);

    @AfterEach
    void closeConfluence() {
        confluence.close();
    }

    @Override
    protected Vendor vendor() {
        return new RestVendor(confluence, () -> confluence.pages.values().stream()
                .mapToInt(page -> page.version)
                .sum());
    }

    @Override
    protected Channel channel(Http http) {
        return new ConfluenceChannel(http, ConfluenceSettings.of(Map.of("space", "OPS")), environment -> List.of());
    }

    @Override
    protected String path() {
        return "/wiki";
    }

    @Override
    protected List<Login> logins() {
        return List.of(Login.bearer(SECRET));
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }
}
