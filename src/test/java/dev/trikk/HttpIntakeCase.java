package dev.trikk;

import dev.trikk.ledger.Deployment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon that takes requests, builds and events over HTTP, and curl, which sends them. */
abstract class HttpIntakeCase {
    static final String TOKEN = "a token of CI that is long enough";
    static final String OTHER = "a token of another team, long enough";
    static final String KEY = "a key for signatures, long enough";
    static final String GITHUB = "a secret that GitHub knows, too";
    static final String GITLAB = "a secret that GitLab knows, too";
    static final String LOGIN = "Authorization: Bearer " + TOKEN;
    static final String JSON = "Content-Type: application/json";
    static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    static Path folder;

    static Site site;
    static Wiring daemon;
    static Curl curl;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(folder);
        site.secret("http-token", TOKEN);
        site.secret("http-signing", KEY);
        site.secret("github", GITHUB);
        site.secret("gitlab", GITLAB);
        site.set("trikk.http.enabled", true)
                .set("trikk.http.port", 0)
                .set("trikk.http.token", "file:" + site.path("http-token"))
                .set("trikk.http.tokens", HexFormat.of().formatHex(sha256(OTHER.getBytes(StandardCharsets.UTF_8))))
                .set("trikk.http.signing", "file:" + site.path("http-signing"))
                .set("trikk.hooks.github.secret", "file:" + site.path("github"))
                .set("trikk.hooks.gitlab.token", "file:" + site.path("gitlab"))
                .set("trikk.hooks.applications", "acme/shop=shop")
                .set("trikk.hooks.environments", "staging")
                .set("trikk.uploads.limit", "1m")
                // the servers of the example inventory are not there
                .set("trikk.server.patience", "0s")
                .set("trikk.ssh.connectTimeout", "1s")
                .set("trikk.stop.timeout", "10s");
        daemon = new Wiring(site.settings());
        curl = new Curl("http://127.0.0.1:" + daemon.httpPort());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    static Curl.Answer post(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(new String[] {"-H", JSON, "--data-binary", body}, 0, all, headers.length, 4);
        return curl.call("/api/deployments", all);
    }

    static String request(String id) {
        return "{\"id\": \"" + id
                + "\", \"application\": \"shop\", \"version\": \"1.5.0\", \"environment\": \"staging\","
                + " \"source\": \"local\", \"file\": \"shop.zip\"}";
    }

    static Deployment deployment(String request) {
        return Awaitility.await()
                .until(() -> daemon.ledger().findByRequest(request), Optional::isPresent)
                .orElseThrow();
    }

    static byte[] hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
