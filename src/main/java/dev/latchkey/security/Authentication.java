package dev.latchkey.security;

import dev.latchkey.jose.TokenUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds the token of a request and has it judged; the same token once a request. */
@ApplicationScoped
public class Authentication {

  /** The longest token that is looked at, in characters. */
  static final int MAX_LENGTH = 16 * 1024;

  private static final String OPEN = Authentication.class.getName() + ".open";

  /** What became of it. */
  public sealed interface Result {}

  /** There was no token. */
  public record Anonymous() implements Result {}

  /** There was one that is not, or no longer, good. */
  public record Refused() implements Result {}

  /** There was one, and whoever could tell whether it is good does not answer. */
  public record Unavailable() implements Result {}

  /** There was a good one. */
  public record Authenticated(Caller caller) implements Result {}

  @Inject IdentityStoreHandler stores;
  @Inject TokenConventions conventions;
  @Inject Instance<TokenExtractor> replacement;

  private volatile TokenExtractor extractor;

  /** Judges the session token, or where there is none the access token. */
  public Result of(HttpServletRequest request) {
    return of(request, false);
  }

  /**
   * The same.
   *
   * @param withSession whether an access token counts only while its session lives
   */
  Result of(HttpServletRequest request, boolean withSession) {
    Optional<TokenCredential> first = credential(request, TokenUse.SESSION, withSession);
    Optional<TokenCredential> found =
        first.isPresent() ? first : credential(request, TokenUse.ACCESS, withSession);
    return found.map(credential -> judgeOnce(request, credential)).orElseGet(Anonymous::new);
  }

  /** Judges the token of one use; where there is only one of the other, that one is refused. */
  Result of(HttpServletRequest request, TokenUse use, boolean withSession) {
    Optional<TokenCredential> found = credential(request, use, withSession);
    if (found.isPresent()) {
      return judgeOnce(request, found.get());
    }
    TokenUse other = use == TokenUse.SESSION ? TokenUse.ACCESS : TokenUse.SESSION;
    return credential(request, other, false).isPresent() ? new Refused() : new Anonymous();
  }

  /**
   * Remembers that the request is for a resource that is open to all. Payara has callers of such a
   * resource authenticated all the same, and what the mechanism refuses then stays refused.
   */
  static void open(HttpServletRequest request) {
    request.setAttribute(OPEN, true);
  }

  static boolean isOpen(HttpServletRequest request) {
    return request.getAttribute(OPEN) != null;
  }

  private Optional<TokenCredential> credential(
      HttpServletRequest request, TokenUse use, boolean withSession) {
    TokenExtractor tokens = extractor();
    return use == TokenUse.SESSION
        ? tokens
            .sessionToken(request)
            .filter(text -> !text.isEmpty())
            .map(SessionTokenCredential::new)
        : tokens
            .accessToken(request)
            .filter(text -> !text.isEmpty())
            .map(text -> new AccessTokenCredential(text, withSession));
  }

  /**
   * Looked up once: to do so takes longer than to read a header, and leaves something behind each
   * time.
   */
  private TokenExtractor extractor() {
    TokenExtractor known = extractor;
    if (known == null) {
      known =
          replacement.isUnsatisfied() ? new HeaderTokens(conventions.scheme()) : replacement.get();
      extractor = known;
    }
    return known;
  }

  private Result judgeOnce(HttpServletRequest request, TokenCredential credential) {
    Judgement known = Judgement.left(request, credential);
    if (known != null) {
      return known.result();
    }
    Result result = judge(credential);
    new Judgement(credential, result).leave(request);
    return result;
  }

  private Result judge(TokenCredential credential) {
    if (credential.token().length() > MAX_LENGTH) {
      return new Refused();
    }
    try {
      CredentialValidationResult result = stores.validate(credential);
      return result.getStatus() == CredentialValidationResult.Status.VALID
              && result.getCallerPrincipal() instanceof Caller caller
          ? new Authenticated(caller)
          : new Refused();
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
