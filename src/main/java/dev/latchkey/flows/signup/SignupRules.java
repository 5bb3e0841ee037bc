package dev.latchkey.flows.signup;

import dev.latchkey.Extension;
import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.Problem;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sign-up policy of this deployment. */
@Shared
public class SignupRules {

  private static final Set<String> KNOWN =
      Set.of("email", "username", "password", "password1", "password2", "phone");

  private final SignupPolicy policy;
  private final Map<String, Boolean> furtherFields;

  @Inject
  SignupRules(@Any Instance<SignupPolicy> own) {
    this(own.stream().toList());
  }

  public SignupRules(List<SignupPolicy> own) {
    this.policy = Extension.orElse(SignupPolicy.class, own, new SignupPolicy() {});
    this.furtherFields = new TreeMap<>(policy.furtherFields());
    for (String name : furtherFields.keySet()) {
      if (KNOWN.contains(name) || name.isEmpty() || name.length() > Account.LONGEST_NAME) {
        throw new IllegalStateException(
            policy.getClass().getName()
                + " asks for a further field that cannot be one: "
                + name
                + ".");
      }
    }
  }

  public boolean isOpen() {
    return policy.isOpen();
  }

  /** Names of further fields, and whether each is required. */
  public Map<String, Boolean> furtherFields() {
    return furtherFields;
  }

  public List<Problem> problems(SignupRequest request) {
    return policy.problems(request.email(), request.username(), request.attributes());
  }
}
