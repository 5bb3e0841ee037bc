package dev.latchkey.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * What JAX-RS resources see of the caller.
 *
 * @param container what they saw before, which knows of roles that the server maps groups to
 */
record CallerContext(Caller caller, SecurityContext container) implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return role.equals(AccessRule.ANY_CALLER)
        || caller.groups().contains(role)
        || containerKnowsCaller() && container.isUserInRole(role);
  }

  @Override
  public boolean isSecure() {
    return container.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }

  private boolean containerKnowsCaller() {
    Principal known = container.getUserPrincipal();
    return known != null && known.getName().equals(caller.getName());
  }
}
