package dev.vigie.siem;

/** Waits; {@code Thread::sleep}, or a test that does not wait. */
public interface Sleeper {
    void sleep(long millis) throws InterruptedException;
}
