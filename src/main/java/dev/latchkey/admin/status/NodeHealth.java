package dev.latchkey.admin.status;

/** The health of this node, as its health endpoints report it. */
public interface NodeHealth {

  /** Whether it admits requests. */
  boolean isStarted();

  /** Whether the database responds in time and can be written. */
  boolean isDatabaseUp();

  /** Whether the mail server, at the latest attempt, rejected Latchkey as the sender. */
  boolean isSenderRejected();
}
