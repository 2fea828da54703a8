package dev.trikk.release;

/** Takes builds that are sent to Trikk, so that a request can name them as its file. */
public interface Builds {

    /**
     * Begins to take a build; nothing of it can be seen until it is whole.
     *
     * @param name of its file, such as {@code shop-1.5.0.zip}
     * @param promised what its sender says that it is
     * @throws Releases.UnknownRelease when no file of a build is called so
     */
    Delivery begin(String name, Checksum promised);

    /** A build on its way. For one thread. Whoever began it closes it. */
    interface Delivery extends AutoCloseable {

        /** Adds the next bytes. Blocks for as long as the disk needs. */
        void add(byte[] bytes);

        /**
         * Ends: the build is on the disk, and kept until it is used or too old. Repeated with the same content and name, it
         * is the same file.
         *
         * @return what a request names as its file. The digest is part of it, so that no other content can take its place
         * @throws Releases.UnknownRelease when it is not what was promised, or no zip that may be unpacked on a server
         */
        String finish();

        /** Forgets what was not ended. */
        @Override
        void close();
    }
}
