package dev.latchkey.mfa;

import dev.latchkey.Shared;
import dev.latchkey.keys.SealedStore;
import dev.latchkey.persistence.Database;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The secrets of all second factors with codes. */
@Shared
public class SealedFactors implements SealedStore {

  private static final int BATCH = 200;

  private final Database database;
  private final Authenticators authenticators;
  private final List<CodeFactor> kinds;

  @Inject
  SealedFactors(Database database, Authenticators authenticators, @Any Instance<CodeFactor> kinds) {
    this.database = database;
    this.authenticators = authenticators;
    this.kinds = kinds.stream().toList();
  }

  private record Batch(boolean isLast, long after, int sealed) {}

  @Override
  public int sealAnew() {
    int count = 0;
    for (CodeFactor kind : kinds) {
      Batch batch = new Batch(false, 0, 0);
      while (!batch.isLast()) {
        long after = batch.after();
        batch = database.transaction(() -> sealSome(kind, after));
        count += batch.sealed();
      }
    }
    return count;
  }

  private Batch sealSome(CodeFactor kind, long after) {
    List<Authenticator> some = authenticators.ofType(kind.type(), after, BATCH);
    int sealed = 0;
    for (Authenticator factor : some) {
      Optional<String> anew = kind.sealedAnew(factor.data());
      sealed += anew.isPresent() && authenticators.replaceData(factor, anew.get()) ? 1 : 0;
    }
    long last = some.isEmpty() ? after : some.get(some.size() - 1).id();
    return new Batch(some.size() < BATCH, last, sealed);
  }
}
