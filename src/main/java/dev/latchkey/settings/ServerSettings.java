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
          "The secret that encrypts the claim `sid` and stored keys, and signs tokens with HMAC "
              + "algorithms. Without it the server generates one and keeps it in the database; use "
              + "that for evaluation only.");

  public static final Setting<List<Secret>> PREVIOUS_SECRET_KEYS =
      FAMILY.secret(
          "latchkey.previous-secret-keys",
          SettingType.secrets(
              "values of `SECRET_KEY` other than the current one, comma-separated; a comma in a "
                  + "value is written `\\,`"),
          "Further secret keys with which the server reads, and does not write: while "
              + "`SECRET_KEY` is replaced, the previous key and the coming one. What is stored is "
              + "encrypted anew with `SECRET_KEY`.");

  public static final Setting<Boolean> ALLOW_WEAK_SECRETS =
      FAMILY.setting(
          "latchkey.allow-weak-secrets",
          bool(),
          "false",
          "Whether weak secrets are accepted, for evaluation. The startup report names each of "
              + "them.");

  public static final Setting<Integer> TRUSTED_PROXY_COUNT =
      FAMILY.setting(
          "allauth.trusted-proxy-count",
          integer(0, 32),
          "0",
          "The number of proxies in front of the server, and so the number of addresses at the "
              + "end of `X-Forwarded-For` that are trusted. With 0 the header is ignored.");

  public static final Setting<List<String>> CORS_ALLOWED_ORIGINS =
      FAMILY.setting(
          "cors.allowed-origins",
          list(WebOrigin.ALLOWED, parsed(WebOrigin.ALLOWED, WebOrigin::parse)),
          "The web origins whose scripts may call the API, and all other endpoints of the WAR, "
              + "with credentials.");

  public static final Setting<Duration> AUDIT_RETENTION =
      FAMILY.setting(
          "audit.retention-days",
          duration(DAYS, 1, 36_500),
          "90",
          "How long audit events are kept.");

  public static final Setting<List<String>> ADMIN_EMAILS =
      FAMILY.setting(
          "latchkey.admin-emails",
          list(
              "mail addresses, comma-separated",
              text("", address -> address.matches("[^\\s@]+@[^\\s@]+"))),
          "Accounts that have verified one of these addresses belong to the group "
              + "`latchkey-admin`.");

  public static final Setting<Optional<Secret>> ADMIN_BOOTSTRAP_TOKEN =
      FAMILY.secret(
          "latchkey.admin.bootstrap-token",
          optional(
              parsed(
                  SecretStrength.TOKEN.allowed() + ", no spaces",
                  text -> Secret.of(require(text.matches("\\S+"), text)))),
          "The token with which the first administrator is created, while there is none and "
              + "`LATCHKEY_ADMIN_EMAILS` is empty. Without it, the log shows one at startup.");

  public static final Setting<Map<String, Secret>> CLIENT_SECRETS =
      FAMILY.keyedSecret(
          "latchkey.clients.<id>.secret",
          SecretStrength.KEY.allowed() + "; under an id of letters, digits, `.`, `_`, `~` and `-`",
          "The secret of a client that may introspect and revoke tokens.",
          (id, text) -> Secret.of(require(id.matches("[A-Za-z0-9._~-]+"), text)));

  public static final Setting<Integer> PASSWORD_HASHES_AT_ONCE =
      FAMILY.setting(
          "latchkey.password-hashes-at-once",
          integer(0, 1024),
          "0",
          "The number of password hashes that one node computes concurrently. Each takes 19 MiB "
              + "of memory. 0 is the number of processors, but no more than a quarter of the heap has "
              + "room for.");

  public static final Setting<Duration> PASSWORD_HASH_WAIT =
      FAMILY.setting(
          "latchkey.password-hash-wait",
          duration(SECONDS, 0, 300),
          "10",
          "How long a request may wait for its turn to compute a password hash. A request whose "
              + "expected wait, measured by recent hashes, is longer is rejected immediately.");

  public static final Setting<Boolean> METRICS_ENABLED =
      FAMILY.setting(
          "latchkey.metrics-enabled",
          bool(),
          "true",
          "Whether the node's metrics are served at `/metrics/latchkey`.");

  public static final Setting<Optional<Secret>> METRICS_TOKEN =
      FAMILY.secret(
          "latchkey.metrics-token",
          optional(
              parsed(
                  SecretStrength.TOKEN.allowed() + ", no spaces",
                  text -> Secret.of(require(text.matches("\\S+"), text)))),
          "The bearer token that requests for the metrics must carry. Without it, only requests "
              + "from a private address and through no proxy get them.");

  public static final Setting<Boolean> METRICS_IN_SERVER =
      FAMILY.setting(
          "latchkey.metrics-in-server",
          bool(),
          "false",
          "Whether the metrics also appear in the server's MicroProfile Metrics, if it has "
              + "them. The server decides who may read them there.");

  public static final Setting<Duration> SHUTDOWN_WAIT =
      FAMILY.setting(
          "latchkey.shutdown-wait",
          duration(SECONDS, 0, 600),
          "20",
          "How long a node that is stopping waits for requests in progress.");

  private ServerSettings() {}
}
