package dev.latchkey.api.clients;

import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;

/**
 * A kind of client: how requests and responses carry its session, and how the session ends. There
 * is one bean for each kind. Concurrent threads call it, outside of transactions.
 */
public interface ClientKind {

  /**
   * The prefix of all paths: the kinds of client, and the version. It is a constant because
   * annotations need one. A filter rejects a kind that is not served before its path is matched.
   */
  String PATH = "/{client: app}/v1";

  /** The segment that names the kind in paths, and its name in {@code HEADLESS_CLIENTS}. */
  String segment();

  /** Looks up the session of a request; each call looks it up again. */
  TokenOutcome session(ContainerRequestContext request);

  /** What the client receives with a new session whose login is still pending. */
  Handover pending(OpenSession session);

  /**
   * What the client receives with a session that has just been authenticated.
   *
   * @param tokens the tokens that the token strategy issues in addition to the session token
   */
  Handover authenticated(OpenSession session, Map<String, String> tokens);

  /** What the client receives when its session has ended. */
  Handover ended();

  /** The status of the response to a request whose session has ended. */
  int endedStatus();
}
