package dev.latchkey.persistence;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The databases of a test class are in PostgreSQL. */
public class OnPostgresql implements BeforeAllCallback, AfterAllCallback {

  private String before;

  @Override
  public void beforeAll(ExtensionContext context) {
    before = System.setProperty(MemoryDatabase.KIND, "postgresql");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.clearProperty(MemoryDatabase.OPTIONS);
    System.clearProperty(MemoryDatabase.SCRIPT);
    if (before == null) {
      System.clearProperty(MemoryDatabase.KIND);
    } else {
      System.setProperty(MemoryDatabase.KIND, before);
    }
  }

  /** With transactions that are serializable. */
  public static class Serializable extends OnPostgresql {
    @Override
    public void beforeAll(ExtensionContext context) {
      super.beforeAll(context);
      System.setProperty(
          MemoryDatabase.OPTIONS,
          "-c lock_timeout=20000 -c default_transaction_isolation=serializable");
    }
  }

  /** With audit events, refresh tokens and sessions partitioned by expiry, as operators may do. */
  public static class Partitioned extends OnPostgresql {
    @Override
    public void beforeAll(ExtensionContext context) {
      super.beforeAll(context);
      System.setProperty(
          MemoryDatabase.SCRIPT,
          Partitions.functions()
              + "SELECT latchkey_partition('session', 7 * 86400000, 3);"
              + "SELECT latchkey_partition('refresh_token', 86400000, 2);"
              + "SELECT latchkey_partition('audit_event', 30 * 86400000::bigint, 4);");
    }
  }
}
