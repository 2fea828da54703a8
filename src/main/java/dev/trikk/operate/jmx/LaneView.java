package dev.trikk.operate.jmx;

/** A lane as a bean. */
@Description("The deployments of one application in one environment, one at a time")
public interface LaneView {

    /** Who is active. */
    @Description("The deployment that is on its way or held; empty when none is")
    String getActive();

    /** How many wait. */
    @Description("Deployments that wait for it to be over")
    int getWaiting();

    /** What runs. */
    @Description("The version that the application is on there; empty when no deployment has left one")
    String getRelease();

    /** Why. */
    @Description("Where the active deployment stands, what it waits for, and what to type")
    String getWhy();
}
