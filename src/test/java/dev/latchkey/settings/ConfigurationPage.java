package dev.latchkey.settings;

import dev.latchkey.crypto.SecretStrength;
import dev.latchkey.settings.types.RateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generates the tables of docs/configuration.md: one per family of settings, under the heading that
 * is the family's title. The prose around the tables is written by hand.
 */
final class ConfigurationPage {
  static final Path FILE = Path.of("docs/configuration.md");

  private static final String HEAD =
      "| Name | Default | Allowed | What it does |\n|---|---|---|---|\n";
  private static final Pattern TABLE =
      Pattern.compile("(?m)^" + Pattern.quote(HEAD) + "(?:\\|.*\n)*");

  /** The section "Secrets" of the page explains this rule once, for all of them. */
  private static final Pattern STRENGTH =
      Pattern.compile(
          Stream.of(SecretStrength.values())
              .map(strength -> Pattern.quote(strength.allowed()))
              .collect(Collectors.joining("|")));

  private ConfigurationPage() {}

  static String read() throws IOException {
    return Files.readString(FILE);
  }

  /** The page with up-to-date tables; the prose stays as it is. */
  static String withTables(String page) {
    String result = page;
    for (Family family : SettingFamilies.all()) {
      int heading = result.indexOf("\n## " + family.title() + "\n");
      Matcher table = TABLE.matcher(result);
      if (heading < 0 || !table.find(heading)) {
        throw new AssertionError("No heading with a table for " + family.title() + " in " + FILE);
      }
      result = result.substring(0, table.start()) + table(family) + result.substring(table.end());
    }
    return result;
  }

  private static String table(Family family) {
    return family.settings().stream()
        .map(ConfigurationPage::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Setting<?> setting) {
    String standard = setting.defaultText().isEmpty() ? "–" : "`" + setting.defaultText() + "`";
    return "| `%s`<br>`%s` | %s | %s | %s |\n"
        .formatted(
            setting.environmentName(),
            setting.property(),
            standard,
            allowed(setting),
            setting.purpose());
  }

  /** What the page explains above its tables is not repeated in each row. */
  private static String allowed(Setting<?> setting) {
    String allowed = setting.allowed();
    if (allowed.equals(RateLimits.ALLOWED)) {
      return "limits or `false`";
    }
    return STRENGTH.matcher(allowed).replaceAll(ConfigurationPage::strength);
  }

  private static String strength(MatchResult rule) {
    String length = rule.group().substring(0, rule.group().indexOf(','));
    return "[a secret](#secrets) of " + length;
  }
}
