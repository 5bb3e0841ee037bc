package dev.latchkey.it.support;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that runs while a test class does: register it as a static extension. Classes that name
 * the same settings share one, unless others have run for long in between; so a test must not rely
 * on what others leave alone, and signs up people of its own.
 *
 * <p>Rate limits are off unless a test sets them; the server describes its API, and is held to it.
 */
public final class RunningServer implements BeforeAllCallback {

  private static final ExtensionContext.Namespace SERVERS =
      ExtensionContext.Namespace.create(RunningServer.class);

  private final Map<String, String> settings =
      new TreeMap<>(Map.of("ACCOUNT_RATE_LIMITS_ENABLED", "false"));
  private ServerProcess process;

  private RunningServer(Map<String, String> settings) {
    this.settings.putAll(settings);
  }

  /**
   * With these settings, by the names of their environment variables, and the defaults otherwise.
   */
  public static RunningServer with(Map<String, String> settings) {
    return new RunningServer(settings);
  }

  /** With JWTs, and the defaults otherwise. */
  public static RunningServer withJwt() {
    return with(Map.of("HEADLESS_TOKEN_STRATEGY", "jwt"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    process =
        context
            .getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, SERVERS)
            .getOrComputeIfAbsent(Kept.class, key -> new Kept(), Kept.class)
            .with(settings);
  }

  /** Waits until there is something at a path, such as that of a further application. */
  public void awaitPath(String path) {
    process.awaitReady(path);
  }

  public URI base() {
    return process.base();
  }

  public Http http() {
    return new Http(base());
  }

  /** An app before any login. */
  public App app() {
    return new App(http());
  }

  /** All that the server has said so far, for other tests too. */
  public String log() {
    return process.log();
  }

  /** The servers that later classes may use: only a few, since an idle one takes time, too. */
  private static final class Kept implements AutoCloseable {

    private static final int MOST = 6;

    /** The one that was used last comes last. */
    private final Map<Map<String, String>, ServerProcess> running =
        new LinkedHashMap<>(2 * MOST, 0.75f, true);

    ServerProcess with(Map<String, String> settings) {
      ServerProcess known = running.get(settings);
      if (known != null) {
        return known;
      }
      if (running.size() == MOST) {
        running.remove(running.keySet().iterator().next()).close();
      }
      ServerProcess started = ServerProcess.start(settings);
      running.put(settings, started);
      return started;
    }

    @Override
    public void close() {
      running.values().forEach(ServerProcess::close);
    }
  }
}
