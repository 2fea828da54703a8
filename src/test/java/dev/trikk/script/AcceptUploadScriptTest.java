package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptUploadScriptTest {
    private final Errand errand = Given.shop().errand();

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void before_an_upload_its_folder_is_made() {
        Outcome outcome = home.good(AcceptUploadScript.before(errand));

        assertThat(home.path(AcceptUploadScript.target(errand)).getParent()).isDirectory();
        assertThat(Facts.of(outcome).value("present")).contains("no");
    }

    @Test
    void a_zip_that_is_there_need_not_be_sent_again() {
        home.givenUploaded(Given.shop());

        Outcome outcome = home.good(AcceptUploadScript.before(errand));

        assertThat(Facts.of(outcome).value("present")).contains("yes");
    }

    @Test
    void another_zip_of_the_same_name_must_be_replaced() {
        home.given(AcceptUploadScript.target(errand), "something else");

        Outcome outcome = home.good(AcceptUploadScript.before(errand));

        assertThat(Facts.of(outcome).value("present")).contains("no");
    }

    @Test
    void the_right_zip_is_accepted_as_often_as_it_is_asked_for() {
        home.givenUploaded(Given.shop());

        home.good(AcceptUploadScript.after(errand));
        home.good(AcceptUploadScript.after(errand));

        assertThat(home.path(AcceptUploadScript.target(errand))).hasBinaryContent(Given.ZIP.bytes());
    }

    @Test
    void a_zip_that_was_damaged_on_its_way_is_deleted() {
        home.given(AcceptUploadScript.target(errand), "damaged");

        Outcome outcome = home.run(AcceptUploadScript.after(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CHECKSUM.code());
        assertThat(outcome.stderr())
                .contains("expected sha256 " + errand.release().checksum().hex());
        assertThat(home.path(AcceptUploadScript.target(errand))).doesNotExist();
    }

    @Test
    void a_zip_that_never_arrived_is_missed() {
        Outcome outcome = home.run(AcceptUploadScript.after(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISSING.code());
        assertThat(outcome.stderr()).endsWith("shop-1.0-standalone.zip did not arrive\n");
    }
}
