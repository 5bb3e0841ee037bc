package dev.latchkey.accounts.emails;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EmailAddressesTest extends AddressFixture {

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
}
