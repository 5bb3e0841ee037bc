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
   * @param compiling in seconds, by the compilers of its virtual machine
   */
  record Use(double serverCpu, double databaseCpu, double allocated, double compiling) {

    /**
     * @param jvm of the server, or null where it cannot be asked
     */
    static Use of(ProcessCpu server, ProcessCpu database, Jvm jvm) {
      return new Use(
          server.seconds(),
          database.seconds(),
          jvm == null ? Double.NaN : jvm.allocated(),
          jvm == null ? Double.NaN : jvm.compiling());
    }
  }
}
