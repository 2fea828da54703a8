package dev.trikk.inventory.yaml;

import dev.trikk.inventory.BadInventory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Everything that is wrong in one file, in its order. What is found twice, through an alias, is told once. */
final class Problems {
    private record Problem(int line, int column, String sentence) {}

    private final String file;
    private final TreeSet<Problem> problems = new TreeSet<>(Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::sentence));

    Problems(String file) {
        this.file = file;
    }

    void at(Node node, String sentence) {
        at(node.getStartMark(), sentence);
    }

    void at(Optional<Mark> mark, String sentence) {
        problems.add(new Problem(
                mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, sentence));
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInventory(sentences());
        }
    }

    private List<String> sentences() {
        return problems.stream()
                .map(problem -> file + ":" + problem.line() + ":" + problem.column() + ": " + problem.sentence())
                .toList();
    }
}
