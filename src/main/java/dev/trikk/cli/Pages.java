package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns pages until there is enough. */
final class Pages {
    private static final int LARGEST = 200;

    private final Desk desk;
    private final String path;

    Pages(Desk desk, String path) {
        this.desk = desk;
        this.path = path;
    }

    /** The first so many entries as one page. */
    Tree first(int limit) {
        if (limit < 1) {
            throw new Trouble(Exit.USAGE, "--limit is at least 1.");
        }
        List<Tree> items = new ArrayList<>();
        String next = "";
        do {
            String size = String.valueOf(Math.min(LARGEST, limit - items.size()));
            String more = Paths.with("", "limit", size, "before", next).substring(1);
            Tree page = desk.client().get(path + (path.contains("?") ? "&" : "?") + more);
            items.addAll(page.list("items"));
            next = page.text("next");
        } while (!next.isEmpty() && items.size() < limit);
        return page(items, next);
    }

    private static Tree page(List<Tree> items, String next) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("items", Tree.list(items));
        if (!next.isEmpty()) {
            fields.put("next", Tree.of(next));
        }
        return Tree.object(fields);
    }
}
