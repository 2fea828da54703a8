package dev.trikk;

import dev.trikk.http.Http;
import dev.trikk.inventory.Balancer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pause;
import dev.trikk.rotation.f5.F5Balancer;
import dev.trikk.rotation.f5.TokenLogin;
import dev.trikk.rotation.httpd.HttpdBalancer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The load balancers that are spoken to over HTTP. Nothing is connected yet. */
final class WebBalancers {
    private final Connections connections;
    private final Pause pause;

    WebBalancers(Connections connections, Pause pause) {
        this.connections = connections;
        this.pause = pause;
    }

    LoadBalancer httpd(Balancer balancer) {
        Map<String, String> settings = balancer.settings();
        return new HttpdBalancer(connections.http(balancer.name(), settings), settings.get("balancer"), pause);
    }

    LoadBalancer f5(Balancer balancer) {
        Map<String, String> settings = balancer.settings();
        Optional<TokenLogin> login =
                Optional.ofNullable(settings.get("loginProvider")).map(provider -> login(balancer, provider));
        Map<String, String> link = new HashMap<>(settings);
        if (login.isPresent()) {
            // the password is sent for a token, and with no other call
            link.keySet().remove("user");
        }
        Http http = connections.http(balancer.name(), link);
        return new F5Balancer(http, login, settings.get("pool"), Optional.ofNullable(settings.get("version")), pause);
    }

    private TokenLogin login(Balancer balancer, String provider) {
        String user = balancer.settings().get("user");
        if (user == null || !balancer.settings().containsKey("password")) {
            throw new IllegalArgumentException(
                    "balancer " + balancer.name() + " needs a user and a password for its loginProvider");
        }
        String password = connections
                .secret(balancer.name(), balancer.settings(), "password")
                .orElseThrow()
                .reveal();
        return new TokenLogin(user, password, provider);
    }
}
