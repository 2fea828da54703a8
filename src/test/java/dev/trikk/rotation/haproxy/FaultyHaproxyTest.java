package dev.trikk.rotation.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trikk.rotation.FaultyBalancerContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pauses;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** With the columns that HAProxy 3 has and 2 has not. */
class FaultyHaproxyTest extends FaultyBalancerContract {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Fault fault = Fault.NONE;
    private volatile boolean drained;
    private ScriptedHaproxy haproxy;

    @Override
    protected LoadBalancer start() throws Exception {
        haproxy = new ScriptedHaproxy(this::answer);
        Duration timeout = Duration.ofSeconds(2);
        return new HaproxyBalancer(haproxy.address(), List.of("city"), timeout, timeout, new Pauses());
    }

    private void answer(String line, OutputStream out, Socket client) throws Exception {
        String good = line.startsWith("set ") ? "\n" : shown();
        switch (fault) {
            case REFUSES -> ScriptedHaproxy.reset(client);
            case GARBAGE -> out.write("<html>busy</html>".getBytes(UTF_8));
            case TRUNCATED ->
                out.write(shown().substring(0, shown().length() / 2).getBytes(UTF_8));
            case HUGE -> out.write("x".repeat(10 << 20).getBytes(UTF_8));
            default -> {
                if (line.startsWith("set ")) {
                    change(line, client);
                }
                out.write(good.replace("admin1", drained ? "8" : "0").getBytes(UTF_8));
            }
        }
    }

    private void change(String line, Socket client) throws Exception {
        if (fault != Fault.LIES && fault != Fault.LOSES_CHANGES) {
            drained = line.endsWith("drain");
        }
        if (fault == Fault.HANGS) {
            over.await();
        }
        if (fault == Fault.LOSES_CHANGES || fault == Fault.LOSES_ANSWERS) {
            ScriptedHaproxy.reset(client);
        }
    }

    private static String shown() {
        return """
                1
                # be_id be_name srv_id srv_name srv_addr srv_new srv_op_state srv_admin_state srv_uweight srv_check_result srv_check_state
                2 city 1 app1 127.0.0.1 - 2 admin1 1 3 6
                2 city 2 app2 127.0.0.1 - 2 0 1 3 6

                # pxname,svname,new,qcur,scur,
                city,app1,"a,b",0,0,
                city,app2,,0,0,

                """;
    }

    @Override
    protected void misbehave(Fault next) {
        fault = next;
    }

    @Override
    protected void stop() throws Exception {
        over.countDown();
        haproxy.close();
    }
}
