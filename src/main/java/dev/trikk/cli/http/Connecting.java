package dev.trikk.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Opens connections to one daemon: with its token, with the trust that was asked for, and to nobody else. */
final class Connecting {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Target target;
    private final Optional<SSLSocketFactory> trust;

    Connecting(Target target) {
        this.target = target;
        this.trust = target.cafile().map(Connecting::trusting);
        // the JDK would send a POST a second time by itself; we do, where that is safe
        System.setProperty("sun.net.http.retryPost", "false");
    }

    HttpURLConnection open(String method, String path, Duration patience) throws IOException {
        URL url = target.at(path).toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        if (connection instanceof HttpsURLConnection secured) {
            trust.ifPresent(secured::setSSLSocketFactory);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        // whoever sends us elsewhere shall not get the token
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        target.token().ifPresent(token -> connection.setRequestProperty("Authorization", "Bearer " + token));
        return connection;
    }

    /** Why there is no answer, in words for a person. */
    Unreachable unreachable(IOException why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        if (why instanceof UnknownHostException) {
            return Unreachable.lasting("No machine is known by the name in " + target + ".");
        }
        if (why instanceof SSLException) {
            return Unreachable.lasting("The certificate of " + target + " is not trusted or TLS failed (" + reason
                    + "); --cafile names a file with the certificate to trust.");
        }
        if (why instanceof SocketTimeoutException) {
            return Unreachable.lasting(target + " has not answered in time (" + reason + ").");
        }
        if (why instanceof ConnectException) {
            return Unreachable.lasting(target + " does not answer (" + reason
                    + "): is the daemon running there, with its HTTP API switched on?");
        }
        return Unreachable.passing("The connection to " + target + " broke (" + reason + ").");
    }

    private static SSLSocketFactory trusting(Path cafile) {
        try (InputStream in = Files.newInputStream(cafile)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            if (number == 0) {
                throw Unreachable.lasting("The file " + cafile + " holds no certificate; it must have them as PEM.");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw Unreachable.lasting("The certificates in " + cafile + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
