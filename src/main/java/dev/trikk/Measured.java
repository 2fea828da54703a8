package dev.trikk;

import dev.trikk.inventory.Repository;
import dev.trikk.inventory.Server;
import dev.trikk.outage.Outage;
import dev.trikk.remote.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Measures every call to what lies outside: how long it took, and how it ended. The timer {@code trikk.calls} has the tags
 * {@code to} (what kind), {@code name} (which one of them), {@code call} and {@code outcome}: {@code ok}, {@code away} where
 * waiting helps, or {@code failed}.
 */
final class Measured {
    private static final String OK = "ok";
    private static final String AWAY = "away";
    private static final String FAILED = "failed";

    private final MeterRegistry meters;

    Measured(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The same adapter behind its port. What it throws is thrown as it is. */
    <T> T of(Class<T> port, String to, String name, T adapter) {
        return of(port, to, arguments -> name, adapter);
    }

    /** The same for a port that leads to many: each call names its server or repository. */
    <T> T of(Class<T> port, String to, T adapter) {
        return of(port, to, Measured::nameIn, adapter);
    }

    private <T> T of(Class<T> port, String to, Function<Object[], String> names, T adapter) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    boolean isCall = method.getDeclaringClass() != Object.class;
                    return isCall
                            ? timed(adapter, method, arguments, Tags.of("to", to, "name", names.apply(arguments)))
                            : invoke(adapter, method, arguments);
                }));
    }

    private Object timed(Object adapter, Method method, Object[] arguments, Tags tags) throws Throwable {
        Timer.Sample sample = Timer.start(meters);
        String outcome = FAILED;
        try {
            Object result = invoke(adapter, method, arguments);
            outcome = result instanceof Outcome onServer ? outcome(onServer) : OK;
            return result;
        } catch (Outage e) {
            outcome = AWAY;
            throw e;
        } finally {
            sample.stop(meters.timer("trikk.calls", tags.and("call", method.getName(), "outcome", outcome)));
        }
    }

    private static String outcome(Outcome onServer) {
        return switch (onServer.status()) {
            case OK -> OK;
            case FAILED, REFUSED -> FAILED;
            case TIMED_OUT, UNREACHABLE, LOST -> AWAY;
        };
    }

    private static Object invoke(Object adapter, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(adapter, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String nameIn(Object[] arguments) {
        return Arrays.stream(arguments)
                .map(Measured::nameOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> nameOf(Object argument) {
        if (argument instanceof Server server) {
            return Optional.of(server.name());
        }
        return argument instanceof Repository repository ? Optional.of(repository.name()) : Optional.empty();
    }
}
