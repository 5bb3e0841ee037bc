package dev.latchkey.accounts.emails;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import org.junit.jupiter.api.AfterEach;

/** Accounts with addresses, verified or not. */
abstract class AddressFixture {

  static final String EMAIL = "ada@example.org";

  final TestWorld world = TestWorld.with("LATCHKEY_ADMIN_EMAILS", "Root@Example.org");
  final EmailAddresses addresses = world.addresses;

  @AfterEach
  void close() {
    world.close();
  }

  final boolean verify(Account account) {
    return verify(account, EMAIL);
  }

  final boolean verify(Account account, String email) {
    return world.database.transaction(
        () -> addresses.verify(addresses.find(account, email).orElseThrow(), AddressProof.CODE));
  }

  final Account claim(String email) {
    Account account = world.account(null, null, TestWorld.HASH);
    world.database.transaction(
        () ->
            addresses.add(
                new EmailAddress(reread(account), email, false, true, world.database.now())));
    return account;
  }

  final EmailAddress add(Account account, String email, boolean owner) {
    return world.database.transaction(
        () ->
            addresses.add(
                new EmailAddress(reread(account), email, owner, false, world.database.now())));
  }

  final Account reread(Account account) {
    return world.accounts.find(account.id()).orElseThrow();
  }
}
