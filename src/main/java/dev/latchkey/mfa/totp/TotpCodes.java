package dev.latchkey.mfa.totp;

import dev.latchkey.Shared;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.CodeFactor;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;

/** Verifies TOTP codes; each is valid once, and none that is older than the latest used one. */
@Shared
public class TotpCodes implements CodeFactor {

  private static final Logger LOG = System.getLogger("dev.latchkey.mfa");

  private final Database database;
  private final TotpSecrets secrets;
  private final int tolerance;

  @Inject
  public TotpCodes(Database database, TotpSecrets secrets, Settings settings) {
    this.database = database;
    this.secrets = secrets;
    this.tolerance = settings.get(MfaSettings.TOTP_TOLERANCE);
  }

  @Override
  public AuthenticatorType type() {
    return AuthenticatorType.TOTP;
  }

  @Override
  public OptionalLong usesAfter(Authenticator authenticator, String code) {
    Optional<TotpKey> key = secrets.open(authenticator.accountId(), authenticator.data());
    if (key.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "The TOTP secret of account {0} cannot be decrypted: SECRET_KEY is another one than when it was"
              + " stored. Restore SECRET_KEY, or remove the account''s authenticators.",
          authenticator.accountId().toString());
      return OptionalLong.empty();
    }
    return step(key.get(), code, authenticator.uses());
  }

  @Override
  public Optional<String> sealedAnew(String data) {
    return secrets.sealedAnew(data);
  }

  /**
   * The time step of a valid code, in seconds since 1970.
   *
   * @param after the latest step that was used
   */
  OptionalLong step(TotpKey key, String code, long after) {
    Totp totp = new Totp(key.period(), key.digits(), tolerance);
    return totp.step(key.secret(), code, database.now(), after);
  }
}
