package dev.latchkey.api;

import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import dev.latchkey.tokens.BearerHeader;
import dev.latchkey.tokens.BearerToken;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Finds the session that a request belongs to: by {@code X-Session-Token}, which wins, else by the
 * bearer token. A token whose session has ended gets 410, whatever was asked for.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class SessionFilter implements ContainerRequestFilter {

  static final String SESSION_TOKEN = "X-Session-Token";

  @Inject Strategies strategies;
  @Inject Settings settings;
  @Inject Exchange exchange;
  @Inject SessionAnswers answers;

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Language language = Language.of(request.getHeaderString("Accept-Language"));
    exchange.arrived(request, language, null);
    if (BetweenServers.Calls.isOne(resource)) {
      return;
    }
    String sessionToken = request.getHeaderString(SESSION_TOKEN);
    if (sessionToken != null && !sessionToken.isEmpty()) {
      Optional<Session> session = strategy().findSession(sessionToken);
      session.ifPresentOrElse(
          s -> exchange.arrived(request, language, new OpenSession(s, sessionToken)),
          () -> request.abortWith(answers.gone()));
      return;
    }
    BearerToken bearer = bearer(request.getHeaderString("Authorization"));
    if (bearer instanceof BearerToken.Accepted accepted) {
      exchange.arrived(request, language, accepted.session());
    } else if (bearer instanceof BearerToken.SessionGone) {
      request.abortWith(answers.gone());
    }
  }

  private BearerToken bearer(String authorization) {
    String scheme = settings.get(JwtSettings.AUTHORIZATION_HEADER_SCHEME);
    return BearerHeader.token(authorization, scheme).map(strategy()::readBearer).orElse(BearerToken.REFUSED);
  }

  private TokenStrategy strategy() {
    return strategies.active();
  }
}
