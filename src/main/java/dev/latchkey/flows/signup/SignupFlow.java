package dev.latchkey.flows.signup;

import dev.latchkey.Shared;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.FlowSource;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The flow for sign-up, while it is open. */
@Shared
public class SignupFlow implements FlowSource {

  private final SignupRules rules;

  @Inject
  public SignupFlow(SignupRules rules) {
    this.rules = rules;
  }

  @Override
  public int order() {
    return 200;
  }

  @Override
  public List<Flow> flows(Optional<Session> session) {
    return rules.isOpen() ? List.of(Flow.open("signup")) : List.of();
  }
}
