package dev.latchkey.api.exchange;

import dev.latchkey.Extension;
import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.StandardUser;
import dev.latchkey.accounts.UserRepresentation;
import dev.latchkey.accounts.emails.EmailAddresses;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;

/** Writes users, in the application's format if it defines one. */
@Shared
public class Users {

  private final EmailAddresses addresses;
  private final UserRepresentation representation;

  @Inject
  Users(EmailAddresses addresses, @Any Instance<UserRepresentation> own) {
    this(addresses, own.stream().toList());
  }

  Users(EmailAddresses addresses, List<UserRepresentation> own) {
    this.addresses = addresses;
    this.representation = Extension.orElse(UserRepresentation.class, own, new StandardUser());
  }

  JsonObject of(Account account) {
    return representation.of(account, addresses.shownPrimaryOf(account));
  }
}
