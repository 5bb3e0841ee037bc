package dev.latchkey.accounts.emails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailAddressesTest {

  private static final String EMAIL = "ada@example.org";

  private final TestWorld world = TestWorld.with("LATCHKEY_ADMIN_EMAILS", "Root@Example.org");
  private final EmailAddresses addresses = world.addresses;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void address_inAnyLocale_isStoredInLowerCase() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("ian@example.org", EmailAddress.key("IAN@EXAMPLE.ORG"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void address_lookedUp_findsItsAccount() {
    world.account(EMAIL);

    assertTrue(addresses.isTaken("ADA@example.ORG"));
    assertFalse(addresses.isTaken("ada@example.com"));
  }

  @Test
  void address_isHeldByOneRowAtMost() {
    world.account(EMAIL);

    assertThrows(RuntimeException.class, () -> world.account("ADA@example.org"));
    claim(EMAIL);
    assertEquals(2, world.count("email_address"));
  }

  @Test
  void address_ofTheSameAccount_isNotAddedTwice() {
    Account ada = world.account(EMAIL);

    assertThrows(RuntimeException.class, () -> add(ada, EMAIL, false));
  }

  @Test
  void addresses_ofAnAccount_areInOrderWithOnePrimary() {
    Account ada = world.account(EMAIL);
    world.clock.advance(Duration.ofSeconds(1));
    add(ada, "second@example.org", true);
    world.clock.advance(Duration.ofSeconds(1));
    add(ada, "a.third@example.org", true);

    assertEquals(
        List.of(EMAIL, "second@example.org", "a.third@example.org"),
        addresses.of(ada).stream().map(EmailAddress::email).toList());
    assertEquals(EMAIL, addresses.primaryOf(ada).orElseThrow().email());
  }

  @Test
  void primaryAddress_isReplacedByAnother() {
    Account ada = world.account(EMAIL);
    EmailAddress second = add(ada, "second@example.org", true);

    world.database.transaction(
        () -> addresses.makePrimary(addresses.find(second.id()).orElseThrow()));

    assertEquals("second@example.org", addresses.primaryOf(ada).orElseThrow().email());
    assertEquals(1, addresses.of(ada).stream().filter(EmailAddress::isPrimary).count());
  }

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
    assertTrue(world.database.transaction(() -> addresses.account(-1)).isEmpty());
  }

  private Account read(Account account) {
    Account read = addresses.account(account.id()).orElseThrow();
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
        addresses.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
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
        addresses.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void holder_ofAnAddress_precedesItsOtherClaimants() {
    Account first = claim(EMAIL);
    Account holder = world.account(EMAIL);
    Account last = claim(EMAIL);

    assertEquals(
        Stream.of(holder, first, last).map(Account::id).toList(),
        addresses.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
  }

  @Test
  void claims_many_areReadUpToALimit() {
    for (int i = 0; i < 9; i++) {
      claim(EMAIL);
    }

    assertEquals(5, addresses.candidates(EMAIL).size());
  }

  @Test
  void address_verified_belongsToOneAccountOnly() {
    Account holder = world.account(EMAIL);
    Account claimant = claim(EMAIL);

    assertTrue(verify(claimant));

    assertEquals(
        List.of(claimant.id()),
        addresses.candidates(EMAIL).stream().map(e -> e.account().id()).toList());
    assertTrue(addresses.find(claimant, EMAIL).orElseThrow().isOwner());
    assertTrue(addresses.find(holder, EMAIL).isEmpty());
    assertEquals(EMAIL, addresses.claimsOf(holder).get(0).email());
    assertTrue(addresses.hasVerified(claimant));
    assertFalse(addresses.hasVerified(holder));
  }

  @Test
  void address_ofADeletedAccount_isDeleted() {
    Account ada = world.account(EMAIL);
    world.delete(ada);

    assertFalse(addresses.isTaken(EMAIL));
  }

  @Test
  void administrator_isRecognizedByAVerifiedAddress() {
    Groups groups = new Groups(world.database, world.settings);
    Account root = world.account("root@example.org");
    Account ada = world.account(EMAIL);
    world.group(ada, "staff");

    assertEquals(List.of(), List.copyOf(groups.of(reread(root))));
    world.database.transaction(
        () ->
            addresses.verify(
                addresses.find(root, "root@example.org").orElseThrow(), AddressProof.CODE));

    assertEquals(List.of(Groups.ADMIN), List.copyOf(groups.of(reread(root))));
    assertEquals(List.of("staff"), List.copyOf(groups.of(reread(ada))));
  }

  private boolean verify(Account account) {
    return verify(account, EMAIL);
  }

  private boolean verify(Account account, String email) {
    return world.database.transaction(
        () -> addresses.verify(addresses.find(account, email).orElseThrow(), AddressProof.CODE));
  }

  private Account claim(String email) {
    Account account = world.account(null, null, TestWorld.HASH);
    world.database.transaction(
        () ->
            addresses.add(
                new EmailAddress(reread(account), email, false, true, world.database.now())));
    return account;
  }

  private EmailAddress add(Account account, String email, boolean owner) {
    return world.database.transaction(
        () ->
            addresses.add(
                new EmailAddress(reread(account), email, owner, false, world.database.now())));
  }

  private Account reread(Account account) {
    return world.accounts.find(account.id()).orElseThrow();
  }
}
