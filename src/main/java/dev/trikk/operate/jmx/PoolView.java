package dev.trikk.operate.jmx;

import java.util.List;

/** A pool as a bean. */
@Description("The members that one load balancer serves together")
public interface PoolView {

    /** The balancer's view. */
    @Description("Its members as the balancer sees them now; it is asked when this is read")
    List<String> getMembers();

    /** Who is out. */
    @Description(
            "Members that are out of rotation as the ledger has it: since when, and by which deployment or by whose hand")
    List<String> getDrained();

    /** Who rotates. */
    @Description("The deployment that rotates members now; empty when none does")
    String getRotating();

    /** Drains. */
    @Description("Takes a member out of rotation until it is restored. Says what was done, or why not")
    String drain(
            @Description("What the balancer calls it") String member,
            @Description("Why; shown to whoever finds it out of rotation") String reason);

    /** Restores. */
    @Description("Puts a member back into rotation, whoever has taken it out. Says what was done, or why not")
    String restore(@Description("What the balancer calls it") String member);
}
