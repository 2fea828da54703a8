package dev.trikk.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code trikk demo}. */
@Command(
        name = "demo",
        description =
                "Shows a whole pipeline in this terminal, on servers that it brings along. Needs no configuration.")
public final class DemoCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    /** picocli would only know the constants' names. */
    private static final class ByWord implements ITypeConverter<DemoKind> {
        @Override
        public DemoKind convert(String word) {
            return Stream.of(DemoKind.values())
                    .filter(kind -> kind.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("there is " + List.of(DemoKind.values()) + ", but no " + word));
        }
    }

    @Option(names = "--keep", description = "Stay up afterwards, for requests of your own, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--balancer",
            paramLabel = "KIND",
            converter = ByWord.class,
            defaultValue = "haproxy",
            description = "What stands before the servers: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private DemoKind balancer;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("trikk-demo-");
        // before the first logger and the first HTTP server are made; without nodelay, small answers take 40 ms
        System.setProperty("trikk.demo.log", folder.resolve("trikk.log").toString());
        System.setProperty("log4j2.configurationFile", "classpath:dev/trikk/demo/log4j2.properties");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try (Demo demo = new Demo(folder, balancer, new Screen(terminal(), Ansi.AUTO))) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
            return tell(demo);
        }
    }

    private int tell(Demo demo) throws Exception {
        try {
            boolean asExpected = demo.run();
            if (keep) {
                demo.invite();
                new CountDownLatch(1).await();
            }
            demo.farewell();
            return asExpected ? 0 : 1;
        } catch (Exception e) {
            if (demo.isClosed()) {
                // whatever breaks while everything is being stopped is no news
                return INTERRUPTED;
            }
            throw e;
        }
    }

    /** Where no locale is set, Java would print question marks; terminals speak UTF-8 all the same. */
    private static PrintStream terminal() throws IOException {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }
}
