package dev.trikk.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The versions that a repository lists. A listed name that is unsafe in a path or a command is left out: whoever can
 * write a repository's index must not be able to write our commands.
 */
public final class Versions {

    /** Asks for the newest version, snapshots included. */
    public static final String LATEST = "latest";

    /** Asks for the newest version that is no snapshot. */
    public static final String RELEASE = "release";

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");
    private static final Pattern TIMESTAMP = Pattern.compile("(?<=^|-)\\d{8}\\.\\d{6}-\\d+$");

    private final Comparator<String> order;
    private final List<String> newestFirst;

    /**
     * Sorts what is listed.
     *
     * @param listed in any order
     * @param order the repository's order of versions, the oldest first
     */
    public Versions(Collection<String> listed, Comparator<String> order) {
        // 1.0 and 1.0.0 are equal to Maven: without the second comparison the listing would decide
        this.order = order.thenComparing(Comparator.naturalOrder());
        this.newestFirst = listed.stream()
                .filter(Versions::isSafe)
                .distinct()
                .sorted(this.order.reversed())
                .toList();
    }

    /** Whether a version can stand in a path and in a command as it is. */
    public static boolean isSafe(String version) {
        return SAFE.matcher(version).matches();
    }

    /** Whether it is not one version but a range of them, as Maven writes it: {@code [1.2,2.0)}. */
    public static boolean isRange(String version) {
        return version.startsWith("[") || version.startsWith("(");
    }

    /** Whether the same words may mean another file tomorrow: {@code latest}, {@code release}, a range or a snapshot. */
    public static boolean isMoving(String version) {
        return version.equals(LATEST) || version.equals(RELEASE) || isRange(version) || version.endsWith("-SNAPSHOT");
    }

    /** What a build calls itself: only the repository knows the time that it gave a snapshot. */
    public static String built(String version) {
        return TIMESTAMP.matcher(version).replaceFirst("SNAPSHOT");
    }

    /** Whether a version is a snapshot, in either form: {@code 1.2-SNAPSHOT} or {@code 1.2-20260321.003003-5}. */
    public static boolean isSnapshot(String version) {
        return version.endsWith("SNAPSHOT") || TIMESTAMP.matcher(version).find();
    }

    /** All of them, the newest first. */
    public List<String> newestFirst() {
        return newestFirst;
    }

    /** Those that are no snapshots, the newest first. */
    public List<String> releases() {
        return newestFirst.stream().filter(version -> !isSnapshot(version)).toList();
    }

    /** At most so many versions around a wanted one, the newest first: what a person may have meant. */
    public List<String> near(String wanted, int count) {
        long newer = newestFirst.stream()
                .filter(version -> order.compare(version, wanted) > 0)
                .count();
        long first = Math.min(newer - count / 2, newestFirst.size() - count);
        return newestFirst.stream().skip(Math.max(0, first)).limit(count).toList();
    }
}
