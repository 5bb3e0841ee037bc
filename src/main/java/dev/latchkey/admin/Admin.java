package dev.latchkey.admin;

import dev.latchkey.audit.Actor;
import dev.latchkey.sessions.Session;

/**
 * The administrator who acts.
 *
 * @param account the id of their account
 * @param session the public number of their session
 */
public record Admin(long account, long session) {

  public static Admin of(Session session) {
    return new Admin(session.owner().id(), session.id());
  }

  /** Who caused an audit event. */
  Actor asActor() {
    return new Actor(account, session);
  }
}
