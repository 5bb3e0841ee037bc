package dev.latchkey.request;

import dev.latchkey.texts.Language;

/**
 * Where the request comes from that this thread works for, as far as it is known.
 *
 * @param address the client's network address in its canonical form ({@link ClientAddress}), or
 *     null
 * @param userAgent what it calls itself, cut to 512 characters, or null
 * @param requestId what the request is called in the log and in its answer, or null
 * @param language the language to speak to it in; English where null is given
 * @param trace the trace that the request is part of, or null
 */
public record RequestContext(
    String address, String userAgent, String requestId, Language language, TraceContext trace) {

  /** Nobody from outside: the server itself. */
  public static final RequestContext NONE = new RequestContext(null, null, null, Language.ENGLISH);

  private static final int LONGEST_ADDRESS = 45;
  private static final int LONGEST_USER_AGENT = 512;
  private static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<>();

  /** Of a request that is part of no trace. */
  public RequestContext(String address, String userAgent, String requestId, Language language) {
    this(address, userAgent, requestId, language, null);
  }

  public RequestContext {
    address = cut(address, LONGEST_ADDRESS);
    userAgent = cut(userAgent, LONGEST_USER_AGENT);
    language = language == null ? Language.ENGLISH : language;
  }

  /** The client of the request that this thread serves, or {@link #NONE}. */
  public static RequestContext current() {
    RequestContext client = CURRENT.get();
    return client == null ? NONE : client;
  }

  /**
   * Says whose request this thread serves from now on; the one who says it calls {@link #leave} in
   * the end.
   */
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

  private static String cut(String text, int length) {
    if (text == null) {
      return null;
    }
    String clean = text.replace("\0", "");
    return clean.length() <= length ? clean : clean.substring(0, length);
  }
}
