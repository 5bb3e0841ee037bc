package dev.latchkey.bench;

import java.time.Duration;
import java.util.List;

/** A path of a server. */
final class HttpTarget implements Target {

  private final String name;
  private final SystemUnderTest system;
  private final Load load;

  /**
   * @param conversations one for each connection
   */
  HttpTarget(String name, SystemUnderTest system, List<Conversation> conversations) {
    this.name = name;
    this.system = system;
    this.load = new Load(system.port(), conversations);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample run(Duration slice) {
    SystemUnderTest.Use before = system.use();
    Load.Run run = load.run(slice);
    SystemUnderTest.Use after = system.use();
    if (run.failures() > 0) {
      throw new IllegalStateException(
          name
              + ": "
              + run.failures()
              + " of "
              + run.requests()
              + " answers are wrong, the first:\n"
              + run.firstFailure());
    }
    return new Sample(
        run.requests(),
        run.seconds(),
        run.latencies(),
        after.serverCpu() - before.serverCpu(),
        after.databaseCpu() - before.databaseCpu(),
        after.allocated() - before.allocated(),
        after.compiling() - before.compiling());
  }

  /** Sends so many requests, one after another. */
  Load.Run send(int requests) {
    return load.run(Duration.ofMinutes(5), requests);
  }
}
