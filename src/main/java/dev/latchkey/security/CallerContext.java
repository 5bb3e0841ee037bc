package dev.latchkey.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The security context that JAX-RS resources see.
 *
 * @param container the server's context, which knows the roles that the server maps groups to
 * @param containersCallers the callers that the container knows, if its principal has a type of its
 *     own
 */
record CallerContext(
    Caller caller, SecurityContext container, Supplier<Set<Caller>> containersCallers)
    implements SecurityContext {

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

  /** Compares ids: two mechanisms may give two users the same name. */
  private boolean containerKnowsCaller() {
    Principal known = container.getUserPrincipal();
    if (known instanceof Caller same) {
      return isSame(same);
    }
    return known != null && containersCallers.get().stream().anyMatch(this::isSame);
  }

  private boolean isSame(Caller other) {
    return other.userId().equals(caller.userId());
  }
}
