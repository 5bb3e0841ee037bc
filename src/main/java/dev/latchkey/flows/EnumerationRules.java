package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EnumerationPrevention;
import jakarta.inject.Inject;

/** What answers may tell of who has an account. */
@Shared
public class EnumerationRules {

  private final EnumerationPrevention prevention;

  @Inject
  public EnumerationRules(Settings settings) {
    this.prevention = settings.get(AccountSettings.PREVENT_ENUMERATION);
  }

  /** Whether answers must not tell that an address belongs to an account. */
  public boolean hideAccounts() {
    return prevention != EnumerationPrevention.OFF;
  }
}
