package dev.latchkey.api.clients;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.tokens.TokenOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
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
  String PATH = "/{client: app|browser}/v1";

  /** The segment that names the kind in paths, and its name in {@code HEADLESS_CLIENTS}. */
  String segment();

  /** What carries the session of such a client. */
  TokenCarrier carrier();

  /**
   * Whether the client itself has made the request. Other sites can make a browser send requests.
   * May read the body, and leaves it to be read again.
   */
  boolean isSender(ContainerRequestContext request);

  /**
   * Cookies for every response, unless the response sets the same cookie to another value.
   *
   * @return values of {@code Set-Cookie}
   */
  List<String> cookies(ContainerRequestContext request);

  /** Whether a response's {@code Set-Cookie} takes the place of {@link #cookies}. */
  boolean isReplacedBy(String setCookie);

  /** Looks up the session of a request; each call looks it up again. */
  TokenOutcome session(ContainerRequestContext request);

  /** The tokens of a trusted device that a request carries; what cannot be one is left out. */
  DeviceTokens deviceTokens(ContainerRequestContext request);

  /**
   * What the client receives when its device is trusted.
   *
   * @param tokens all that the device has from now on, the new one first
   */
  Handover trusted(DeviceTokens tokens);

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

  /**
   * Whether a request whose session has ended is rejected. Otherwise it is anonymous, and the
   * response also has what {@link #ended} returns.
   */
  boolean isRejectedWhenEnded();
}
