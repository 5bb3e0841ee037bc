package dev.latchkey.flows.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.flows.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignupRulesTest {

  /** Takes in people of one company, while it has room, and asks for their department. */
  private static final class CompanyPolicy implements SignupPolicy {
    private boolean room = true;

    @Override
    public boolean isOpen() {
      return room;
    }

    @Override
    public Map<String, Boolean> furtherFields() {
      return Map.of("department", true, "nickname", false);
    }

    @Override
    public List<Problem> problems(String email, String username, Map<String, String> further) {
      return email.endsWith("@example.org") ? List.of() : List.of(Problem.with("email", "invalid"));
    }
  }

  @Test
  void rules_withoutAPolicy_allowEverySignUpWithoutFurtherFields() {
    SignupRules rules = new SignupRules(List.of());
    assertTrue(rules.isOpen());
    assertEquals(Map.of(), rules.furtherFields());
    assertEquals(List.of(), rules.problems(new SignupRequest("a@example.com", null, "x")));
  }

  @Test
  void policy_ofAnApplication_decides() {
    CompanyPolicy policy = new CompanyPolicy();
    SignupRules rules = new SignupRules(List.of(policy));
    assertEquals(Map.of("department", true, "nickname", false), rules.furtherFields());
    assertEquals(
        List.of(Problem.with("email", "invalid")),
        rules.problems(new SignupRequest("a@example.com", null, "x")));
    assertEquals(List.of(), rules.problems(new SignupRequest("a@example.org", null, "x")));
    policy.room = false;
    assertFalse(rules.isOpen());
  }

  @Test
  void field_knownToSignup_isNotAFurtherField() {
    SignupPolicy greedy =
        new SignupPolicy() {
          @Override
          public Map<String, Boolean> furtherFields() {
            return Map.of("password", true);
          }
        };
    assertThrows(IllegalStateException.class, () -> new SignupRules(List.of(greedy)));
  }
}
