package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what access tokens say about an account. Where nothing is configured that asks for it,
 * the database is not asked either.
 */
@Shared
class Subjects {

  private final Database database;
  private final EmailAddresses addresses;
  private final Groups groups;
  private final ClaimsContributors contributors;
  private final boolean forMicroProfile;
  private final Map<String, ClaimTemplate> templates = new LinkedHashMap<>();

  @Inject
  Subjects(
      Database database,
      EmailAddresses addresses,
      Groups groups,
      Settings settings,
      ClaimsContributors contributors) {
    this.database = database;
    this.addresses = addresses;
    this.groups = groups;
    this.contributors = contributors;
    this.forMicroProfile = settings.get(JwtSettings.ISSUER).isPresent();
    settings
        .get(JwtSettings.CLAIMS)
        .forEach((name, text) -> templates.put(name, new ClaimTemplate(text)));
  }

  /** Whether what tokens say about an account takes more than its id. */
  boolean needOwner() {
    return forMicroProfile || needAccount();
  }

  /** Call it in a transaction. */
  Subject of(Account account) {
    if (!needOwner()) {
      return new Subject(account.id(), Map.of());
    }
    Optional<String> email = addresses.primaryOf(account).map(EmailAddress::email);
    Set<String> putInto = forMicroProfile ? account.groups() : Set.of();
    return of(
        new Owner(account.id(), Optional.ofNullable(account.username()), email, putInto), account);
  }

  /**
   * The same of somebody about whom a statement has told all that {@link #needOwner} asks for. Asks
   * for the account only where something is configured that needs it.
   */
  Subject of(Owner owner) {
    if (!needOwner()) {
      return new Subject(owner.accountId(), Map.of());
    }
    return of(
        owner, needAccount() ? database.entities().find(Account.class, owner.accountId()) : null);
  }

  private boolean needAccount() {
    return !templates.isEmpty() || !contributors.isEmpty();
  }

  private Subject of(Owner owner, Account account) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (forMicroProfile) {
      claims.put("upn", owner.callerName());
      claims.put("groups", List.copyOf(groups.of(owner.accountId(), owner.groups())));
    }
    if (needAccount()) {
      addOwnClaims(claims, account, owner.email().orElse(null));
    }
    return new Subject(owner.accountId(), claims);
  }

  private void addOwnClaims(Map<String, Object> claims, Account account, String email) {
    claims.putAll(contributors.claims(account));
    templates.forEach(
        (name, template) ->
            template
                .fill(attribute -> attribute(account, email, attribute))
                .ifPresent(v -> claims.put(name, v)));
  }

  /** What a caller is called: the user name, else the address, else the id. */
  static String callerName(Account account, String email) {
    return account.username() != null
        ? account.username()
        : email != null ? email : account.id().toString();
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
