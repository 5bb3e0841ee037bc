package dev.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The result for a credential, cached in the request. */
final class CachedResult {

  private final TokenCredential credential;
  private final Authentication.Result result;

  CachedResult(TokenCredential credential, Authentication.Result result) {
    this.credential = credential;
    this.result = result;
  }

  /** The cached result for the same credential. */
  static @Nullable CachedResult left(HttpServletRequest request, TokenCredential credential) {
    return request.getAttribute(attribute(credential)) instanceof CachedResult judgement
            && judgement.credential.token().equals(credential.token())
        ? judgement
        : null;
  }

  void leave(HttpServletRequest request) {
    request.setAttribute(attribute(credential), this);
  }

  Authentication.Result result() {
    return result;
  }

  private static String attribute(TokenCredential credential) {
    boolean withSession =
        credential instanceof AccessTokenCredential access && access.withSession();
    return CachedResult.class.getName()
        + '.'
        + credential.use()
        + (credential instanceof SessionTokenCredential session ? session.carrier() : "")
        + (withSession ? ".with-session" : "");
  }
}
