package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.FactorRequirement;
import jakarta.inject.Inject;
import java.util.Collections;

/** Decides whose accounts must have a second factor. */
@Shared
public class FactorPolicy {

  private final Groups groups;
  private final FactorRequirement required;
  private final boolean isPossible;

  @Inject
  public FactorPolicy(Groups groups, Settings settings) {
    this.groups = groups;
    this.required = settings.get(MfaSettings.REQUIRED);
    this.isPossible = !EnrollmentStage.addable(settings).isEmpty();
  }

  /** Whether this account must have one. Call it in a transaction, with the account managed. */
  public boolean requires(Account account) {
    return isPossible
        && (required.everyone()
            || !required.groups().isEmpty()
                && !Collections.disjoint(groups.of(account), required.groups()));
  }
}
