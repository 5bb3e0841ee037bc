package dev.latchkey.identity;

import dev.latchkey.Shared;
import dev.latchkey.browser.CsrfCheck;
import dev.latchkey.browser.ServletRequests;
import dev.latchkey.browser.SessionCookie;
import dev.latchkey.mfa.StepUpFlows;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.security.Caller;
import dev.latchkey.security.RequestTokens;
import dev.latchkey.security.TokenConventions;
import dev.latchkey.security.VerificationUnavailable;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.MountPath;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The conventions of the WAR: its own APIs read their tokens themselves, because there a token does
 * more than identify a caller. The mechanism skips them, so each token is looked up once.
 */
@Shared
public class DeploymentConventions implements TokenConventions {

  private final String scheme;
  private final List<String> ownApis;
  private final boolean isCookieAccepted;
  private final SessionCookie cookie;
  private final CsrfCheck csrf;
  private final ServletRequests requests;
  private final StepUpFlows stepUp;

  @Inject
  public DeploymentConventions(
      Settings settings,
      SessionCookie cookie,
      CsrfCheck csrf,
      ServletRequests requests,
      StepUpFlows stepUp) {
    this.scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
    this.isCookieAccepted =
        settings.get(HeadlessSettings.COOKIE_AUTHENTICATION)
            && settings.get(HeadlessSettings.CLIENTS).contains("browser");
    this.cookie = cookie;
    this.csrf = csrf;
    this.stepUp = stepUp;
    this.requests = requests;
    this.ownApis =
        List.of(
            settings.get(HeadlessSettings.MOUNT_PATH) + "/",
            MountPath.BUILT_IN + "/",
            "/_latchkey/");
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public boolean areReadElsewhere(HttpServletRequest request) {
    String uri = request.getRequestURI();
    int context = request.getContextPath().length();
    for (String api : ownApis) {
      if (uri.startsWith(api, context)) {
        return true;
      }
    }
    return false;
  }

  /** {@inheritDoc} Unsafe requests with it need the CSRF token. */
  @Override
  public RequestTokens.Found cookieSession(HttpServletRequest request) {
    if (!isCookieAccepted) {
      return new RequestTokens.None();
    }
    Optional<String> value = cookie.in(Collections.list(request.getHeaders("Cookie")));
    if (value.isEmpty()) {
      return new RequestTokens.None();
    }
    return csrf.admits(requests.of(request))
        ? new RequestTokens.Cookie(value.get())
        : new RequestTokens.CrossSite();
  }

  @Override
  public JsonArray stepUpFlows(Caller caller, boolean passkey) {
    try {
      JsonArrayBuilder flows = Json.createArrayBuilder();
      stepUp
          .of(Long.parseLong(caller.userId()), passkey)
          .forEach(
              flow ->
                  flows.add(
                      Json.createObjectBuilder()
                          .add("id", flow.id())
                          .addAll(Json.createObjectBuilder(flow.details()))));
      return flows.build();
    } catch (DatabaseUnavailable | PersistenceException e) {
      throw new VerificationUnavailable("the database does not answer", e);
    }
  }
}
