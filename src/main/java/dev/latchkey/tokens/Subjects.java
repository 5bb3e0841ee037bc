package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.emails.EmailAddress;
import dev.latchkey.emails.EmailAddresses;
import dev.latchkey.emails.Groups;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gathers what access tokens say about an account. Where nothing is configured that asks for it, the
 * database is not asked either.
 */
@Shared
class Subjects {

  private static final Logger LOG = System.getLogger(Subjects.class.getName());

  private final EmailAddresses addresses;
  private final Groups groups;
  private final boolean forMicroProfile;
  private final Map<String, ClaimTemplate> templates = new LinkedHashMap<>();
  private final List<ClaimsContributor> contributors;
  private final Set<String> complainedOf = ConcurrentHashMap.newKeySet();

  @Inject
  Subjects(
      EmailAddresses addresses, Groups groups, Settings settings, @Any Instance<ClaimsContributor> contributors) {
    this(addresses, groups, settings, contributors.stream().toList());
  }

  Subjects(EmailAddresses addresses, Groups groups, Settings settings, List<ClaimsContributor> contributors) {
    this.addresses = addresses;
    this.groups = groups;
    this.forMicroProfile = settings.get(JwtSettings.ISSUER).isPresent();
    settings.get(JwtSettings.CLAIMS).forEach((name, text) -> templates.put(name, new ClaimTemplate(text)));
    this.contributors = new ArrayList<>(contributors);
    this.contributors.sort(Comparator.comparing(c -> c.getClass().getName()));
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
    contributors.forEach(c -> c.claims(account).forEach((name, value) -> put(claims, name, value)));
    templates.forEach(
        (name, template) ->
            template.fill(attribute -> attribute(account, email, attribute)).ifPresent(v -> put(claims, name, v)));
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

  private void put(Map<String, Object> claims, String name, Object value) {
    if (ReservedClaims.NAMES.contains(name)) {
      if (complainedOf.add(name)) {
        LOG.log(Level.WARNING, "The claim {0} is reserved; what a ClaimsContributor returned for it is ignored.", name);
      }
    } else if (value != null) {
      claims.put(name, value);
    }
  }
}
