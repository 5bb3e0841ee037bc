package dev.latchkey;

import dev.latchkey.accounts.Account;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The real passwords, of which each hash is computed once in all tests: what was computed before is
 * remembered, and counted as if it were computed again.
 */
@Shared
@Specializes
final class RememberedPasswords extends Passwords {

  private static final Map<List<String>, Object> COMPUTED = new ConcurrentHashMap<>();

  private final AtomicLong again = new AtomicLong();

  @Inject
  RememberedPasswords(Settings settings) {
    super(settings);
  }

  @Override
  public String hash(String password) {
    return (String) remembered(List.of("hash", password), () -> super.hash(password));
  }

  @Override
  public boolean verify(String password, Account account) {
    List<String> key = Arrays.asList("verify", password, account.passwordHash());
    return (Boolean) remembered(key, () -> super.verify(password, account));
  }

  @Override
  public void spend(String password) {
    remembered(
        List.of("spend", password),
        () -> {
          super.spend(password);
          return true;
        });
  }

  @Override
  public long hashesComputed() {
    return super.hashesComputed() + again.get();
  }

  private Object remembered(List<String> key, Supplier<Object> work) {
    Object known = COMPUTED.get(key);
    if (known != null) {
      again.incrementAndGet();
      return known;
    }
    Object computed = work.get();
    COMPUTED.put(key, computed);
    return computed;
  }
}
