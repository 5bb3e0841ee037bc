package dev.latchkey.resource;

import dev.latchkey.crypto.SecretStrength;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads and validates the settings of a resource server. */
final class SettingReader {

  private static final long MAX_CACHE_SECONDS = 3600;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private final UnaryOperator<String> source;

  /**
   * @param source returns the text of a property such as {@code latchkey.jwks-url}, or null
   */
  SettingReader(UnaryOperator<String> source) {
    this.source = source;
  }

  /**
   * The settings.
   *
   * @throws UnusableSettings if they are invalid
   */
  ResourceSettings read() {
    Optional<String> issuer = text("ISSUER");
    Optional<URI> keySet = url("JWKS_URL");
    Optional<URI> introspection = url("INTROSPECTION_URL");
    Optional<ClientCredentials> client = client();
    if (issuer.isEmpty() && keySet.isEmpty() && introspection.isEmpty()) {
      throw new UnusableSettings(
          "Set LATCHKEY_ISSUER to the issuer of your tokens; or LATCHKEY_JWKS_URL or LATCHKEY_INTROSPECTION_URL.");
    }
    if (introspection.isPresent() && client.isEmpty()) {
      throw new UnusableSettings(
          "LATCHKEY_INTROSPECTION_URL needs LATCHKEY_CLIENT_ID and LATCHKEY_CLIENT_SECRET as well.");
    }
    if (keySet.isEmpty() && issuer.isPresent() && introspection.isEmpty()) {
      requireUrl(
          "LATCHKEY_ISSUER",
          issuer.get(),
          "an http or https URL, or else LATCHKEY_JWKS_URL is needed");
    }
    if (client.isPresent() && introspection.isEmpty()) {
      requireUrl(
          "LATCHKEY_ISSUER",
          issuer.orElse(""),
          "an http or https URL, or else LATCHKEY_INTROSPECTION_URL is needed for LATCHKEY_CLIENT_ID");
    }
    return new ResourceSettings(
        issuer, keySet, text("AUDIENCE"), introspection, client, cacheFor());
  }

  /**
   * One sentence for each setting that weakens this server.
   *
   * @param settings the result of {@link #read}
   */
  List<String> warnings(ResourceSettings settings) {
    List<String> found = new ArrayList<>();
    if (allowsWeakSecrets()) {
      found.add(
          SecretStrength.ALLOW_WEAK
              + " is true: a client secret that can be guessed is accepted, which is for evaluation only.");
    }
    if (settings.client().isPresent()) {
      settings
          .introspection()
          .filter(SettingReader::isInTheClear)
          .ifPresent(
              url ->
                  found.add(
                      "LATCHKEY_INTROSPECTION_URL is an http URL: the client secret and tokens are sent there in the "
                          + "clear."));
    }
    settings
        .issuer()
        .flatMap(SettingReader::httpUrl)
        .filter(SettingReader::isInTheClear)
        .ifPresent(
            url ->
                found.add(
                    "LATCHKEY_ISSUER is an http URL: keys and metadata are fetched from it in the clear"
                        + (settings.client().isPresent() && settings.introspection().isEmpty()
                            ? ", and the client secret is sent to it."
                            : ".")));
    settings
        .keySet()
        .filter(SettingReader::isInTheClear)
        .ifPresent(
            url -> found.add("LATCHKEY_JWKS_URL is an http URL: keys are fetched in the clear."));
    return found;
  }

  /** Whether a URL is on another machine and without TLS. */
  static boolean isInTheClear(URI url) {
    return "http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches();
  }

  private Optional<ClientCredentials> client() {
    Optional<String> id = text("CLIENT_ID");
    Optional<String> secret = text("CLIENT_SECRET");
    if (id.isPresent() != secret.isPresent()) {
      throw new UnusableSettings(
          "LATCHKEY_CLIENT_ID and LATCHKEY_CLIENT_SECRET go together; one is missing.");
    }
    if (!allowsWeakSecrets()) {
      secret
          .flatMap(text -> SecretStrength.KEY.complaint("LATCHKEY_CLIENT_SECRET", text))
          .ifPresent(
              complaint -> {
                throw new UnusableSettings(complaint + ".");
              });
    }
    return id.map(found -> new ClientCredentials(found, secret.get()));
  }

  private boolean allowsWeakSecrets() {
    String text = text("ALLOW_WEAK_SECRETS").orElse("false").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default ->
          throw new UnusableSettings(
              SecretStrength.ALLOW_WEAK + " is " + text + "; give true or false.");
    };
  }

  private Duration cacheFor() {
    String text = text("INTROSPECTION_CACHE_SECONDS").orElse("5").strip();
    if (!text.matches("\\d{1,4}") || Long.parseLong(text) > MAX_CACHE_SECONDS) {
      throw new UnusableSettings(
          "LATCHKEY_INTROSPECTION_CACHE_SECONDS is "
              + text
              + "; give a whole number from 0 to "
              + MAX_CACHE_SECONDS
              + ".");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private Optional<URI> url(String name) {
    return text(name).map(text -> requireUrl("LATCHKEY_" + name, text, "an http or https URL"));
  }

  private static URI requireUrl(String setting, String text, String allowed) {
    return httpUrl(text)
        .orElseThrow(
            () -> new UnusableSettings(setting + " is " + text + "; give " + allowed + "."));
  }

  /** The URL, if the text is one that can be called. */
  static Optional<URI> httpUrl(String text) {
    try {
      URI uri = new URI(text.strip());
      return uri.getHost() != null
              && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(String name) {
    String property = "latchkey." + name.toLowerCase(Locale.ROOT).replace('_', '-');
    return Optional.ofNullable(source.apply(property)).filter(text -> !text.isBlank());
  }
}
