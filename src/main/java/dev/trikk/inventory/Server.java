package dev.trikk.inventory;

import java.util.Optional;

/**
 * A machine we deploy to.
 *
 * @param name its name in the inventory, unique in its environment
 * @param address DNS name or IP that Trikk connects to
 * @param port port of its SSH server
 * @param login user to log in as; without one, the application's own user
 */
public record Server(String name, String address, int port, Optional<String> login) {

    /** Whom to log in as when something is done for {@code application}. */
    public String loginFor(Application application) {
        return login.orElse(application.user());
    }
}
