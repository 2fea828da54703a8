package dev.trikk.demo.ace;

/** What can be wrong with a box. */
public enum StandInFault {
    /** Nothing. */
    NONE,
    /** HTTP status 401, whatever the login. */
    UNAUTHORIZED,
    /** HTTP status 403. */
    FORBIDDEN,
    /** HTTP status 404. */
    NOT_FOUND,
    /** HTTP status 500. */
    BROKEN,
    /** A web page with status 200. */
    WEB_PAGE,
    /** A reply of which the end is missing, though it is as long as it says. */
    TRUNCATED,
    /** A reply that names a charset which it is not in. */
    WRONG_CHARSET,
    /** 10 MB. */
    HUGE,
    /** Success is reported, nothing is done. */
    LIE,
    /** It is done, and the connection breaks before the reply. */
    LOST,
    /** It is done, and there is no reply for as long as anybody waits. */
    SILENT
}
