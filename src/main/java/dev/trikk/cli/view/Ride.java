package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Something that can be followed to its end: a deployment, or a train. All methods are pure. */
public interface Ride {
    /** Its id. */
    String id();

    /** The path of the API where it is read. */
    String path();

    /** The path of the API where its events come from. */
    String events();

    /** How it has ended, if it has. */
    Optional<Ending> ending(Tree now);

    /** How it stands, in at most so many lines: what goes wrong or is under way is shown first. */
    List<Line> standing(Tree now, Instant time, Look look, int height);

    /** What has happened between two looks, a line each; before the first look there was {@link Tree#NOTHING}. */
    List<Line> news(Tree before, Tree now, ZoneId zone, Look look);

    /** What it amounts to: the ending, the first error first, then all others, and what to type next. */
    List<Line> summary(Tree now, Look look);
}
