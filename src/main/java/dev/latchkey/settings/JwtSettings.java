package dev.latchkey.settings;

import static dev.latchkey.settings.types.SettingType.bool;
import static dev.latchkey.settings.types.SettingType.choice;
import static dev.latchkey.settings.types.SettingType.duration;
import static dev.latchkey.settings.types.SettingType.listOfTextsOrJson;
import static dev.latchkey.settings.types.SettingType.optional;
import static dev.latchkey.settings.types.SettingType.parsed;
import static dev.latchkey.settings.types.SettingType.text;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.settings.types.JwtClaimSettings;
import dev.latchkey.settings.types.Secret;
import dev.latchkey.settings.types.SettingType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of access and refresh tokens. */
public final class JwtSettings {
  static final Family FAMILY = new Family("JSON Web Tokens");

  private static final long TEN_YEARS = 315_360_000;

  public static final Setting<SigningAlgorithm> ALGORITHM =
      FAMILY.setting(
          "headless.jwt.algorithm",
          choice(algorithms()),
          "RS256",
          "The algorithm that signs and verifies tokens.");

  public static final Setting<Optional<Secret>> PRIVATE_KEY =
      FAMILY.secret(
          "headless.jwt.private-key",
          optional(
              SettingType.secret(
                  "a private key in PEM (PKCS#8, PKCS#1 or SEC 1), or the Base64 of that PEM")),
          "The key that signs tokens. Without it, HMAC algorithms use `SECRET_KEY`; for the "
              + "others the server generates a key and keeps it in the database.");

  public static final Setting<Optional<Path>> PRIVATE_KEY_FILE =
      FAMILY.setting(
          "headless.jwt.private-key-file",
          optional(parsed("the path of a file", Path::of)),
          "The file that contains the private key, instead of `HEADLESS_JWT_PRIVATE_KEY`.");

  public static final Setting<List<String>> PREVIOUS_PUBLIC_KEYS =
      FAMILY.setting(
          "headless.jwt.previous-public-keys",
          listOfTextsOrJson(
              "public keys in PEM, the Base64 of that PEM, JWKs or JWK sets, comma-separated"),
          "Public keys of earlier signing keys. They stay published, and tokens signed with "
              + "them stay valid.");

  public static final Setting<Duration> KEY_ROTATION =
      FAMILY.setting(
          "headless.jwt.key-rotation-days",
          duration(DAYS, 0, 3650),
          "0",
          "The interval after which a new signing key replaces one that the server generated; 0 "
              + "for never.");

  public static final Setting<Duration> ACCESS_TOKEN_EXPIRES_IN =
      FAMILY.setting(
          "headless.jwt.access-token-expires-in",
          duration(SECONDS, 1, TEN_YEARS),
          "300",
          "How long an access token is valid.");

  public static final Setting<Duration> REFRESH_TOKEN_EXPIRES_IN =
      FAMILY.setting(
          "headless.jwt.refresh-token-expires-in",
          duration(SECONDS, 1, TEN_YEARS),
          "86400",
          "How long a refresh token is valid.");

  public static final Setting<String> AUTHORIZATION_HEADER_SCHEME =
      FAMILY.setting(
          "headless.jwt.authorization-header-scheme",
          text(
              "one word of letters, digits and `-`",
              scheme -> scheme.matches("[A-Za-z][A-Za-z0-9-]*")),
          "Bearer",
          "The scheme of the `Authorization` header that carries an access token; "
              + "case-insensitive.");

  public static final Setting<Boolean> STATEFUL_VALIDATION_ENABLED =
      FAMILY.setting(
          "headless.jwt.stateful-validation-enabled",
          bool(),
          "false",
          "Whether every use of an access token checks its session in the database, so that the "
              + "token becomes invalid together with the session.");

  public static final Setting<Boolean> ROTATE_REFRESH_TOKEN =
      FAMILY.setting(
          "headless.jwt.rotate-refresh-token",
          bool(),
          "true",
          "Whether each refresh replaces the refresh token with a new one.");

  public static final Setting<Duration> REFRESH_TOKEN_REUSE_INTERVAL =
      FAMILY.setting(
          "headless.jwt.refresh-token-reuse-interval",
          duration(SECONDS, 0, 3600),
          "0",
          "How long after its rotation a refresh token still returns its successor. Set 10 for "
              + "mobile apps, which lose responses and retry.");

  public static final Setting<Boolean> REFRESH_TOKEN_REUSE_DETECTION =
      FAMILY.setting(
          "headless.jwt.refresh-token-reuse-detection",
          bool(),
          "true",
          "Whether using a rotated refresh token after the reuse interval counts as theft and "
              + "ends the session.");

  public static final Setting<Optional<String>> ISSUER =
      FAMILY.setting(
          "headless.jwt.issuer",
          optional(
              parsed(
                  "a name, or an absolute URI when it contains a colon",
                  JwtClaimSettings::stringOrUri)),
          "The claim `iss`. If it is set, access tokens also carry `groups`, as MicroProfile "
              + "JWT requires.");

  public static final Setting<Optional<String>> AUDIENCE =
      FAMILY.setting(
          "headless.jwt.audience",
          optional(
              parsed(
                  "a name, or an absolute URI when it contains a colon",
                  JwtClaimSettings::stringOrUri)),
          "The claim `aud`.");

  public static final Setting<Map<String, String>> CLAIMS =
      FAMILY.keyed(
          "headless.jwt.claims.<name>",
          JwtClaimSettings.ALLOWED,
          "An additional claim of access tokens, composed of text and attributes of the user "
              + "such as `{tenant_id}`.",
          JwtClaimSettings::template);

  private JwtSettings() {}

  /** The algorithms by their JWA names, in the order of the enum. */
  private static Map<String, SigningAlgorithm> algorithms() {
    Map<String, SigningAlgorithm> byName = new LinkedHashMap<>();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      byName.put(algorithm.jwaName(), algorithm);
    }
    return byName;
  }
}
