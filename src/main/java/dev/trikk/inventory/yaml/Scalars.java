package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Share;
import dev.trikk.text.Durations;
import dev.trikk.text.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values. Never fails: what is wrong becomes a problem, and a stand-in is returned. */
record Scalars(Problems problems) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,4})(%?)");
    private static final URI NO_URL = URI.create("");

    /** The stand-in is an empty text. */
    String text(Node node, String key, Shape shape) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(node, key + " must be " + shape.inWords() + ".");
            return "";
        }
        if (!node.getTag().equals(Tag.STR) && !shape.isSecret()) {
            problems.at(node, key + " must be text; put it in quotes: " + Quoted.of(scalar.getValue()) + ".");
            return "";
        }
        return shaped(scalar, key, shape);
    }

    /** The same without a look at the type: {@code port: 80} may stand where text is meant. */
    String shaped(ScalarNode scalar, String key, Shape shape) {
        if (shape.fits(scalar.getValue())) {
            return scalar.getValue();
        }
        // in the place of a reference, what is written may be the secret itself
        String is = shape.isSecret() ? "" : " is " + Quoted.of(scalar.getValue()) + ", but";
        problems.at(scalar, key + is + " must be " + shape.inWords() + ".");
        return "";
    }

    /** One of a few words; the stand-in is the first one. */
    String word(Node node, String key, List<String> words) {
        if (words.contains(written(node))) {
            return written(node);
        }
        problems.at(node, key + " must be " + String.join(" or ", words) + ".");
        return words.get(0);
    }

    /** The stand-in is 0. */
    int number(Node node, String key, int lowest, int highest) {
        if (node.getTag().equals(Tag.INT) && NUMBER.matcher(written(node)).matches()) {
            int number = Integer.parseInt(written(node));
            if (lowest <= number && number <= highest) {
                return number;
            }
        }
        problems.at(node, key + " must be a number from " + lowest + " to " + highest + ".");
        return 0;
    }

    /** The stand-in is no. */
    boolean flag(Node node, String key) {
        if (!node.getTag().equals(Tag.BOOL)) {
            problems.at(node, key + " must be true or false.");
        }
        return written(node).equals("true");
    }

    /** The stand-in is a second. */
    Duration duration(Node node, String key) {
        Optional<Duration> duration = Durations.parse(written(node)).filter(length -> !length.isZero());
        if (duration.isEmpty()) {
            problems.at(node, key + " must be " + Durations.FORMS + ".");
        }
        return duration.orElse(Duration.ofSeconds(1));
    }

    /** A duration or {@code 0s}; the stand-in is none. */
    Duration time(Node node, String key) {
        Optional<Duration> time = Durations.parse(written(node));
        if (time.isEmpty()) {
            problems.at(node, key + " must be " + Durations.FORMS + ", or 0s for none.");
        }
        return time.orElse(Duration.ZERO);
    }

    /** Some of the pairs: {@code 2} or {@code 25%}. */
    Optional<Share> share(Node node, String key) {
        Matcher matcher = SHARE.matcher(written(node));
        if (matcher.matches()) {
            int amount = Integer.parseInt(matcher.group(1));
            boolean percent = !matcher.group(2).isEmpty();
            if (amount > 0 && (!percent || amount <= 100)) {
                return Optional.of(new Share(amount, percent));
            }
        }
        problems.at(node, key + " must be a number of pairs such as 2, or a part of them such as 25%.");
        return Optional.empty();
    }

    /** So many at least: {@code 2}, or {@code 75%} of the whole, rounded up; the stand-in is none. */
    int least(Node node, String key, int whole) {
        Matcher matcher = SHARE.matcher(written(node));
        if (!matcher.matches() || matcher.group(2).isEmpty()) {
            return number(node, key, 0, 1000);
        }
        int percent = Integer.parseInt(matcher.group(1));
        if (percent > 100) {
            problems.at(node, key + " must be a number from 0 to 1000, or a part such as 75%.");
            return 0;
        }
        return (whole * percent + 99) / 100;
    }

    /** An address on the web without credentials; the stand-in is an empty one. */
    URI url(Node node, String key) {
        URI url = parsed(written(node));
        if (written(node).contains("@")) {
            problems.at(node, key + " must not hold a user or a password: whoever sees a script would see it.");
            return NO_URL;
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            problems.at(node, key + " must be a URL such as https://artifacts.example.org/releases.");
        }
        return url;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            return NO_URL;
        }
    }

    private static String written(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
