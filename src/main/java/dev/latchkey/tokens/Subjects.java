package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.emails.Groups;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what access tokens say about an account. Where nothing is configured that asks for it, the
 * database is not asked either.
 */
@Shared
class Subjects {

  private final EmailAddresses addresses;
  private final Groups groups;
  private final ClaimsContributors contributors;
  private final boolean forMicroProfile;
  private final Map<String, ClaimTemplate> templates = new LinkedHashMap<>();

  @Inject
  Subjects(EmailAddresses addresses, Groups groups, Settings settings, ClaimsContributors contributors) {
    this.addresses = addresses;
    this.groups = groups;
    this.contributors = contributors;
    this.forMicroProfile = settings.get(JwtSettings.ISSUER).isPresent();
    settings.get(JwtSettings.CLAIMS).forEach((name, text) -> templates.put(name, new ClaimTemplate(text)));
  }

  /** Call it in a transaction. */
  Subject of(Account account) {
    if (!forMicroProfile && templates.isEmpty() && contributors.isEmpty()) {
      return new Subject(account.id(), Map.of());
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    String email = addresses.primaryOf(account).map(EmailAddress::email).orElse(null);
    if (forMicroProfile) {
      claims.put("upn", callerName(account, email));
      claims.put("groups", List.copyOf(groups.of(account)));
    }
    claims.putAll(contributors.claims(account));
    templates.forEach(
        (name, template) ->
            template.fill(attribute -> attribute(account, email, attribute)).ifPresent(v -> claims.put(name, v)));
    return new Subject(account.id(), claims);
  }

  /** What a caller is called: the user name, else the address, else the id. */
  static String callerName(Account account, String email) {
    return account.username() != null ? account.username() : email != null ? email : account.id().toString();
  }

  private static String attribute(Account account, String email, String name) {
    return switch (name) {
      case "id" -> account.id().toString();
      case "username" -> account.username();
      case "email" -> email;
      default -> account.attributes().get(name);
    };
  }
}
