package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.anArtifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenMetadataTest {

    @Test
    void a_namespaced_list_reads_like_a_plain_one() throws XMLStreamException {
        String versions =
                "<versioning><versions><version> 1.9 </version><version>1.10</version></versions></versioning>";

        MavenMetadata plain = read("<metadata>" + versions + "</metadata>");
        MavenMetadata namespaced = read("<m:metadata xmlns:m='http://maven.apache.org/METADATA/1.2.0'>"
                + versions.replace("<", "<m:").replace("<m:/", "</m:")
                + "</m:metadata>");

        assertThat(plain.versions()).containsExactly("1.9", "1.10");
        assertThat(namespaced).isEqualTo(plain);
    }

    @Test
    void only_the_listed_versions_count_and_not_what_the_writer_calls_latest() throws XMLStreamException {
        MavenMetadata metadata = read("<metadata><version>7</version><versioning><latest>8</latest><release>9</release>"
                + "<versions><version>1</version></versions></versioning></metadata>");

        assertThat(metadata.versions()).containsExactly("1");
    }

    @Test
    void the_entry_of_the_file_itself_wins_over_the_newest_snapshot() throws XMLStreamException {
        MavenMetadata metadata = snapshot("<snapshot><timestamp>20260321.003003</timestamp><buildNumber>5</buildNumber>"
                + "</snapshot><snapshotVersions>"
                + "<snapshotVersion><extension>zip</extension><value>1.2-a</value></snapshotVersion>"
                + "<snapshotVersion><classifier>standalone</classifier><extension>pom</extension><value>1.2-b</value>"
                + "</snapshotVersion>"
                + "<snapshotVersion><classifier>standalone</classifier><extension>zip</extension><value>1.2-c</value>"
                + "</snapshotVersion></snapshotVersions>");

        assertThat(fileVersion(metadata)).contains("1.2-c");
    }

    @Test
    void without_an_entry_of_its_own_the_newest_snapshot_names_the_file() throws XMLStreamException {
        MavenMetadata metadata =
                snapshot("<snapshot><timestamp>20260321.003003</timestamp><buildNumber>5</buildNumber></snapshot>");

        assertThat(fileVersion(metadata)).contains("1.2-20260321.003003-5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<snapshot><localCopy>true</localCopy></snapshot>",
                "<snapshot><buildNumber>0</buildNumber></snapshot>",
                "<snapshot><timestamp>20260321.003003</timestamp><buildNumber>5</buildNumber>"
                        + "<localCopy>true</localCopy></snapshot>",
            })
    void a_snapshot_that_is_overwritten_in_place_has_no_version_of_its_own(String versioning)
            throws XMLStreamException {
        assertThat(fileVersion(snapshot(versioning))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE metadata [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><metadata>&e;</metadata>",
                "<!DOCTYPE metadata SYSTEM 'http://127.0.0.1:1/x.dtd'><metadata/>",
                "<metadata>&e;</metadata>",
                "<metadata><versioning><versions><version>1</version>",
                "<a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a>",
                "",
                "not xml",
            })
    void what_is_broken_or_wants_to_be_expanded_is_refused(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void the_declared_charset_counts_and_a_wrong_one_is_refused() throws XMLStreamException {
        String text =
                "<metadata><name>Bjørvika</name><versioning><versions><version>1</version></versions></versioning>"
                        + "</metadata>";
        byte[] latin = ("<?xml version='1.0' encoding='ISO-8859-1'?>" + text).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(MavenMetadata.read(latin).versions()).containsExactly("1");
        assertThatThrownBy(() -> MavenMetadata.read(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(XMLStreamException.class);
    }

    private static Optional<String> fileVersion(MavenMetadata metadata) {
        return metadata.fileVersion(anArtifact(), "1.2-SNAPSHOT");
    }

    private static MavenMetadata snapshot(String versioning) throws XMLStreamException {
        return read("<metadata><versioning>" + versioning + "</versioning></metadata>");
    }

    private static MavenMetadata read(String document) throws XMLStreamException {
        return MavenMetadata.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
