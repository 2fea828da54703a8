package dev.trikk.rotation.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Patience;
import dev.trikk.remote.ssh.LoopbackServer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real nginx, behind a real sshd. */
class NginxTest extends LoadBalancerContract {
    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    private LoopbackServer host;
    private NginxProcess nginx;
    private LoadBalancer balancer;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        host = new LoopbackServer(home);
        nginx = new NginxProcess(folder, members);
        balancer = with(nginx.command());
        return balancer;
    }

    private LoadBalancer with(String command) {
        return new NginxBalancer(
                host,
                host.server(),
                host.login(),
                nginx.upstream().toString(),
                command,
                nginx.pid().toString(),
                command.equals("true") ? Duration.ofSeconds(1) : Patience.LONG,
                Pauses.real());
    }

    @Override
    protected URI front() {
        return nginx.front();
    }

    @Override
    protected void stop() throws Exception {
        nginx.close();
        host.close();
    }

    @Test
    void only_one_word_of_the_file_changes_and_nothing_is_left_beside_it_but_its_marks() throws IOException {
        String before = Files.readString(nginx.upstream());

        balancer.drain("app1");
        String drained = Files.readString(nginx.upstream());
        balancer.restore("app1");

        assertThat(drained).isEqualTo(before.replace("weight=1; # app1", "weight=1 down; # app1"));
        assertThat(Files.readString(nginx.upstream())).isEqualTo(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.{new,old}");
    }

    @Test
    void a_file_that_was_edited_but_not_loaded_is_not_believed() throws IOException {
        edit("# app1", "down; # app1");

        Member member = balancer.member("app1");

        assertThat(member.rotation()).isEqualTo(Rotation.IN);
        assertThat(member.inService()).isFalse();
    }

    @Test
    void a_file_that_was_edited_but_not_loaded_is_loaded_by_the_next_drain() throws IOException {
        edit("# app1", "down; # app1");

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app2").inService()).isTrue();
    }

    @Test
    void a_member_that_somebody_put_back_by_hand_is_noticed() throws Exception {
        String before = Files.readString(nginx.upstream());
        balancer.drain("app1");

        Files.writeString(nginx.upstream(), before);
        new ProcessBuilder("sh", "-c", nginx.command() + " -s reload").start().waitFor();

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.IN);
    }

    @Test
    void a_configuration_that_nginx_refuses_changes_nothing_and_its_complaint_is_passed_on() throws IOException {
        String before = Files.readString(nginx.upstream());
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, Files.readString(config) + "nonsense;\n");

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("app1 is not down")
                .hasMessageContaining("nonsense");

        assertThat(Files.readString(nginx.upstream())).isEqualTo(before);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_reload_that_only_says_it_was_done_is_not_believed() {
        // both its test and its reload succeed, and nothing happens
        LoadBalancer lying = with("true");

        assertThatThrownBy(() -> lying.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("no new workers");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.IN);
    }

    @Test
    void an_nginx_that_does_not_run_is_said_so() throws Exception {
        nginx.close();

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("nginx does not run");
    }

    private void edit(String what, String replacement) throws IOException {
        String text = Files.readString(nginx.upstream());
        Files.writeString(nginx.upstream(), text.replace("; " + what, " " + replacement));
        Files.setLastModifiedTime(nginx.upstream(), FileTime.from(Instant.now()));
    }
}
