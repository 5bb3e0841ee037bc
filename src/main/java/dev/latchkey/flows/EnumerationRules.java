package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import jakarta.inject.Inject;

/** What responses may reveal about the existence of accounts. */
@Shared
public class EnumerationRules {

  private final EnumerationPrevention prevention;
  private final boolean mandatory;

  @Inject
  public EnumerationRules(Settings settings) {
    this.prevention = settings.get(AccountSettings.PREVENT_ENUMERATION);
    this.mandatory =
        settings.get(AccountSettings.EMAIL_VERIFICATION) == EmailVerification.MANDATORY;
  }

  /** Whether responses must hide that an address belongs to an account. */
  public boolean hideAccounts() {
    return prevention != EnumerationPrevention.OFF;
  }

  /**
   * Whether sign-up reveals that an address is taken. It does not if the settings hide accounts and
   * hiding is possible: the owner must verify the address first, or two accounts may have the same
   * unverified address.
   */
  public boolean tellTaken() {
    return switch (prevention) {
      case OFF -> true;
      case ON -> !mandatory;
      case STRICT -> false;
    };
  }

  /**
   * Whether a sign-up with a taken address looks like any other, because the owner must verify the
   * address anyway.
   */
  public boolean hideTaken() {
    return mandatory && !tellTaken();
  }

  /** Whether two accounts may have the same address until one of them verifies it. */
  public boolean mayShareUnverified() {
    return !mandatory && !tellTaken();
  }
}
