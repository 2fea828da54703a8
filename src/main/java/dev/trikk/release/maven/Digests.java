package dev.trikk.release.maven;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the digest of a file that a repository holds, the most trusted first. */
final class Digests {

    private static final int SIDE_FILE_BYTES = 4096;

    private final RepositoryClient client;
    private final NexusSearch nexus;

    Digests(RepositoryClient client) {
        this.client = client;
        this.nexus = new NexusSearch(client);
    }

    /**
     * Looks for what the repository has computed itself, then for what a client has put beside the file. A weaker digest is
     * kept as it is: what was downloaded to make a better one would have been compared with nothing else.
     *
     * @param version in the name of the file
     * @param head the answer to the question for the file itself
     */
    Optional<Checksum> of(MavenLayout layout, String version, Answer head) {
        Repository repository = layout.repository();
        URI file = layout.file(version);
        return header(head, Algorithm.SHA256)
                .or(() -> repository.type() == Repository.Type.NEXUS ? nexus.sha256(layout, version) : Optional.empty())
                .or(() -> sideFile(repository, file, Algorithm.SHA256))
                .or(() -> header(head, Algorithm.SHA1))
                .or(() -> sideFile(repository, file, Algorithm.SHA1))
                .or(() -> sideFile(repository, file, Algorithm.MD5));
    }

    /** The digest in a side file: bare, as sha1sum writes it before the name, or in BSD's form after it. */
    static Optional<Checksum> read(String text, Algorithm algorithm) {
        Pattern form =
                Pattern.compile("(?:[^<\\n]*= ?)?(\\p{XDigit}{" + algorithm.digits() + "})(?:\\s.*)?", Pattern.DOTALL);
        Matcher matcher = form.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Checksum(algorithm, matcher.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Optional<Checksum> header(Answer head, Algorithm algorithm) {
        return head.firstHeader("X-Checksum-" + algorithm.ending()).flatMap(value -> read(value, algorithm));
    }

    /** A side file that may not be read counts as missing: some storages answer 403 for what they do not have. */
    private Optional<Checksum> sideFile(Repository repository, URI file, Algorithm algorithm) {
        Answer answer = client.get(repository, MavenLayout.sideFile(file, algorithm), SIDE_FILE_BYTES);
        return answer.isFound() && !answer.isTooLong() ? read(answer.text(), algorithm) : Optional.empty();
    }
}
