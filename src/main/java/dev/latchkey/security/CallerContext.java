package dev.latchkey.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** What JAX-RS resources see of the caller. */
record CallerContext(Caller caller, boolean isSecure) implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.groups().contains(role);
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
