package dev.latchkey.audit;

/**
 * The administrator who caused an event.
 *
 * @param account the id of their account
 * @param session the public number of their session
 */
public record Actor(long account, long session) {

  /** In the detail of an event and in the log. */
  String text() {
    return "by=" + account + " in=" + session;
  }
}
