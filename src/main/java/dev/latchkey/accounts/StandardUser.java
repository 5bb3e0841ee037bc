package dev.latchkey.accounts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/**
 * The id, a display name, whether there is a usable password, and the address and user name, if
 * present.
 */
public final class StandardUser implements UserRepresentation {

  private static final JsonProvider JSON = JsonProvider.provider();

  @Override
  public JsonObject of(Account account, Optional<String> email) {
    String display =
        Optional.ofNullable(account.username())
            .or(() -> email)
            .orElseGet(() -> account.id().toString());
    JsonObjectBuilder user =
        JSON.createObjectBuilder()
            .add("id", account.id())
            .add("display", display)
            .add("has_usable_password", account.hasUsablePassword());
    email.ifPresent(address -> user.add("email", address));
    if (account.username() != null) {
      user.add("username", account.username());
    }
    return user.build();
  }
}
