package dev.latchkey.admin;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it, independent of the transaction that read it.
 *
 * @param username may be null
 * @param addresses in the order in which they were added
 * @param groups the groups assigned to it
 * @param effectiveGroups the assigned groups, and those it belongs to by its address
 * @param attributes empty in lists
 * @param lastLogin the latest login that the audit record has; null in lists, and if there is none
 */
public record AccountView(
    long id,
    @Nullable String username,
    boolean active,
    boolean hasPassword,
    Instant created,
    List<Address> addresses,
    Set<String> groups,
    Set<String> effectiveGroups,
    Map<String, String> attributes,
    @Nullable Instant lastLogin) {

  /** One of its addresses. */
  public record Address(String email, boolean verified, boolean primary) {

    static Address of(EmailAddress address) {
      return new Address(address.email(), address.isVerified(), address.isPrimary());
    }
  }

  static AccountView of(
      Account account,
      List<EmailAddress> addresses,
      Set<String> effectiveGroups,
      Map<String, String> attributes,
      @Nullable Instant lastLogin) {
    return new AccountView(
        account.id(),
        account.username(),
        account.isActive(),
        account.hasUsablePassword(),
        account.created(),
        addresses.stream().map(Address::of).toList(),
        Set.copyOf(account.groups()),
        effectiveGroups,
        Map.copyOf(attributes),
        lastLogin);
  }
}
