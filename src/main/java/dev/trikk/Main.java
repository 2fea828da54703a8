package dev.trikk;

/** Starts Trikk. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("not yet");
    }
}
