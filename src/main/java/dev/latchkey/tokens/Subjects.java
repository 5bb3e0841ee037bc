package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.VerifiedToken;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.rotation.Owner;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what access tokens contain about an account: always its name; name and groups as claims
 * if an issuer is configured; and the configured claims.
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

  /** Whether tokens contain the groups of their owner. */
  boolean needGroups() {
    return forMicroProfile;
  }

  /**
   * Whether {@link #of(Owner, AuthenticationClaims)} reads the account, for a claim that is
   * configured or contributed. Only then does it need a transaction.
   */
  boolean needAccount() {
    return !templates.isEmpty() || !contributors.isEmpty();
  }

  /** Call it in a transaction. */
  Subject of(Account account, AuthenticationClaims authentication) {
    Optional<String> email = addresses.provenPrimaryOf(account);
    Set<String> putInto = forMicroProfile ? account.groups() : Set.of();
    return of(
        new Owner(account.id(), Optional.ofNullable(account.username()), email, putInto),
        authentication,
        account);
  }

  /**
   * The subject of tokens whose owner has already been read. Reads the account only if a configured
   * claim needs it; if so, call it in a transaction that has locked the account's session, because
   * the account must still exist.
   */
  Subject of(Owner owner, AuthenticationClaims authentication) {
    return find(owner, authentication).orElseThrow();
  }

  /**
   * As {@link #of(Owner, AuthenticationClaims)}, without the lock: empty if the account is needed
   * and has been deleted since.
   */
  Optional<Subject> find(Owner owner, AuthenticationClaims authentication) {
    if (!needAccount()) {
      return Optional.of(of(owner, authentication, null));
    }
    return Optional.ofNullable(database.entities().find(Account.class, owner.accountId()))
        .map(account -> of(owner, authentication, account));
  }

  private Subject of(Owner owner, AuthenticationClaims authentication, @Nullable Account account) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (forMicroProfile) {
      claims.put(VerifiedToken.NAME, owner.principalName());
      claims.put("groups", List.copyOf(groups.of(owner.accountId(), owner.groups())));
    }
    if (needAccount()) {
      addOwnClaims(claims, Objects.requireNonNull(account), owner.email().orElse(null));
    }
    return new Subject(owner.accountId(), owner.principalName(), authentication, claims);
  }

  private void addOwnClaims(Map<String, Object> claims, Account account, @Nullable String email) {
    claims.putAll(contributors.claims(account));
    templates.forEach(
        (name, template) ->
            template
                .fill(attribute -> attribute(account, email, attribute))
                .ifPresent(v -> claims.put(name, v)));
  }

  /** The value of a name in a claim's template, or null. Only a verified address has a value. */
  private static @Nullable String attribute(Account account, @Nullable String email, String name) {
    return switch (name) {
      case "id" -> account.id().toString();
      case "username" -> account.username();
      case "email" -> email;
      default -> account.attributes().get(name);
    };
  }
}
