package dev.trikk.inventory;

/**
 * How the process of an application is stopped, started and asked for: three shell commands, run as the login user in
 * the home directory. They come from the inventory, which operators write, and are run as written.
 *
 * @param stop must succeed when already stopped
 * @param start must succeed when already started
 * @param status exits 0 when the process runs
 */
public record Control(String stop, String start, String status) {

    /** The origin's process control. */
    public static Control itas() {
        return new Control("itas stop", "itas start", "itas status");
    }

    /** The same with the application's name as argument, for several applications under one login. */
    public static Control itas(String user) {
        return new Control("itas stop " + user, "itas start " + user, "itas status " + user);
    }

    /** A systemd unit of the machine, which the login user may control through sudo. */
    public static Control systemd(String unit) {
        return new Control(
                "sudo -n systemctl stop " + unit,
                "sudo -n systemctl start " + unit,
                "systemctl is-active --quiet " + unit);
    }
}
