package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.jose.TokenUse;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerContextTest {

  /** A server that has everybody for an auditor. */
  private record Container(Principal getUserPrincipal) implements SecurityContext {

    @Override
    public boolean isUserInRole(String role) {
      return role.equals("auditor");
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return null;
    }
  }

  private final Caller caller =
      new Caller(TokenUse.SESSION, "ada@example.org", "1", null, Set.of("clerk"), Map.of());

  @Test
  void groupsAreRoles() {
    CallerContext context = new CallerContext(caller, new Container(null));
    assertTrue(context.isUserInRole("clerk"));
    assertFalse(context.isUserInRole("admin"));
  }

  @Test
  void twoStarsStandForAnyCallerWhateverTheContainerKnows() {
    assertTrue(new CallerContext(caller, new Container(null)).isUserInRole("**"));
  }

  @Test
  void theContainersRolesCountWhenItKnowsTheSameCaller() {
    assertTrue(
        new CallerContext(caller, new Container(() -> "ada@example.org")).isUserInRole("auditor"));
    assertFalse(
        new CallerContext(caller, new Container(() -> "eve@example.org")).isUserInRole("auditor"));
    assertFalse(new CallerContext(caller, new Container(null)).isUserInRole("auditor"));
  }
}
