package dev.latchkey.flows.login;

import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Optional;

/**
 * Contributes flows that are open to a client that is not logged in. Any bean that implements it is
 * asked; so a feature or an application adds flows without the API knowing of it.
 *
 * <p>There is one instance, called by many threads at once, outside of transactions, for each
 * answer that lists flows. It must be quick, and must not tell whether an account exists. When it
 * throws, the request fails with status 500.
 *
 * @since 1.0
 */
public interface FlowSource {

  /**
   * Its place in the list, the lowest first; Latchkey's own stand at multiples of 100 from 100 to
   * 400.
   */
  int order();

  /**
   * The flows.
   *
   * @param session the client's session, in which nobody is logged in; empty where it has none
   */
  List<Flow> flows(Optional<Session> session);
}
