package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.TokenVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tokens of a request. This is the only reader of tokens: the API, the administration API and
 * the endpoints of applications all use it.
 *
 * <p>For one request and its thread. It only reads tokens; other classes validate them.
 */
public final class RequestTokens {

  /** The header of session tokens. */
  public static final String SESSION_TOKEN = "X-Session-Token";

  /** The header of the token of a trusted device; it identifies no caller. */
  public static final String DEVICE_TOKEN = "X-Device-Token";

  /** The header of access tokens, which follow the scheme (RFC 9110 §11.6.2). */
  public static final String AUTHORIZATION = "Authorization";

  /** The longest token that is accepted, in characters. */
  public static final int MAX_LENGTH = TokenVerifier.MAX_LENGTH;

  /** The token of one use, if any. */
  public sealed interface Found {}

  /** No token. */
  public record None() implements Found {}

  /**
   * Not one possible token: several, or one that is too long. It is rejected without validation.
   */
  public record Malformed(TokenUse use) implements Found {}

  /** A token, with any content. */
  public record Token(TokenUse use, String text) implements Found {

    /** Shows nothing of the token. */
    @Override
    public String toString() {
      return use + " token";
    }
  }

  /** The session cookie of a browser. */
  public record Cookie(String text) implements Found {

    /** Shows nothing of the cookie. */
    @Override
    public String toString() {
      return "session cookie";
    }
  }

  /** A session cookie in a request that another site may have made. */
  public record CrossSite() implements Found {}

  private final Function<TokenUse, List<String>> texts;
  private final Supplier<Found> cookies;

  private RequestTokens(Function<TokenUse, List<String>> texts, Supplier<Found> cookies) {
    this.texts = texts;
    this.cookies = cookies;
  }

  private RequestTokens(Function<TokenUse, List<String>> texts) {
    this(texts, None::new);
  }

  /** The same tokens and, if there is none in a header, the session cookie. */
  RequestTokens or(Supplier<Found> sessionCookie) {
    return new RequestTokens(texts, sessionCookie);
  }

  /**
   * The tokens in the usual headers.
   *
   * @param scheme of access tokens, compared case-insensitively
   * @param headers the values of a header by its name, in any case; null or empty for none
   */
  public static RequestTokens inHeaders(String scheme, Function<String, List<String>> headers) {
    return new RequestTokens(
        use ->
            use == TokenUse.SESSION
                ? headers.apply(SESSION_TOKEN)
                : behind(scheme, headers.apply(AUTHORIZATION)));
  }

  /** The same, in a request that a servlet container serves. */
  public static RequestTokens inHeaders(String scheme, HttpServletRequest request) {
    return inHeaders(scheme, name -> Collections.list(request.getHeaders(name)));
  }

  /** The tokens that an application's extractor finds. */
  static RequestTokens by(TokenExtractor extractor, HttpServletRequest request) {
    return new RequestTokens(
        use ->
            (use == TokenUse.SESSION
                    ? extractor.sessionToken(request)
                    : extractor.accessToken(request))
                .map(List::of)
                .orElse(List.of()));
  }

  /** The session token or, if there is none, the access token or, without either, the cookie. */
  public Found first() {
    Found session = inHeader(TokenUse.SESSION);
    Found inHeader = session instanceof None ? inHeader(TokenUse.ACCESS) : session;
    return inHeader instanceof None ? cookies.get() : inHeader;
  }

  /**
   * The token of one use, even if the request has others. The session cookie is a session token.
   *
   * @param use {@link TokenUse#SESSION} or {@link TokenUse#ACCESS}
   */
  public Found of(TokenUse use) {
    Found found = inHeader(use);
    return found instanceof None && use == TokenUse.SESSION ? cookies.get() : found;
  }

  private Found inHeader(TokenUse use) {
    List<String> all = texts.apply(use);
    String only = null;
    for (String text : all == null ? List.<String>of() : all) {
      if (text.isEmpty()) {
        continue;
      }
      if (only != null) {
        return new Malformed(use);
      }
      only = text;
    }
    if (only == null) {
      return new None();
    }
    return only.length() > MAX_LENGTH ? new Malformed(use) : new Token(use, only);
  }

  /** With a second line of the header, it is unclear which one a proxy in front has used. */
  private static List<String> behind(String scheme, List<String> lines) {
    if (lines == null || lines.isEmpty()) {
      return List.of();
    }
    List<String> tokens = new ArrayList<>(1);
    for (String line : lines) {
      BearerHeader.token(line, scheme).ifPresent(tokens::add);
    }
    return tokens.isEmpty() || lines.size() == 1 ? tokens : lines;
  }
}
