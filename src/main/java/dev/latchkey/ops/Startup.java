package dev.latchkey.ops;

import dev.latchkey.keys.KeyRing;
import dev.latchkey.keys.ServerSecrets;
import dev.latchkey.mail.Delivery;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.JwtSettings;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.ClaimsContributors;
import dev.latchkey.tokens.Strategies;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes everything ready before the first request: the schema, the keys, the strategy, and what works
 * in the background until the end.
 */
@WebListener
public class Startup implements ServletContextListener {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  @Inject Settings settings;
  @Inject Database database;
  @Inject ServerSecrets secrets;
  @Inject KeyRing keys;
  @Inject Strategies strategies;
  @Inject ClaimsContributors contributors;
  @Inject Delivery delivery;
  @Inject CleanUp cleanUp;
  @Inject KeyUpkeep keyUpkeep;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  ManagedScheduledExecutorService threads;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    contributors.check();
    int migrations = database.migrate();
    keys.signing();
    settings.unknown().forEach(name -> LOG.log(Level.WARNING, "There is no setting {0}; it is ignored.", name));
    if (!secrets.isConfigured()) {
      LOG.log(
          Level.WARNING,
          "{0} is not set{1}: made here and kept in the database, which is good for trying out and nothing else.",
          ServerSettings.SECRET_KEY.environmentName(),
          hasOwnSigningKey() ? "" : ", nor is " + JwtSettings.PRIVATE_KEY.environmentName());
    }
    delivery.start(threads);
    cleanUp.start(threads);
    keyUpkeep.start(threads);
    LOG.log(
        Level.INFO,
        "Latchkey is ready: token strategy {0}, {1} migrations run.",
        strategies.active().getClass().getSimpleName(),
        migrations);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    keyUpkeep.stop();
    cleanUp.stop();
    delivery.stop();
  }

  private boolean hasOwnSigningKey() {
    return settings.get(JwtSettings.PRIVATE_KEY).isPresent() || settings.get(JwtSettings.PRIVATE_KEY_FILE).isPresent();
  }
}
