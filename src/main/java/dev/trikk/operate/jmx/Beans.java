package dev.trikk.operate.jmx;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Lane;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bean for each stage, pool and lane. They cost nothing unless they are read. Used by one thread. */
public final class Beans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
    private static final String DOMAIN = "dev.trikk";
    private static final String PLAIN = "[A-Za-z0-9._-]+";

    private final MBeanServer server;
    private final Ports ports;
    private final Supplier<? extends Collection<String>> stages;
    private final Map<ObjectName, StandardMBean> ours = new LinkedHashMap<>();
    private Inventory shown;

    /** @param stages names of all stages */
    public Beans(MBeanServer server, Ports ports, Supplier<? extends Collection<String>> stages) {
        this.server = server;
        this.ports = ports;
        this.stages = stages;
    }

    /** Follows the inventory: what is new in it gets a bean, what is gone loses it. Repeated, it changes nothing. */
    public void refresh() {
        Inventory now = ports.inventory().get();
        // an edit makes a new one; to compare all of them would take longer than to make the beans
        if (isShown(now)) {
            return;
        }
        Map<ObjectName, StandardMBean> wanted = wanted(now);
        new TreeSet<>(ours.keySet())
                .stream().filter(name -> !wanted.containsKey(name)).forEach(this::unregister);
        wanted.forEach(this::register);
        shown = now;
    }

    @SuppressWarnings("ReferenceEquality") // see above
    private boolean isShown(Inventory inventory) {
        return inventory == shown;
    }

    private Map<ObjectName, StandardMBean> wanted(Inventory inventory) {
        Map<ObjectName, StandardMBean> beans = new LinkedHashMap<>();
        stages.get()
                .forEach(stage -> beans.put(
                        name("type=Stage,name=" + quoted(stage)),
                        new DescribedBean(new StageBean(stage, ports), StageView.class)));
        inventory.environments().values().forEach(environment -> environment
                .pools()
                .forEach(pool -> beans.put(
                        name("type=Pool,environment=" + quoted(environment.name()) + ",name=" + quoted(pool.name())),
                        new DescribedBean(new PoolBean(environment.name(), pool.name(), ports), PoolView.class))));
        inventory.applications().values().forEach(application -> application
                .placements()
                .keySet()
                .forEach(environment -> beans.put(
                        name("type=Lane,environment=" + quoted(environment) + ",application="
                                + quoted(application.name())),
                        new DescribedBean(
                                new LaneBean(new Lane(application.name(), environment), ports), LaneView.class))));
        return beans;
    }

    private void register(ObjectName name, StandardMBean bean) {
        if (ours.containsKey(name)) {
            return;
        }
        if (server.isRegistered(name)) {
            LOG.debug("{} is there already: another daemon in this process", name);
            return;
        }
        try {
            server.registerMBean(bean, name);
            ours.put(name, bean);
        } catch (JMException e) {
            LOG.warn("{} cannot be shown over JMX: {}", name, e.getMessage());
        }
    }

    private void unregister(ObjectName name) {
        ours.remove(name);
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            LOG.warn("{} cannot be taken away from JMX: {}", name, e.getMessage());
        }
    }

    private static ObjectName name(String properties) {
        try {
            return new ObjectName(DOMAIN + ":" + properties);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String quoted(String value) {
        return value.matches(PLAIN) ? value : ObjectName.quote(value);
    }

    @Override
    public void close() {
        new TreeSet<>(ours.keySet()).forEach(this::unregister);
    }
}
