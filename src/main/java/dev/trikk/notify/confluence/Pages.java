package dev.trikk.notify.confluence;

import java.util.Optional;

/** The pages of one space. All methods throw as {@link dev.trikk.http.Http#ask}. */
interface Pages {

    /** The page of that title. */
    Optional<Page> find(String title);

    /**
     * Makes a page.
     *
     * @throws dev.trikk.http.HttpRefused with status 400 where there is one of that title
     */
    void create(String title, String body);

    /**
     * Puts the page's body in the place of the one that was read with it.
     *
     * @param why for the page's history
     * @throws dev.trikk.http.HttpRefused with status 409, or 400 of some versions, where it was edited since
     */
    void update(Page page, String why);

    /** Whether the space can be seen. */
    boolean isThere();
}
