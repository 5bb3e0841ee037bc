package dev.latchkey.it.application;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;

/** The worked example of docs/extending.md: users accept the terms before they get in. */
// tag: example
@Shared
public class AcceptTerms implements LoginStage {

  static final String FLOW = "accept_terms";
  private static final String TERMS = "2026-11";

  @Override
  public String flow() {
    return FLOW;
  }

  @Override
  public int order() {
    return 150; // after the login code, before the verification of the address
  }

  @Override
  public boolean isOwed(Account account, PendingLogin login) {
    return !TERMS.equals(account.attributes().get("accepted_terms"));
  }

  @Override
  public void begin(Session session, Account account, PendingLogin login) {
    // The client shows the terms when it gets the flow; there is nothing to send.
  }

  void accept(Account account) {
    account.attributes().put("accepted_terms", TERMS);
  }
}
// end: example
