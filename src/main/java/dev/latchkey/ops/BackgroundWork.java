package dev.latchkey.ops;

import dev.latchkey.Shared;
import dev.latchkey.mail.Delivery;
import dev.latchkey.sessions.Sessions;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;

/**
 * What a node does beside answering requests: it delivers mail, cleans up, keeps its keys and notes
 * which sessions are used.
 */
@Shared
class BackgroundWork {

  private final Delivery delivery;
  private final CleanUp cleanUp;
  private final KeyUpkeep keyUpkeep;
  private final Sessions sessions;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private volatile BackgroundThreads threads;

  @Inject
  BackgroundWork(Delivery delivery, CleanUp cleanUp, KeyUpkeep keyUpkeep, Sessions sessions) {
    this.delivery = delivery;
    this.cleanUp = cleanUp;
    this.keyUpkeep = keyUpkeep;
    this.sessions = sessions;
  }

  /**
   * Begins.
   *
   * @return the threads it runs on
   */
  BackgroundThreads start() {
    threads = new BackgroundThreads(factory);
    delivery.start(threads);
    cleanUp.start(threads);
    keyUpkeep.start(threads);
    sessions.start(threads);
    return threads;
  }

  /** Ends; what is left to do, such as a mail, waits in the database for another node. */
  void stop() {
    keyUpkeep.stop();
    cleanUp.stop();
    delivery.stop();
    if (threads != null) {
      threads.shutdown();
    }
  }

  /** Writes down which sessions the last requests have used. */
  void finish() {
    sessions.stop();
  }
}
