package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.persistence.OnPostgresql;
import dev.latchkey.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnPostgresql.Partitioned.class)
class CleanUpOnPartitionsIT extends CleanUpTest {

  /** Instead of reading H2's catalogue; {@code PartitionsIT} compares the indexes. */
  @Override
  @Test
  void table_withExpiry_isCleanedByAnIndex() {
    try (TestDatabase database = new TestDatabase()) {
      assertEquals(
          3L,
          database
              .entities()
              .createNativeQuery("SELECT count(*) FROM pg_class WHERE relkind = 'p'")
              .getSingleResult());
    }
  }
}
