package dev.trikk.inventory;

import java.time.Duration;
import java.util.Optional;

/**
 * When an application counts as up: {@code times} good answers in a row before {@code within} has passed.
 *
 * @param port port on the app server
 * @param path path to GET
 * @param proxyPort port of the httpd on the proxy, to ask there too after the app server answered
 * @param expect text that the answer must contain; {@code ${version}} in it stands for the version deployed
 * @param times good answers in a row
 * @param within deadline for all of it
 */
public record Health(
        int port, String path, Optional<Integer> proxyPort, Optional<String> expect, int times, Duration within) {}
