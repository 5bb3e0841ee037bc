package dev.latchkey.admin;

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

  /** The detail of an audit event. */
  String asDetail() {
    return "by=" + account + " in=" + session;
  }

  /** As {@link #asDetail()}, with further information. */
  String asDetail(String more) {
    return asDetail() + " " + more;
  }
}
