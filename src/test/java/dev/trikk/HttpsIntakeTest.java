package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests over HTTPS. */
class HttpsIntakeTest {
    private static final String TOKEN = "a token of CI that is long enough";
    private static final String PASSWORD = "the keystore's password";

    @TempDir
    Path folder;

    @Test
    void a_certificate_makes_it_https_and_nothing_else() throws Exception {
        Site site = new Site(folder);
        site.secret("token", TOKEN);
        site.secret("keystore-password", PASSWORD);
        keytool(
                "-genkeypair",
                "-alias",
                "trikk",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-alias",
                "trikk",
                "-rfc",
                "-file",
                folder.resolve("certificate.pem").toString());
        site.set("trikk.http.enabled", true)
                .set("trikk.http.port", 0)
                .set("trikk.http.token", "file:" + site.path("token"))
                .set("trikk.http.keystore", folder.resolve("http.p12"))
                .set("trikk.http.keystore.password", "file:" + site.path("keystore-password"));

        try (Wiring daemon = new Wiring(site.settings())) {
            String address = "127.0.0.1:" + daemon.httpPort() + "/api/requests/none";
            Curl.Answer answer = new Curl("https://")
                    .call(
                            address,
                            "--cacert",
                            folder.resolve("certificate.pem").toString(),
                            "-H",
                            "Authorization: Bearer " + TOKEN);
            Process plain = new ProcessBuilder("curl", "--silent", "--fail", "--max-time", "20", "http://" + address)
                    .redirectErrorStream(true)
                    .start();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(plain.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(plain.exitValue()).isNotZero();
        }
        assertThat(HttpIntake.check(site.settings(), Clock.systemUTC())).startsWith("its certificate is valid until 2");
        assertThatThrownBy(() ->
                        HttpIntake.check(site.settings(), Clock.offset(Clock.systemUTC(), Duration.ofDays(10_000))))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("the certificate of trikk.http.keystore has ended on 2");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", folder.resolve("http.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
