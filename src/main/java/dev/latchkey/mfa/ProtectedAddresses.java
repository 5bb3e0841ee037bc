package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.emails.AddressRule;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;

/**
 * An account with a second factor has no unverified address, unless the settings allow it: it might
 * be someone else's, whom the factor would lock out.
 */
@Shared
public class ProtectedAddresses implements AddressRule {

  private final Authenticators authenticators;
  private final boolean allowed;

  @Inject
  public ProtectedAddresses(Authenticators authenticators, Settings settings) {
    this.authenticators = authenticators;
    this.allowed = settings.get(MfaSettings.ALLOW_UNVERIFIED_EMAIL);
  }

  @Override
  public boolean allowsUnverified(Account account) {
    return allowed || !authenticators.protect(account.id());
  }
}
