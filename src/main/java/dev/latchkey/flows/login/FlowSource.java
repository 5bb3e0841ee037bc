package dev.latchkey.flows.login;

import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Optional;

/**
 * Contributes flows that are open to a client that is not logged in. Every bean that implements
 * this interface takes part; so a feature or an application can add flows without a change to the
 * API.
 *
 * <p>One instance is called for each response that lists flows, by concurrent threads, outside of
 * transactions. It must be fast, and must not reveal whether an account exists. If it throws, the
 * request fails with status 500.
 *
 * @since 1.0
 */
public interface FlowSource {

  /**
   * The position in the list, the lowest first. Latchkey's own are login (100), login with a
   * passkey (150), sign-up (200) and password reset (300).
   */
  int order();

  /**
   * The flows.
   *
   * @param session the client's session, in which no user is logged in; empty if it has none
   */
  List<Flow> flows(Optional<Session> session);
}
