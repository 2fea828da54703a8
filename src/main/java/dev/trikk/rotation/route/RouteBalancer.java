package dev.trikk.rotation.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.util.URISupport;

/**
 * A load balancer that is driven by three routes: {@code direct:balancer-NAME-drain}, {@code -restore} and {@code -state}. Each
 * gets the headers {@value #BALANCER} and {@value #MEMBER} (not for the state) and no body. The route for the state answers
 * with {@link MembersJson}; what the other two answer is not looked at, for the state is asked afterwards. An exception of
 * a route is no answer. The last member is refused here, not by the routes.
 */
public final class RouteBalancer implements LoadBalancer {
    /** Header: NAME of the three routes. */
    public static final String BALANCER = "TrikkBalancer";

    /** Header: who shall be drained or restored. */
    public static final String MEMBER = "TrikkMember";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final List<String> VERBS = List.of("drain", "restore", "state");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int READ_BACKS = 10;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final ProducerTemplate template;
    private final String name;
    private final Duration timeout;
    private final Pause pause;
    private final Object draining = new Object();

    /**
     * Calls no route yet.
     *
     * @param name of the three routes
     * @param timeout for one call of a route
     * @throws IllegalArgumentException when one of the routes is not there
     */
    public RouteBalancer(CamelContext camel, String name, Duration timeout, Pause pause) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be in the name of a route");
        }
        this.template = camel.createProducerTemplate();
        this.name = name;
        this.timeout = timeout;
        this.pause = pause;
        List<String> missing =
                VERBS.stream().filter(verb -> !isThere(camel, endpoint(verb))).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no route file has a route from "
                    + String.join(" or ", missing.stream().map(this::endpoint).toList())
                    + ", which a balancer of the type route needs");
        }
    }

    /** By the definitions: routes that are stopped for a while are there. */
    private static boolean isThere(CamelContext camel, String endpoint) {
        return ((ModelCamelContext) camel)
                .getRouteDefinitions().stream()
                        .anyMatch(route -> endpoint.equals(
                                route.getInput().getEndpointUri().replace("direct://", "direct:")));
    }

    private String endpoint(String verb) {
        return "direct:balancer-" + name + "-" + verb;
    }

    @Override
    public List<Member> members() {
        try {
            return MembersJson.read(call("state", ""));
        } catch (IOException garbled) {
            throw unavailable(endpoint("state") + ": " + garbled.getMessage(), garbled);
        }
    }

    @Override
    public void drain(String member) {
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            List<Member> members = members();
            Member leaver = find(members, member);
            if (leaver.rotation() == Rotation.OUT) {
                return;
            }
            boolean others = members.stream().anyMatch(other -> !other.name().equals(member) && other.inService());
            if (leaver.inService() && !others) {
                throw new LastMember(member + " is the last member in service of " + this + ": not drained");
            }
            change("drain", member, seen -> seen.rotation() != Rotation.IN);
        }
    }

    @Override
    public void restore(String member) {
        if (find(members(), member).rotation() != Rotation.IN) {
            change("restore", member, seen -> seen.rotation() == Rotation.IN);
        }
    }

    /** Whatever the route says, and even if it says nothing: the state afterwards counts. */
    private void change(String verb, String member, Predicate<Member> done) {
        String complaint = "it reported success";
        IOException lost = null;
        try {
            call(verb, member);
        } catch (IOException failure) {
            complaint = failure.getMessage();
            lost = failure;
        }
        Member seen = find(members(), member);
        for (int look = 1; look < READ_BACKS && !done.test(seen); look++) {
            pause.pause(LOOK_AGAIN);
            seen = find(members(), member);
        }
        if (!done.test(seen)) {
            throw unavailable(
                    "no effect of %s for %s: %s. The state is %s".formatted(endpoint(verb), member, complaint, seen),
                    lost);
        }
    }

    private String call(String verb, String member) throws IOException {
        CompletableFuture<Exchange> answer = template.asyncSend(endpoint(verb), exchange -> {
            exchange.getMessage().setHeader(BALANCER, name);
            if (!member.isEmpty()) {
                exchange.getMessage().setHeader(MEMBER, member);
            }
        });
        try {
            Exchange exchange = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (exchange.getException() != null) {
                throw new IOException("the route failed: " + brief(exchange.getException()), exchange.getException());
            }
            return verb.equals("state") ? text(exchange) : "";
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            throw new IOException("the route failed: " + brief(failure.getCause()), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted on the way", stopped);
        }
    }

    private static String text(Exchange exchange) throws IOException {
        try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
            if (body == null) {
                throw new ProtocolException("the answer is empty, or nothing that can be read as text");
            }
            byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new ProtocolException("the answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            return new String(bytes, UTF_8);
        } catch (RuntimeException unreadable) {
            // a long answer may lie in a file that Camel has deleted by now
            throw new IOException("the answer cannot be read: " + brief(unreadable), unreadable);
        }
    }

    /** Without what a URL may tell. */
    private static String brief(Throwable failure) {
        String words = URISupport.sanitizeUri(String.valueOf(failure.getMessage()));
        return words.substring(0, Math.min(words.length(), 200));
    }

    private Member find(List<Member> members, String member) {
        return members.stream()
                .filter(each -> each.name().equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no member %s, only %s"
                        .formatted(
                                this, member, members.stream().map(Member::name).toList())));
    }

    private BalancerUnavailable unavailable(String what, Throwable cause) {
        return new BalancerUnavailable(this + ": " + what, cause);
    }

    @Override
    public String toString() {
        return "the routes of balancer " + name;
    }
}
