package dev.latchkey.bench;

/** A server, and the database behind it. */
interface SystemUnderTest {

  /** Where it listens, on the loopback interface. */
  int port();

  /** What it has used so far. */
  Use use();

  /**
   * What a system has used since it began.
   *
   * @param serverCpu in seconds
   * @param databaseCpu in seconds
   * @param allocated in bytes, by threads that still live
   */
  record Use(double serverCpu, double databaseCpu, double allocated) {}
}
