package dev.latchkey.flows;

import dev.latchkey.Shared;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.EmailVerification;
import dev.latchkey.settings.types.EnumerationPrevention;
import jakarta.inject.Inject;

/** What answers may tell of who has an account. */
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

  /** Whether answers must not tell that an address belongs to an account. */
  public boolean hideAccounts() {
    return prevention != EnumerationPrevention.OFF;
  }

  /**
   * Whether sign-up tells that an address is taken: unless that is to be hidden, and can be, since
   * either the owner is asked first or two accounts may have one unverified address.
   */
  public boolean tellTaken() {
    return switch (prevention) {
      case OFF -> true;
      case ON -> !mandatory;
      case STRICT -> false;
    };
  }

  /** Whether a sign-up with a taken address looks like any other: its owner is asked anyway. */
  public boolean hideTaken() {
    return mandatory && !tellTaken();
  }

  /** Whether two accounts may have one address, until one of them verifies it. */
  public boolean mayShareUnverified() {
    return !mandatory && !tellTaken();
  }
}
