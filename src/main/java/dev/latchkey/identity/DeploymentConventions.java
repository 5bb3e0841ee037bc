package dev.latchkey.identity;

import dev.latchkey.Shared;
import dev.latchkey.security.TokenConventions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The conventions of the WAR: its own APIs read their tokens themselves, because there a token does
 * more than identify a caller. The mechanism leaves them alone, so each token is looked up once.
 */
@Shared
public class DeploymentConventions implements TokenConventions {

  private static final List<String> OWN_APIS = List.of("/_allauth/", "/_latchkey/");

  private final String scheme;

  @Inject
  public DeploymentConventions(Settings settings) {
    this.scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public boolean areReadElsewhere(HttpServletRequest request) {
    String uri = request.getRequestURI();
    int context = request.getContextPath().length();
    return OWN_APIS.stream().anyMatch(api -> uri.startsWith(api, context));
  }
}
