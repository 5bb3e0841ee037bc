package dev.latchkey.ops;

import dev.latchkey.keys.KeyRing;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Looks after the signing keys in the background, so that all nodes agree on them within a minute. */
@WebListener
public class KeyUpkeep implements ServletContextListener {

  private static final int EVERY_SECONDS = 20;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  ManagedScheduledExecutorService scheduler;

  @Inject KeyRing keys;

  private Future<?> upkeep;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    upkeep = scheduler.scheduleWithFixedDelay(keys::upkeep, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (upkeep != null) {
      upkeep.cancel(true);
    }
  }
}
