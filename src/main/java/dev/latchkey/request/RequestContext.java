package dev.latchkey.request;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.texts.Language;
import org.jspecify.annotations.Nullable;

/**
 * The context of the request that this thread handles, as far as it is known.
 *
 * @param address the client's network address in its canonical form ({@link ClientAddress}), or
 *     null
 * @param userAgent the client's user agent, cut to 512 characters
 * @param requestId the request's id in the log and in the response
 * @param language the language of the response; English for null
 * @param trace the trace that the request is part of
 * @param origin the scheme, {@code ://} and host that the client sent the request to, as it stated
 *     them
 * @param carrier what carries the session of this client; a session that begins in this request is
 *     valid only there
 * @param deviceTokens the tokens of a trusted device, in the way of this carrier
 */
public record RequestContext(
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String requestId,
    Language language,
    @Nullable TraceContext trace,
    @Nullable String origin,
    TokenCarrier carrier,
    DeviceTokens deviceTokens) {

  /** No client: the server itself. */
  public static final RequestContext NONE = new RequestContext(null, null, null, Language.ENGLISH);

  private static final int LONGEST_ADDRESS = 45;
  private static final int LONGEST_USER_AGENT = 512;
  private static final int LONGEST_ORIGIN = 300;
  private static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<>();

  /** For a request without a trace. */
  public RequestContext(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String requestId,
      Language language) {
    this(address, userAgent, requestId, language, null);
  }

  /** For a request to an unknown origin, of a client whose session is in a header. */
  public RequestContext(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String requestId,
      Language language,
      @Nullable TraceContext trace) {
    this(address, userAgent, requestId, language, trace, null, TokenCarrier.HEADER);
  }

  /** For a request of a device that is not trusted. */
  public RequestContext(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String requestId,
      Language language,
      @Nullable TraceContext trace,
      @Nullable String origin,
      TokenCarrier carrier) {
    this(address, userAgent, requestId, language, trace, origin, carrier, DeviceTokens.NONE);
  }

  public RequestContext {
    address = cut(address, LONGEST_ADDRESS);
    userAgent = cut(userAgent, LONGEST_USER_AGENT);
    language = language == null ? Language.ENGLISH : language;
    origin = cut(origin, LONGEST_ORIGIN);
  }

  /** The same, of a client whose session has this carrier. */
  public RequestContext carriedBy(TokenCarrier other) {
    return new RequestContext(
        address, userAgent, requestId, language, trace, origin, other, deviceTokens);
  }

  /** The same, of a device that shows these tokens. */
  public RequestContext showing(DeviceTokens tokens) {
    return new RequestContext(
        address, userAgent, requestId, language, trace, origin, carrier, tokens);
  }

  /** The context of the request that this thread handles, or {@link #NONE}. */
  public static RequestContext current() {
    RequestContext client = CURRENT.get();
    return client == null ? NONE : client;
  }

  /** Binds the context to this thread; the caller must call {@link #leave} at the end. */
  public static void enter(RequestContext client) {
    if (client == NONE) {
      leave();
    } else {
      CURRENT.set(client);
    }
  }

  public static void leave() {
    CURRENT.remove();
  }

  private static @Nullable String cut(@Nullable String text, int length) {
    if (text == null) {
      return null;
    }
    String clean = text.replace("\0", "");
    return clean.length() <= length ? clean : clean.substring(0, length);
  }
}
