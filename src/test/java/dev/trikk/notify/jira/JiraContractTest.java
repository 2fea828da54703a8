package dev.trikk.notify.jira;

import dev.trikk.http.Http;
import dev.trikk.http.Login;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.RestVendor;
import dev.trikk.notify.Stub.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A link, which JIRA knows by its id. */
class JiraContractTest extends ChannelContract {
    private final JiraStub jira = new JiraStub(false, "Bearer " + SECRET);

    @AfterEach
    void closeJira() {
        jira.close();
    }

    @Override
    protected Vendor vendor() {
        return new RestVendor(jira, () -> jira.issues.get("SHOP-1").links.size());
    }

    @Override
    protected Channel channel(Http http) {
        return new JiraChannel(
                http,
                JiraSettings.of(Map.of("link", "https://trikk.example.org/deployments/${id}")),
                id -> Optional.empty());
    }

    @Override
    protected String path() {
        return "/jira";
    }

    @Override
    protected List<Login> logins() {
        return List.of(Login.bearer(SECRET));
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }

    @Override
    protected String place() {
        return "(SHOP-1: )?";
    }

    /** An issue that is not there is no failure of the others. */
    @Override
    protected boolean isFinal(int status) {
        return status != 404;
    }
}
