package dev.vigie.cli;

/** Something to be closed, by which nothing can go wrong. */
@FunctionalInterface
interface Closing extends AutoCloseable {

    @Override
    void close();
}
