package dev.latchkey.accounts.emails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountLookupTest extends AddressFixture {

  private final AccountLookup lookup = new AccountLookup(world.database);

  @Test
  void account_isReadWithItsGroupsAndPrimaryAddress() {
    Account ada = world.account(EMAIL);
    world.group(ada, "staff");
    world.group(ada, "authors");
    world.group(ada, "editors");
    add(ada, "second@example.org", true);
    Account nameless = world.account("bob", null, "x");

    Account read = world.database.transaction(() -> read(ada));
    assertEquals(List.of("authors", "editors", "staff"), read.groups().stream().sorted().toList());
    assertEquals(Optional.of(EMAIL), addresses.shownPrimaryOf(read));
    Account withoutAddress = world.database.transaction(() -> read(nameless));
    assertTrue(withoutAddress.groups().isEmpty());
    assertTrue(addresses.shownPrimaryOf(withoutAddress).isEmpty());
    assertTrue(world.database.transaction(() -> lookup.account(-1)).isEmpty());
  }

  private Account read(Account account) {
    Account read = lookup.account(account.id()).orElseThrow();
    assertEquals(read.groups().size(), read.groups().stream().distinct().count());
    return read;
  }

  @Test
  void candidates_whoseAccountsHaveOtherVerifiedAddresses_openNothing() {
    Account holder = world.account(EMAIL);
    Account proven = claim(EMAIL);
    for (String more : List.of("one@example.org", "two@example.org", "three@example.org")) {
      add(proven, more, true);
      verify(proven, more);
    }
    Account other = claim(EMAIL);

    assertEquals(
        Stream.of(holder, other).map(Account::id).toList(),
        lookup.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void owner_ofAnAddress_isFoundBehindManyRowsOfProvenAccounts() {
    for (int i = 0; i < 8; i++) {
      Account proven = claim(EMAIL);
      for (int j = 0; j < 3; j++) {
        String more = "a" + i + "-" + j + "@example.org";
        add(proven, more, true);
        verify(proven, more);
      }
    }
    Account holder = world.account(EMAIL);

    assertEquals(
        List.of(holder.id()),
        lookup.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void holder_ofAnAddress_precedesItsOtherClaimants() {
    Account first = claim(EMAIL);
    Account holder = world.account(EMAIL);
    Account last = claim(EMAIL);

    assertEquals(
        Stream.of(holder, first, last).map(Account::id).toList(),
        lookup.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void claims_many_areReadUpToALimit() {
    for (int i = 0; i < 9; i++) {
      claim(EMAIL);
    }

    assertEquals(5, lookup.candidates(EMAIL).size());
  }
}
