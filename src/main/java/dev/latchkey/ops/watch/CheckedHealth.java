package dev.latchkey.ops.watch;

import dev.latchkey.Shared;
import dev.latchkey.admin.status.NodeHealth;
import jakarta.inject.Inject;

/** The same readiness for administrators. */
@Shared
public class CheckedHealth implements NodeHealth {

  private final Readiness readiness;

  @Inject
  public CheckedHealth(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public boolean isStarted() {
    return readiness.state().started();
  }

  @Override
  public boolean isDatabaseUp() {
    return readiness.state().database();
  }

  @Override
  public boolean isSenderRejected() {
    return readiness.state().senderRejected();
  }
}
