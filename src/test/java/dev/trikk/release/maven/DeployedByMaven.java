package dev.trikk.release.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A repository that Maven itself has written. One run of Maven deploys everything, because its start is what takes time. */
record DeployedByMaven(Path folder) {

    static final String BUILD = "a build";

    private static final String POM =
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>no.oslo</groupId>
              <artifactId>deploys</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <build><plugins><plugin>
                <artifactId>maven-deploy-plugin</artifactId>
                <version>3.1.4</version>
                <configuration>
                  <file>build.zip</file>
                  <groupId>no.oslo</groupId>
                  <artifactId>booking</artifactId>
                  <packaging>zip</packaging>
                  <generatePom>false</generatePom>
                  <repositoryId>served</repositoryId>
                  <url>%s</url>
                </configuration>
                <executions>%s</executions>
              </plugin></plugins></build>
            </project>
            """;
    private static final String DEPLOY =
            """
            <execution>
              <id>deploy-%d</id>
              <phase>validate</phase>
              <goals><goal>deploy-file</goal></goals>
              <configuration><version>%s</version><classifier>%s</classifier></configuration>
            </execution>
            """;

    /** Deploys into a new folder below that one, which anybody may read. */
    static DeployedByMaven into(Path work) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(work.resolve("build.zip"), BUILD);
        Path repository = Files.createDirectory(work.resolve("repository"));
        String deployments = DEPLOY.formatted(1, "1.10", "standalone")
                + DEPLOY.formatted(2, "2.0-SNAPSHOT", "standalone")
                + DEPLOY.formatted(3, "2.0-rc-1", "standalone")
                + DEPLOY.formatted(4, "1.9", "standalone");
        deploy(work, repository, deployments);
        // in a run of its own: two snapshots that one run deploys in the same second were seen to get the same number
        deploy(work, repository, DEPLOY.formatted(5, "2.0-SNAPSHOT", ""));
        return new DeployedByMaven(repository);
    }

    private static void deploy(Path work, Path repository, String deployments)
            throws IOException, InterruptedException {
        Files.writeString(work.resolve("pom.xml"), POM.formatted(repository.toUri(), deployments));
        run(work, "mvn", "-q", "-B", "-Daether.checksums.algorithms=SHA-256,SHA-1", "validate");
    }

    static Checksum sha256() {
        return new Checksum(Algorithm.SHA256, digest(BUILD.getBytes(StandardCharsets.UTF_8), "SHA-256"));
    }

    static String digest(byte[] content, String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(Path work, String... command) throws IOException, InterruptedException {
        Path log = work.resolve("mvn.log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("Maven ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
