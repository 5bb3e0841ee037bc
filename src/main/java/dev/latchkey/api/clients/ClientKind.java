package dev.latchkey.api.clients;

import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;

/**
 * A kind of client: how its session comes in, goes out and ends. One bean for each kind, called by
 * many threads at the same time, outside of transactions.
 */
public interface ClientKind {

  /**
   * What the paths of all operations start with: the kinds there are, and the version. A constant,
   * as annotations need; a kind that is not served is rejected before its path is matched.
   */
  String PATH = "/{client: app}/v1";

  /** The segment that names the kind in paths, and its name in {@code HEADLESS_CLIENTS}. */
  String segment();

  /** What came of looking for the session of a request; looked up anew with each call. */
  TokenOutcome session(ContainerRequestContext request);

  /** What a client is handed with a session that has begun and still owes a step of its login. */
  Handover pending(OpenSession session);

  /**
   * What a client is handed with a session that is authenticated from now on.
   *
   * @param tokens what the token strategy hands out beside the session's token
   */
  Handover authenticated(OpenSession session, Map<String, String> tokens);

  /** What a client is handed when its session has ended. */
  Handover ended();

  /** The status of the response to a request whose session has ended. */
  int endedStatus();
}
