package dev.trikk.request;

/**
 * One reason why a request is rejected.
 *
 * @param path JSON path of what is wrong, {@code $} for the whole
 * @param reason a sentence that says what to do
 */
public record Problem(String path, String reason) {
    @Override
    public String toString() {
        return path + ": " + reason;
    }
}
