package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.WayIn;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * If the settings allow factors beside unverified addresses, someone else may have added one before
 * the owner of the address came. It must not lock the owner out.
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
