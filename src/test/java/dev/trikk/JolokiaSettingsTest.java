package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JolokiaSettingsTest {
    @TempDir
    Path folder;

    private final ManagementHttpServer server = new ManagementHttpServer();

    @Test
    void without_user_and_password_there_is_no_jolokia() {
        JolokiaDoor.open(new Site(folder).settings(), server);

        assertThat(server.isJolokiaEnabled()).isFalse();
    }

    @Test
    void a_user_without_a_password_is_refused_and_a_password_without_a_user() throws Exception {
        Site user = new Site(folder.resolve("user")).set("trikk.management.jolokia.user", "olga");
        Site password = new Site(folder.resolve("password"));
        password.secret("jolokia-password", "olga's password");
        password.set("trikk.management.jolokia.password", "file:" + password.path("jolokia-password"));

        assertThatThrownBy(() -> JolokiaDoor.open(user.settings(), server))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("trikk.management.jolokia.password is not set");
        assertThatThrownBy(() -> JolokiaDoor.open(password.settings(), server))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("trikk.management.jolokia.user is not set");
    }
}
