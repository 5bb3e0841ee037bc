package dev.latchkey.api.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.StandardUser;
import dev.latchkey.accounts.UserRepresentation;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.persistence.TestDatabase;
import jakarta.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {

  private final TestDatabase database = new TestDatabase();
  private final EmailAddresses addresses = new EmailAddresses(database);
  private final Accounts accounts = new Accounts(database, new RowChanges(database));
  private final Account account =
      database.transaction(
          () -> {
            Account ada = accounts.add(new Account("ada", null, database.now()));
            ada.attributes().put("city", "London");
            addresses.add(new EmailAddress(ada, "ada@example.org", true, true, database.now()));
            return ada;
          });

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void representation_byDefault_isTheStandardOne() {
    String expected =
        "{\"id\":%d,\"display\":\"ada\",\"has_usable_password\":false,\"email\":\"ada@example.org\",\"username\":\"ada\"}";
    assertEquals(
        expected.formatted(account.id()), new Users(addresses, List.of()).of(account).toString());
  }

  @Test
  void representation_ofTheApplication_isUsed() {
    StandardUser standard = new StandardUser();
    UserRepresentation withCity =
        (user, email) ->
            Json.createObjectBuilder(standard.of(user, email))
                .add("city", accounts.attributes(user).get("city"))
                .build();
    assertEquals("London", new Users(addresses, List.of(withCity)).of(account).getString("city"));
  }

  @Test
  void representations_moreThanOne_areRejected() {
    List<UserRepresentation> two = List.of(new StandardUser(), new StandardUser());
    assertThrows(IllegalStateException.class, () -> new Users(addresses, two));
  }
}
