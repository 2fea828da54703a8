package dev.trikk.notify.confluence;

/**
 * A page as it was read.
 *
 * @param id Confluence's name for it
 * @param title of all pages of a space, only this one has it
 * @param version raised by every edit
 * @param body in storage format
 */
record Page(String id, String title, int version, String body) {

    /** The same with another body. */
    Page with(String other) {
        return new Page(id, title, version, other);
    }
}
