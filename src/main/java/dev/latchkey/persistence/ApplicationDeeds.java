package dev.latchkey.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;

/** What runs after the commit of a transaction that the application has begun, in its order. */
final class ApplicationDeeds implements Synchronization {

  private static final Object KEY = new Object();

  private final List<Runnable> deeds = new ArrayList<>();

  private ApplicationDeeds() {}

  /** Adds an action to those of the current transaction. */
  static void add(TransactionSynchronizationRegistry registry, Runnable deed) {
    if (registry.getRollbackOnly()) {
      return;
    }
    ApplicationDeeds known = (ApplicationDeeds) registry.getResource(KEY);
    if (known == null) {
      known = new ApplicationDeeds();
      registry.registerInterposedSynchronization(known);
      registry.putResource(KEY, known);
    }
    known.deeds.add(deed);
  }

  @Override
  public void beforeCompletion() {
    // Only the commit matters.
  }

  @Override
  public void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      deeds.forEach(Runnable::run);
    }
  }
}
