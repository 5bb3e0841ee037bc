package dev.latchkey.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private final TestWorld world = TestWorld.with();
  private final Accounts accounts = world.accounts;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void account_isFoundByItsIdAndByItsNameInAnyCase() {
    Account ada = world.account("Ada", null, "hash");

    assertEquals("Ada", accounts.find(ada.id()).orElseThrow().username());
    assertEquals(ada.id(), accounts.findByUsername("aDA").orElseThrow().id());
    assertTrue(accounts.findByUsername("ad").isEmpty());
    assertTrue(accounts.find(ada.id() + 1).isEmpty());
  }

  @Test
  void names_onEveryNode_areComparedAlike() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("ivi", UsernameSyntax.key("IVI"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void name_ofAnotherAccount_isRejected() {
    world.account("Ada", null, "hash");

    assertThrows(RuntimeException.class, () -> world.account("ADA", null, "hash"));
    assertEquals(
        accounts.findByUsername("ada").orElseThrow().id(),
        accounts.findByUsername("ａｄａ").orElseThrow().id());
    world.account(null, null, "hash");
    world.account(null, null, "hash");
    assertEquals(3, world.count("account"));
  }

  @Test
  void groupsAndAttributes_areStored() {
    Account ada = world.account("ada", null, "hash");
    world.group(ada, "staff");
    world.attribute(ada, "tenant_id", "acme");

    world.database.transaction(
        () -> {
          Account again = accounts.find(ada.id()).orElseThrow();
          assertEquals(Set.of("staff"), Set.copyOf(again.groups()));
          assertEquals(Map.of("tenant_id", "acme"), Map.copyOf(again.attributes()));
        });
  }

  @Test
  void password_replaced_startsANewEpoch() {
    Account ada = world.account("ada", null, "old");

    assertEquals("new", replace(ada, "new").orElseThrow().passwordHash());
    assertEquals(1, reread(ada).tokenEpoch());
  }

  @Test
  void password_changedMeanwhile_isNotReplaced() {
    Account ada = world.account("ada", null, "old");
    replace(ada, "new");

    assertTrue(replace(ada, "late").isEmpty());
    assertEquals("new", reread(ada).passwordHash());
    assertEquals(1, reread(ada).tokenEpoch());
  }

  @Test
  void password_ofAnInactiveOrDeletedAccount_isNotReplaced() {
    Account ada = world.account("ada", null, "old");
    Account bob = world.account("bob", null, "old");
    world.deactivate(ada);
    world.delete(bob);

    assertTrue(replace(ada, "new").isEmpty());
    assertTrue(replace(bob, "new").isEmpty());
  }

  @Test
  void password_firstOfAnAccount_isSetOnce() {
    Account ada = world.account("ada", null, null);

    assertTrue(replace(ada, "first").isPresent());
    assertTrue(replace(ada, "second").isEmpty());
    assertEquals("first", reread(ada).passwordHash());
  }

  @Test
  void epoch_begunTwiceFromTheSameOne_succeedsOnce() {
    Account ada = world.account("ada", null, "old");

    assertTrue(
        world.database.transaction(() -> accounts.beginEpoch(ada.id(), 0, "new")).isPresent());
    assertTrue(
        world.database.transaction(() -> accounts.beginEpoch(ada.id(), 0, "again")).isEmpty());
    assertEquals("new", reread(ada).passwordHash());
  }

  @Test
  void epochs_concurrent_areAllCounted() {
    Account ada = world.account("ada", null, "old");

    List<Boolean> begun =
        Together.run(
            12, () -> world.database.transaction(() -> accounts.beginEpoch(ada.id())).isPresent());

    assertFalse(begun.contains(false));
    assertEquals(12, reread(ada).tokenEpoch());
  }

  @Test
  void replacements_concurrent_oneSucceeds() {
    Account ada = world.account("ada", null, "old");

    List<Boolean> won =
        Together.run(12, () -> replace(ada, "new " + Thread.currentThread().getId()).isPresent());

    assertEquals(1, won.stream().filter(w -> w).count());
    assertEquals(1, reread(ada).tokenEpoch());
  }

  @Test
  void account_inactive_isNotLocked() {
    Account ada = world.account("ada", null, "old");
    assertTrue(world.database.transaction(() -> accounts.lock(ada.id())).isPresent());
    world.deactivate(ada);

    assertTrue(world.database.transaction(() -> accounts.lock(ada.id())).isEmpty());
    assertTrue(world.database.transaction(() -> accounts.beginEpoch(ada.id())).isEmpty());
  }

  @Test
  void hash_thatCannotMatch_isNoUsablePassword() {
    assertFalse(new Account(null, null, world.database.now()).hasUsablePassword());
    assertFalse(new Account(null, "", world.database.now()).hasUsablePassword());
    assertFalse(new Account(null, "!abc", world.database.now()).hasUsablePassword());
    assertTrue(new Account(null, TestWorld.HASH, world.database.now()).hasUsablePassword());
  }

  private Optional<Account> replace(Account seen, String hash) {
    return world.database.transaction(() -> accounts.replacePassword(seen, hash));
  }

  private Account reread(Account account) {
    return accounts.find(account.id()).orElseThrow();
  }
}
