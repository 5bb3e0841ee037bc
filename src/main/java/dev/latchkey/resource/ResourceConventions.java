package dev.latchkey.resource;

import dev.latchkey.security.TokenConventions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;

/** The conventions of a resource server: every request is for the application. */
@ApplicationScoped
public class ResourceConventions implements TokenConventions {

  @Override
  public String scheme() {
    return "Bearer";
  }

  @Override
  public boolean areReadElsewhere(HttpServletRequest request) {
    return false;
  }
}
