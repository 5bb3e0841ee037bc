package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.integer;
import static dev.latchkey.settings.types.SettingType.list;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static dev.latchkey.settings.types.SettingType.require;
import static dev.latchkey.settings.types.SettingType.text;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.crypto.SecretStrength;
import dev.latchkey.settings.types.Secret;
import dev.latchkey.settings.types.SettingType;
import dev.latchkey.settings.types.WebOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the server as a whole: its secret, its neighbours, its limits. */
public final class ServerSettings {
  static final Family FAMILY = new Family("The server");

  public static final Setting<Optional<Secret>> SECRET_KEY =
      FAMILY.secret(
          "secret-key",
          optional(SettingType.secret(SecretStrength.KEY.allowed() + "; the same on every node")),
          "The secret under which the claim `sid` and stored keys are encrypted, and which HMAC algorithms sign with; "
              + "without it the server generates one and keeps it in the database, for evaluation only.");

  public static final Setting<Boolean> ALLOW_WEAK_SECRETS =
      FAMILY.setting(
          "latchkey.allow-weak-secrets",
          bool(),
          "false",
          "Whether secrets that are short, placeholders, repetitions or sequences are accepted, for evaluation; the "
              + "start names it.");

  public static final Setting<Integer> TRUSTED_PROXY_COUNT =
      FAMILY.setting(
          "allauth.trusted-proxy-count",
          integer(0, 32),
          "0",
          "How many proxies stand in front of the server, and so how many addresses at the end of `X-Forwarded-For` "
              + "are believed; with 0 the header is not looked at.");

  public static final Setting<List<String>> CORS_ALLOWED_ORIGINS =
      FAMILY.setting(
          "cors.allowed-origins",
          list(WebOrigin.ALLOWED, parsed(WebOrigin.ALLOWED, WebOrigin::parse)),
          "The web origins whose scripts may call the API, and whatever else is in the WAR, with credentials.");

  public static final Setting<Duration> AUDIT_RETENTION =
      FAMILY.setting(
          "audit.retention-days",
          duration(DAYS, 1, 36_500),
          "90",
          "For how long audit events are kept.");

  public static final Setting<List<String>> ADMIN_EMAILS =
      FAMILY.setting(
          "latchkey.admin-emails",
          list(
              "mail addresses, comma-separated",
              text("", address -> address.matches("[^\\s@]+@[^\\s@]+"))),
          "Accounts with one of these addresses, verified, belong to the group `latchkey-admin`.");

  public static final Setting<Map<String, Secret>> CLIENT_SECRETS =
      FAMILY.keyedSecret(
          "latchkey.clients.<id>.secret",
          SecretStrength.KEY.allowed() + "; under an id of letters, digits, `.`, `_`, `~` and `-`",
          "The secret of a client that may ask about tokens and revoke them.",
          (id, text) -> Secret.of(require(id.matches("[A-Za-z0-9._~-]+"), text)));

  public static final Setting<Integer> PASSWORD_HASHES_AT_ONCE =
      FAMILY.setting(
          "latchkey.password-hashes-at-once",
          integer(0, 1024),
          "0",
          "How many password hashes one node computes at the same time, each in 19 MiB of memory; 0 for as many as it "
              + "has processors.");

  public static final Setting<Duration> PASSWORD_HASH_WAIT =
      FAMILY.setting(
          "latchkey.password-hash-wait",
          duration(SECONDS, 0, 300),
          "10",
          "How long a request waits for its turn to compute a password hash before it is refused; one that would wait "
              + "longer, as recent hashes tell, is refused at once.");

  public static final Setting<Boolean> METRICS_ENABLED =
      FAMILY.setting(
          "latchkey.metrics-enabled",
          bool(),
          "true",
          "Whether figures about this node are served at `/metrics/latchkey`.");

  public static final Setting<Optional<Secret>> METRICS_TOKEN =
      FAMILY.secret(
          "latchkey.metrics-token",
          optional(
              parsed(
                  SecretStrength.TOKEN.allowed() + ", no spaces",
                  text -> Secret.of(require(text.matches("\\S+"), text)))),
          "The bearer token that whoever asks for the figures must send; without it they are for those who ask from a "
              + "private address and through no proxy.");

  public static final Setting<Boolean> METRICS_IN_SERVER =
      FAMILY.setting(
          "latchkey.metrics-in-server",
          bool(),
          "false",
          "Whether the figures are also among the server's own, where it has MicroProfile Metrics. Who may read them "
              + "there is up to the server.");

  public static final Setting<Duration> SHUTDOWN_WAIT =
      FAMILY.setting(
          "latchkey.shutdown-wait",
          duration(SECONDS, 0, 600),
          "20",
          "How long a node that is told to stop waits for the requests that it is still answering.");

  private ServerSettings() {}
}
