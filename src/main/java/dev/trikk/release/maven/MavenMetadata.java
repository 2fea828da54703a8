package dev.trikk.release.maven;

import dev.trikk.inventory.Artifact;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A {@code maven-metadata.xml} of either level, as far as it concerns us. Its own {@code latest} and {@code release} are
 * not read: to Maven's client they mean the last deployed, to some servers the highest. Nothing in it may be trusted.
 *
 * @param versions in the order of deployment
 * @param snapshot fields of the newest snapshot by element name
 * @param files fields of each file of the newest snapshot by element name
 */
record MavenMetadata(List<String> versions, Map<String, String> snapshot, List<Map<String, String>> files) {

    private static final String VERSIONING = "metadata/versioning/";
    private static final String FILE = VERSIONING + "snapshotVersions/snapshotVersion";
    private static final int DEEPEST = 8;
    private static final XMLInputFactory XML = factory();

    /**
     * Reads a document, namespaced or not.
     *
     * @throws XMLStreamException when it is not well-formed, or has a DTD
     */
    static MavenMetadata read(byte[] document) throws XMLStreamException {
        MavenMetadata metadata = new MavenMetadata(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(document));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a DTD is not allowed");
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                    metadata.opened(path);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    metadata.closed(path, text.toString().strip());
                    text.setLength(0);
                }
                default -> {}
            }
        }
        return metadata;
    }

    /**
     * The version in the name of an artifact's newest snapshot file; none when the file bears the plain snapshot
     * version. An attached file can be older than the newest snapshot, so the entry of the file itself comes first.
     */
    Optional<String> fileVersion(Artifact artifact, String version) {
        if ("true".equals(snapshot.get("localCopy"))) {
            return Optional.empty();
        }
        return files.stream()
                .filter(file -> artifact.type().equals(file.get("extension")))
                .filter(file -> artifact.classifier().orElse("").equals(file.getOrDefault("classifier", "")))
                .flatMap(file -> Optional.ofNullable(file.get("value")).stream())
                .findFirst()
                .or(() -> timestamped(version));
    }

    private Optional<String> timestamped(String version) {
        String timestamp = snapshot.get("timestamp");
        String buildNumber = snapshot.get("buildNumber");
        if (timestamp == null || buildNumber == null) {
            return Optional.empty();
        }
        return Optional.of(version.replaceFirst("SNAPSHOT$", "") + timestamp + "-" + buildNumber);
    }

    private void opened(Deque<String> path) throws XMLStreamException {
        if (path.size() > DEEPEST) {
            throw new XMLStreamException("nested too deeply");
        }
        if (String.join("/", path).equals(FILE)) {
            files.add(new HashMap<>());
        }
    }

    private void closed(Deque<String> path, String text) {
        String name = path.removeLast();
        switch (String.join("/", path)) {
            case VERSIONING + "versions" -> versions.add(text);
            case VERSIONING + "snapshot" -> snapshot.put(name, text);
            case FILE -> files.get(files.size() - 1).put(name, text);
            default -> {}
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
