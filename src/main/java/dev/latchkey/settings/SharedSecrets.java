package dev.latchkey.settings;

import dev.latchkey.crypto.SecretStrength;
import dev.latchkey.settings.types.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks every secret that an administrator chooses with {@link SecretStrength}. */
public final class SharedSecrets {

  /** A setting, the secret in it, and the rule for it. */
  private record Chosen(String property, Secret secret, SecretStrength rule) {

    String name() {
      return Setting.asEnvironmentName(property);
    }
  }

  private SharedSecrets() {}

  /**
   * The problems if weak secrets stop the deployment: for each, the setting, its weakness and what
   * is allowed. None contains a secret.
   */
  static List<String> complaints(Settings settings) {
    return chosen(settings).stream()
        .flatMap(
            c ->
                c
                    .rule()
                    .complaint(c.name() + " (property " + c.property() + ")", c.secret().reveal())
                    .stream())
        .toList();
  }

  /**
   * One sentence for each weak secret, for the startup report if weak secrets are allowed. It
   * begins with the setting's name and contains no secret.
   */
  public static List<String> weaknesses(Settings settings) {
    return chosen(settings).stream()
        .flatMap(
            c -> c.rule().weakness(c.secret().reveal()).map(w -> c.name() + " " + w + ".").stream())
        .toList();
  }

  private static List<Chosen> chosen(Settings settings) {
    List<Chosen> all = new ArrayList<>();
    add(all, ServerSettings.SECRET_KEY, SecretStrength.KEY, settings);
    settings
        .get(ServerSettings.PREVIOUS_SECRET_KEYS)
        .forEach(
            secret ->
                all.add(
                    new Chosen(
                        ServerSettings.PREVIOUS_SECRET_KEYS.property(),
                        secret,
                        SecretStrength.KEY)));
    add(all, ServerSettings.ADMIN_BOOTSTRAP_TOKEN, SecretStrength.TOKEN, settings);
    add(all, ServerSettings.METRICS_TOKEN, SecretStrength.TOKEN, settings);
    add(all, SmsSettings.WEBHOOK_TOKEN, SecretStrength.TOKEN, settings);
    if (!settings.get(JwtSettings.ALGORITHM).kind().isAsymmetric()) {
      add(all, JwtSettings.PRIVATE_KEY, SecretStrength.KEY, settings);
    }
    String pattern = ServerSettings.CLIENT_SECRETS.property();
    settings
        .get(ServerSettings.CLIENT_SECRETS)
        .forEach(
            (id, secret) ->
                all.add(new Chosen(pattern.replace("<id>", id), secret, SecretStrength.KEY)));
    return all;
  }

  private static void add(
      List<Chosen> all, Setting<Optional<Secret>> setting, SecretStrength rule, Settings settings) {
    settings
        .get(setting)
        .ifPresent(secret -> all.add(new Chosen(setting.property(), secret, rule)));
  }
}
