package dev.latchkey.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the server has all required parts, before anything is used that would fail with
 * another message. Uses no type that may be missing.
 */
final class RequiredParts {

  private record Part(String name, String feature) {}

  private static final String DATA_SOURCE = "java:comp/DefaultDataSource";
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("jakarta.enterprise.inject.spi.CDI", new Part("CDI", "cdi-4.0"));
    PARTS.put("jakarta.ws.rs.core.Application", new Part("Jakarta REST", "restfulWS-3.1"));
    PARTS.put(
        "jakarta.persistence.EntityManager", new Part("Jakarta Persistence", "persistence-3.1"));
    PARTS.put(
        "jakarta.transaction.UserTransaction", new Part("Jakarta Transactions", "persistence-3.1"));
    PARTS.put(
        "jakarta.security.enterprise.SecurityContext",
        new Part("Jakarta Security", "appSecurity-5.0"));
    PARTS.put("jakarta.json.Json", new Part("JSON Processing", "jsonp-2.1"));
    PARTS.put(
        "jakarta.enterprise.concurrent.ManagedThreadFactory",
        new Part("Jakarta Concurrency", "concurrent-3.0"));
    PARTS.put(
        "org.eclipse.microprofile.config.Config", new Part("MicroProfile Config", "mpConfig-3.1"));
  }

  private final Server server;
  private final Predicate<String> classes;
  private final Predicate<String> names;

  RequiredParts(Server server) {
    this(server, RequiredParts::isLoadable, RequiredParts::isBound);
  }

  /**
   * @param classes whether the server has a class
   * @param names whether it has something under a JNDI name
   */
  RequiredParts(Server server, Predicate<String> classes, Predicate<String> names) {
    this.server = server;
    this.classes = classes;
    this.names = names;
  }

  /** The first missing part, in one sentence that says what to do; empty if nothing is missing. */
  Optional<String> missing() {
    return missingPart().or(this::missingDataSource);
  }

  /**
   * The same, except for the data source, which cannot be looked up before the application has its
   * JNDI names.
   */
  Optional<String> missingPart() {
    return PARTS.entrySet().stream()
        .filter(part -> !classes.test(part.getKey()))
        .map(Map.Entry::getValue)
        .map(
            part ->
                "This server has no " + part.name() + ": " + server.howToAdd(part.feature()) + ".")
        .findFirst();
  }

  private Optional<String> missingDataSource() {
    return names.test(DATA_SOURCE)
        ? Optional.empty()
        : Optional.of(
            "This server has no default data source: " + server.howToAddDataSource() + ".");
  }

  private static boolean isLoadable(String name) {
    try {
      Class.forName(name, false, RequiredParts.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /** Only a definite absence counts: a server without JNDI for applications may have it anyway. */
  private static boolean isBound(String name) {
    Context context = null;
    try {
      context = new InitialContext();
      return context.lookup(name) != null;
    } catch (NameNotFoundException absent) {
      return false;
    } catch (NamingException unknown) {
      return true;
    } finally {
      close(context);
    }
  }

  private static void close(@Nullable Context context) {
    try {
      if (context != null) {
        context.close();
      }
    } catch (NamingException e) {
      // Nothing was opened that must be closed.
    }
  }
}
