package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.WayIn;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * An account with an unverified address can have a factor: if the settings allow it, or if a login
 * required one. Another user may have added it. It must not lock the owner of the address out.
 */
@Shared
public class FactorsOfFormerUsers implements WayIn {

  private final FactorChanges changes;

  @Inject
  public FactorsOfFormerUsers(FactorChanges changes) {
    this.changes = changes;
  }

  @Override
  public void close(Account account, @Nullable Long session) {
    changes.removeAll(account, session);
  }
}
