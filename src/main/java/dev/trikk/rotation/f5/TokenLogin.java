package dev.trikk.rotation.f5;

/**
 * Who fetches a token. Shows itself without the password.
 *
 * @param user of the BIG-IP, or of the directory that it asks
 * @param password the secret
 * @param provider {@code tmos} for what the BIG-IP itself is configured with
 */
public record TokenLogin(String user, String password, String provider) {
    @Override
    public String toString() {
        return user + ":***";
    }
}
