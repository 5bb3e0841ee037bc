package dev.latchkey.security;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the token of a request and validates it, once per token and request. */
@ApplicationScoped
public class Authentication {

  private static final String OPEN = Authentication.class.getName() + ".open";

  /** The result of authentication. */
  public sealed interface Result {}

  /** The request has no token. */
  public record Anonymous() implements Result {}

  /** The token is invalid or has expired. */
  public record Rejected() implements Result {}

  /** The request has a session cookie, but another site may have made the request. */
  public record CrossSite() implements Result {}

  /** The token cannot be validated, because the service that validates it does not respond. */
  public record Unavailable() implements Result {}

  /** The token is valid. */
  public record Authenticated(Caller caller) implements Result {}

  @Inject IdentityStoreHandler stores;
  @Inject TokenConventions conventions;
  @Inject Instance<TokenExtractor> replacement;

  private volatile @Nullable Optional<TokenExtractor> extractor;

  /** Validates the session token or, if there is none, the access token, else the cookie. */
  public Result of(HttpServletRequest request) {
    return of(request, false);
  }

  /**
   * The same.
   *
   * @param withSession whether an access token is valid only while its session is live
   */
  Result of(HttpServletRequest request, boolean withSession) {
    return judge(request, tokens(request).first(), withSession);
  }

  /**
   * Validates the token of one use; if the request has only a token of the other use, rejects it.
   */
  Result of(HttpServletRequest request, TokenUse use, boolean withSession) {
    RequestTokens tokens = tokens(request);
    RequestTokens.Found found = tokens.of(use);
    return found instanceof RequestTokens.None
        ? tokens.first() instanceof RequestTokens.None ? new Anonymous() : new Rejected()
        : judge(request, found, withSession);
  }

  /**
   * Records that the request is for a resource that is open to all. Payara authenticates callers of
   * such a resource anyway, and a rejection by the mechanism would be final.
   */
  static void open(HttpServletRequest request) {
    request.setAttribute(OPEN, true);
  }

  static boolean isOpen(HttpServletRequest request) {
    return request.getAttribute(OPEN) != null;
  }

  private RequestTokens tokens(HttpServletRequest request) {
    return extractor()
        .map(own -> RequestTokens.by(own, request))
        .orElseGet(() -> RequestTokens.inHeaders(conventions.scheme(), request))
        .or(() -> conventions.cookieSession(request));
  }

  /**
   * Looked up once: a look-up takes longer than reading a header, and leaves an object behind each
   * time.
   */
  private Optional<TokenExtractor> extractor() {
    Optional<TokenExtractor> known = extractor;
    if (known == null) {
      known = replacement.isUnsatisfied() ? Optional.empty() : Optional.of(replacement.get());
      extractor = known;
    }
    return known;
  }

  private Result judge(HttpServletRequest request, RequestTokens.Found found, boolean withSession) {
    if (found instanceof RequestTokens.None) {
      return new Anonymous();
    }
    if (found instanceof RequestTokens.CrossSite) {
      return new CrossSite();
    }
    if (found instanceof RequestTokens.Cookie cookie) {
      return judgeOnce(request, new SessionTokenCredential(cookie.text(), TokenCarrier.COOKIE));
    }
    return found instanceof RequestTokens.Token token
        ? judgeOnce(request, credential(token, withSession))
        : new Rejected();
  }

  private static TokenCredential credential(RequestTokens.Token token, boolean withSession) {
    return token.use() == TokenUse.SESSION
        ? new SessionTokenCredential(token.text())
        : new AccessTokenCredential(token.text(), withSession);
  }

  private Result judgeOnce(HttpServletRequest request, TokenCredential credential) {
    CachedResult known = CachedResult.left(request, credential);
    if (known != null) {
      return known.result();
    }
    Result result = judge(credential);
    new CachedResult(credential, result).leave(request);
    return result;
  }

  private Result judge(TokenCredential credential) {
    try {
      CredentialValidationResult result = stores.validate(credential);
      return result.getStatus() == CredentialValidationResult.Status.VALID
              && result.getCallerPrincipal() instanceof Caller caller
          ? new Authenticated(caller)
          : new Rejected();
    } catch (RuntimeException e) {
      if (isUnavailability(e)) {
        return new Unavailable();
      }
      throw e;
    }
  }

  /** Some servers wrap what a store throws. */
  private static boolean isUnavailability(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof VerificationUnavailable) {
        return true;
      }
    }
    return false;
  }
}
