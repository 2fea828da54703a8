package dev.trikk.release.maven;

import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Versions;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the files of one artifact lie in a repository, and how sentences name them. */
record MavenLayout(Repository repository, Artifact artifact) {

    private static final Pattern TIMESTAMP = Pattern.compile("\\d{8}\\.\\d{6}-\\d+$");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    /** The list of all versions. */
    URI metadata() {
        return at("maven-metadata.xml");
    }

    /** The list of what was deployed under one snapshot version. */
    URI snapshotMetadata(String version) {
        return at(version + "/maven-metadata.xml");
    }

    /** The file of an exact version; a timestamped one lies in the folder of its snapshot. */
    URI file(String version) {
        String folder = TIMESTAMP.matcher(version).replaceFirst("SNAPSHOT");
        String classifier = artifact.classifier().map(c -> "-" + c).orElse("");
        return at(folder + "/" + artifact.name() + "-" + version + classifier + "." + artifact.type());
    }

    /** The file beside a file that holds its digest. */
    static URI sideFile(URI file, Checksum.Algorithm algorithm) {
        return URI.create(file + "." + algorithm.ending());
    }

    /** The artifact as Maven writes it. */
    String coordinates() {
        String classifier = artifact.classifier().map(c -> ":" + c).orElse("");
        return artifact.group() + ":" + artifact.name() + ":" + artifact.type() + classifier;
    }

    /** The repository as sentences begin with it. */
    static String named(Repository repository) {
        return "Repository " + repository.name() + " (" + shown(repository.url()) + ")";
    }

    /** An address without the password that someone may have put into it: sentences end in chats and mails. */
    static String shown(URI uri) {
        return USER_INFO.matcher(uri.toString()).replaceFirst("//");
    }

    /** The version that a path below the root is the file of; none for another file. */
    Optional<String> version(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String file = parts[parts.length - 1];
        String start = artifact.name() + "-";
        String end = artifact.classifier().map(c -> "-" + c).orElse("") + "." + artifact.type();
        if (!file.startsWith(start) || !file.endsWith(end) || file.length() <= start.length() + end.length()) {
            return Optional.empty();
        }
        String version = file.substring(start.length(), file.length() - end.length());
        return Optional.of(version).filter(Versions::isSafe).filter(found -> pathOf(found)
                .equals(path));
    }

    private String pathOf(String version) {
        String root = repository.url().getPath();
        String path = file(version).getPath().substring(root.length());
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private URI at(String path) {
        String root = repository.url().toString();
        String slash = root.endsWith("/") ? "" : "/";
        return URI.create(root + slash + artifact.group().replace('.', '/') + "/" + artifact.name() + "/" + path);
    }
}
