package dev.trikk.rotation.httpd;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One balancer of mod_proxy_balancer, by the balancer-manager of an Apache httpd 2.4. A member is a worker, named by its route. A
 * draining one still gets requests that a cookie binds to it; one that is shut gets none.
 *
 * <p>httpd answers 200 to whatever it ignores: a change without the nonce of the day, a page asked for without a Referer of the
 * same host (from 2.4.41 on), a field behind the first 1024 bytes. What its page shows afterwards is the only proof.
 */
public final class HttpdBalancer implements LoadBalancer {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int READ_BACKS = 5;

    /** Behind that, httpd reads nothing. */
    private static final int LONGEST_FORM = 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Map<String, String> DRAIN = Map.of("w_status_N", "1");
    private static final Map<String, String> SHUT = Map.of("w_status_D", "1");
    private static final Map<String, String> READY = Map.of("w_status_N", "0", "w_status_D", "0", "w_status_S", "0");

    private final Http http;
    private final String balancer;
    private final Pause pause;
    private final Object draining = new Object();

    /**
     * Does not connect yet.
     *
     * @param http whose url is that of the balancer-manager
     * @param balancer its name without {@code balancer://}
     * @throws IllegalArgumentException when that cannot be a balancer's name
     */
    public HttpdBalancer(Http http, String balancer, Pause pause) {
        if (!NAME.matcher(balancer).matches()) {
            throw new IllegalArgumentException(
                    "'" + balancer + "' cannot be the name of a balancer in httpd; it is written without balancer://");
        }
        this.http = http;
        this.balancer = balancer;
        this.pause = pause;
    }

    @Override
    public List<Member> members() {
        List<Worker> workers = page().workers();
        return workers.stream().map(worker -> worker.member(workers)).toList();
    }

    @Override
    public void drain(String member) {
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            ManagerPage page = page();
            Worker worker = find(page, member);
            if (worker.rotation() != Rotation.IN) {
                return;
            }
            refuseLast(member, worker, page.workers());
            change(page, worker, DRAIN, seen -> seen.rotation() != Rotation.IN);
        }
    }

    /** Turns those away, too, whom a cookie binds to a draining member. */
    @Override
    public boolean shut(String member) {
        synchronized (draining) {
            ManagerPage page = page();
            Worker worker = find(page, member);
            if (worker.rotation() != Rotation.DRAINING) {
                return false;
            }
            change(page, worker, SHUT, seen -> seen.rotation() == Rotation.OUT);
            return true;
        }
    }

    @Override
    public void restore(String member) {
        ManagerPage page = page();
        Worker worker = find(page, member);
        if (worker.rotation() != Rotation.IN) {
            change(page, worker, READY, seen -> seen.rotation() == Rotation.IN);
        }
    }

    private void refuseLast(String member, Worker worker, List<Worker> workers) {
        boolean others = workers.stream().filter(other -> !other.equals(worker)).anyMatch(other -> other.member(workers)
                .inService());
        if (worker.usable() && !others) {
            throw new LastMember(member + " is the last member in service of " + this + ": not drained");
        }
    }

    /** Whatever the reply is, and even if it is lost: what httpd shows afterwards counts. */
    private void change(ManagerPage page, Worker worker, Map<String, String> flags, Predicate<Worker> done) {
        RuntimeException complaint = post(page, worker, flags);
        ManagerPage seen = look(worker, done);
        if (!done.test(same(seen, worker)) && !seen.nonce().equals(page.nonce())) {
            // it was reloaded between the look and the change
            complaint = post(seen, worker, flags);
            seen = look(worker, done);
        }
        if (!done.test(same(seen, worker))) {
            String why = complaint == null ? "it reported success" : complaint.getMessage();
            throw unavailable(
                    "no effect of %s: %s. It shows %s".formatted(flags.keySet(), why, same(seen, worker)), complaint);
        }
    }

    /** What the reply complained about, or null. */
    private RuntimeException post(ManagerPage page, Worker worker, Map<String, String> flags) {
        if (page.nonce().isEmpty()) {
            throw unavailable("nobody can change it while its ProxySet says nonce=None: take that out", null);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("b", balancer);
        fields.put("w", worker.url());
        fields.put("nonce", page.nonce());
        fields.putAll(flags);
        fields.put("xml", "1");
        Call call = Call.form("", fields).with("Referer", referer());
        if (call.body().length() > LONGEST_FORM) {
            throw unavailable("the URL of worker " + worker.host() + " is too long for a change", null);
        }
        try {
            http.ask(call);
            return null;
        } catch (HttpUnavailable | HttpRefused failure) {
            return failure;
        }
    }

    /** Looks until it is so, a few times. */
    private ManagerPage look(Worker worker, Predicate<Worker> done) {
        ManagerPage seen = page();
        for (int look = 1; look < READ_BACKS && !done.test(same(seen, worker)); look++) {
            pause.pause(LOOK_AGAIN);
            seen = page();
        }
        return seen;
    }

    private ManagerPage page() {
        try {
            Call call = new Call("GET", "?xml=1", Map.of("Referer", referer()), "");
            return ManagerPage.read(http.ask(call).body(), balancer);
        } catch (HttpUnavailable away) {
            throw unavailable(away.getMessage(), away);
        } catch (HttpRefused refused) {
            throw unavailable(refused.getMessage() + hint(refused.status()), refused);
        } catch (ProtocolException garbled) {
            throw unavailable(garbled.getMessage(), garbled);
        }
    }

    private static String hint(int status) {
        return status == 200
                ? "; if its error log has AH10187, its ServerName is not the host of that url (UseCanonicalName)"
                : "";
    }

    private String referer() {
        return http.link().url().toString();
    }

    private Worker find(ManagerPage page, String member) {
        List<Worker> workers = page.workers();
        return workers.stream()
                .filter(worker -> worker.name(workers).equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no worker %s, only %s"
                        .formatted(
                                this,
                                member,
                                workers.stream()
                                        .map(worker -> worker.name(workers))
                                        .toList())));
    }

    private Worker same(ManagerPage page, Worker worker) {
        return page.workers().stream()
                .filter(other -> other.url().equals(worker.url()))
                .findFirst()
                .orElseThrow(() -> unavailable("worker " + worker.url() + " has gone", null));
    }

    private BalancerUnavailable unavailable(String what, Throwable cause) {
        Optional<Duration> after = cause instanceof HttpUnavailable away ? away.after() : Optional.empty();
        return new BalancerUnavailable(this + ": " + what, after, cause);
    }

    @Override
    public String toString() {
        return "httpd at " + http.link() + ", balancer " + balancer;
    }
}
