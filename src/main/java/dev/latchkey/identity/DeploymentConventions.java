package dev.latchkey.identity;

import dev.latchkey.Shared;
import dev.latchkey.security.TokenConventions;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The conventions of the WAR: its API reads its tokens itself, because there a token does more than
 * identify a caller.
 */
@Shared
public class DeploymentConventions implements TokenConventions {

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
    return request.getRequestURI().startsWith(request.getContextPath() + "/_allauth/");
  }
}
