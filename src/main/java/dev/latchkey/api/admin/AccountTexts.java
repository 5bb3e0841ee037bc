package dev.latchkey.api.admin;

import dev.latchkey.admin.AccountView;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import java.util.Collection;
import java.util.Map;

/** Accounts in JSON, as administrators see them. */
final class AccountTexts {

  private AccountTexts() {}

  /** The members that lists show. */
  static ObjectText brief(AccountView account) {
    ArrayText emails = new ArrayText();
    account.addresses().forEach(address -> emails.add(email(address)));
    return new ObjectText()
        .put("id", account.id())
        .put("username", account.username())
        .put("emails", emails)
        .put("is_active", account.active())
        .put("has_usable_password", account.hasPassword())
        .put("created", account.created())
        .put("groups", sorted(account.groups()))
        .put("effective_groups", sorted(account.effectiveGroups()));
  }

  static ObjectText full(AccountView account) {
    ObjectText attributes = new ObjectText();
    account.attributes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(a -> attributes.put(a.getKey(), a.getValue()));
    ObjectText text = brief(account).put("attributes", attributes);
    return account.lastLogin() == null ? text : text.put("last_login", account.lastLogin());
  }

  private static ObjectText email(AccountView.Address address) {
    return new ObjectText()
        .put("email", address.email())
        .put("verified", address.verified())
        .put("primary", address.primary());
  }

  private static ArrayText sorted(Collection<String> names) {
    return ArrayText.of(names.stream().sorted().toList());
  }
}
