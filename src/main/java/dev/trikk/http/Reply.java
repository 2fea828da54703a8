package dev.trikk.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status HTTP's number
 * @param headers by name in small letters
 * @param body its first {@link #LIMIT} bytes
 * @param isCut whether there was more
 * @param at when it came
 */
@SuppressWarnings("ArrayRecordComponent") // replies are neither compared nor changed
public record Reply(int status, Map<String, List<String>> headers, byte[] body, boolean isCut, Instant at) {
    /** Longest body that is read, in bytes. */
    public static final int LIMIT = 4 << 20;

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9._:-]+)");
    private static final Pattern PAGE = Pattern.compile("(?is)\\A\\W*<(!doctype\\s+html|html|head|body)\\b.*");

    /** Whether it says that the call was done. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether asking again later may help. */
    public boolean isPassing() {
        return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501);
    }

    /** Logins and proxies answer with pages, often with status 200. */
    public boolean isWebPage() {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains("html")
                || PAGE.matcher(text()).matches();
    }

    /** The first header of that name, in whichever letters. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body as text: in the charset that it names, if Java knows it, else in UTF-8. */
    public String text() {
        return new String(body, charset());
    }

    private Charset charset() {
        Matcher named = CHARSET.matcher(header("content-type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** How long it asks to wait, an hour at most: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3). */
    public Optional<Duration> retryAfter() {
        return header("retry-after")
                .flatMap(this::wait)
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    private Optional<Duration> wait(String value) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(at, until));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Neither body nor headers: they may hold secrets. */
    @Override
    public String toString() {
        return "status " + status + ", " + body.length + " bytes";
    }
}
