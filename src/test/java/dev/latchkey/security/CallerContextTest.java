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
  void groups_areRoles() {
    CallerContext context = context(null);
    assertTrue(context.isUserInRole("clerk"));
    assertFalse(context.isUserInRole("admin"));
  }

  @Test
  void twoStars_standForAnyCallerOfAnyContainer() {
    assertTrue(context(null).isUserInRole("**"));
  }

  @Test
  void rolesOfTheContainer_whereItKnowsTheSameAccount_count() {
    Caller renamed = new Caller(TokenUse.ACCESS, "ada", "1", null, Set.of(), Map.of());
    assertTrue(context(renamed).isUserInRole("auditor"));
  }

  @Test
  void rolesOfTheContainer_whereItsPrincipalHasLostItsType_countForTheSameAccount() {
    Principal wrapped = () -> "ada@example.org";
    assertTrue(context(wrapped, caller).isUserInRole("auditor"));
  }

  @Test
  void rolesOfTheContainer_forAnotherAccountOfTheSameName_doNotCount() {
    Principal stranger = () -> "ada@example.org";
    Caller namesake =
        new Caller(TokenUse.SESSION, "ada@example.org", "2", null, Set.of(), Map.of());
    assertFalse(context(stranger).isUserInRole("auditor"));
    assertFalse(context(stranger, namesake).isUserInRole("auditor"));
    assertFalse(context(namesake).isUserInRole("auditor"));
    assertFalse(context(null, caller).isUserInRole("auditor"));
  }

  private CallerContext context(Principal principal, Caller... containersCallers) {
    return new CallerContext(caller, new Container(principal), () -> Set.of(containersCallers));
  }
}
