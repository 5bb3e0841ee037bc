package dev.latchkey.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Logins with a second factor and with a passkey, beside logins with a password alone. */
final class FactorLogins implements Bench.Part {

  /** Each of them has a new code every ten seconds. */
  private static final int ACCOUNTS_OF_A_CONNECTION = 16;

  @Override
  public void run(Bench.Surroundings all) {
    for (String kind : all.options().servers()) {
      run(all, kind);
    }
  }

  private static void run(Bench.Surroundings all, String kind) {
    // The limits hold, but are out of reach: what they cost is part of a login.
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("HEADLESS_JWT_ALGORITHM", "ES256"),
            Map.entry("MFA_SUPPORTED_TYPES", "recovery_codes,totp,webauthn"),
            Map.entry("MFA_PASSKEY_LOGIN_ENABLED", "true"),
            Map.entry("MFA_ALLOW_UNVERIFIED_EMAIL", "true"),
            Map.entry("MFA_WEBAUTHN_RP_ID", PasskeyLogins.PAGE.getHost()),
            Map.entry("MFA_TOTP_PERIOD", String.valueOf(TotpLogins.PERIOD.toSeconds())),
            Map.entry("MFA_TOTP_TOLERANCE", String.valueOf(TotpLogins.TOLERANCE)),
            Map.entry("ACCOUNT_RATE_LIMITS_ENABLED", "true"),
            Map.entry("ACCOUNT_RATE_LIMITS_SIGNUP", "1000000/m/ip"),
            Map.entry("ACCOUNT_RATE_LIMITS_LOGIN", "1000000/m/ip"),
            Map.entry("ACCOUNT_RATE_LIMITS_PASSKEY_OPTIONS", "1000000/m/ip"),
            Map.entry("ACCOUNT_RATE_LIMITS_LOGIN_FAILED", "1000000/m/ip,1000000/300s/key"),
            Map.entry("ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "1000000/300s/user"));
    int many = all.options().connections();
    try (LatchkeyServer server =
        LatchkeyServer.start(
            kind, settings, Optional.empty(), all.database(), all.database().create())) {
      int port = server.port();
      HttpTarget password =
          new HttpTarget(
              "with a password",
              server,
              Person.signUp(port, many).stream().map(Person::logins).toList());
      HttpTarget totp =
          new HttpTarget(
              "with a password and TOTP",
              server,
              Stream.generate(
                      () -> TotpLogins.of(port, Person.signUp(port, ACCOUNTS_OF_A_CONNECTION)))
                  .limit(many)
                  .toList());
      HttpTarget passkey =
          new HttpTarget(
              "with a passkey",
              server,
              Person.signUp(port, many).stream().map(p -> PasskeyLogins.of(port, p)).toList());
      all.report().title("Logins with second factors on " + kind);
      all.report().table(all.turns().measure(List.of(password, totp, passkey)));
      TokenPaths.statements(all, "a login with a password", password);
      TokenPaths.statements(all, "a login with a password and TOTP", totp);
      TokenPaths.statements(all, "a login with a passkey", passkey);
    }
  }
}
