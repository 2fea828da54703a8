package dev.trikk.notify;

/** How one chat writes. It is given single lines with nothing hidden in them, and takes from them whatever has a meaning there. */
public interface Markup {

    /** As it is. */
    String plain(String text);

    /** So that it stands out. */
    String strong(String text);

    /** To be typed exactly so. */
    String code(String text);

    /** Between two lines. */
    default String lineEnd() {
        return "\n";
    }
}
