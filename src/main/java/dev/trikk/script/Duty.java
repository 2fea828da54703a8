package dev.trikk.script;

import dev.trikk.plan.Plan;

/** What an application has to do on one server. */
public enum Duty {
    /** It runs there. */
    RUN(
            """
            mark() {
                if [ -e "$1/config/disabled" ]; then rm -f -- "$1/config/disabled"; fi
            }
            """),
    /** It is installed there, but shall not run. */
    REST(
            """
            mark() {
                [ -d "$1/config" ] || mkdir -- "$1/config"
                : >"$1/config/disabled"
            }
            """),
    /** Only its files lie there: the server is a proxy. */
    SERVE("""
            mark() { :; }
            """);

    private final String mark;

    Duty(String mark) {
        this.mark = mark;
    }

    /** What an application has to do on the server of that name. */
    public static Duty of(Plan plan, String server) {
        if (plan.isDisabledOn(server)) {
            return REST;
        }
        return plan.runsOn(server) ? RUN : SERVE;
    }

    /** Shell function {@code mark DIR}: makes {@code config/disabled} in DIR say so. */
    String mark() {
        return mark;
    }
}
