package dev.latchkey.flows.password;

import dev.latchkey.Shared;
import dev.latchkey.flows.emails.AddressVerification;
import dev.latchkey.flows.emails.VerificationByCode;
import dev.latchkey.flows.emails.VerificationByLink;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;

/** Selects link or code, as configured, for verifications and for resets. */
@Shared
public class LinkOrCode {

  private final AddressVerification verification;
  private final PasswordReset reset;

  @Inject
  public LinkOrCode(
      VerificationByLink verificationByLink,
      VerificationByCode verificationByCode,
      ResetByLink resetByLink,
      ResetByCode resetByCode,
      Settings settings) {
    this.verification =
        settings.get(AccountSettings.EMAIL_VERIFICATION_BY_CODE_ENABLED)
            ? verificationByCode
            : verificationByLink;
    this.reset =
        settings.get(AccountSettings.PASSWORD_RESET_BY_CODE_ENABLED) ? resetByCode : resetByLink;
  }

  public AddressVerification verification() {
    return verification;
  }

  public PasswordReset reset() {
    return reset;
  }
}
