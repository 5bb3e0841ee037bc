package dev.latchkey.ops;

import dev.latchkey.pages.Pages;
import dev.latchkey.web.ApiMount;
import dev.latchkey.web.ErrorServlet;
import dev.latchkey.web.LogMarks;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the node before the first request and stops it after the last. The descriptor names it, so
 * it comes before all listeners of an application in the same WAR. Nothing is injected: it must
 * report what is missing even if the server lacks what injection needs.
 */
public class Startup implements ServletContextListener {

  private static final Logger LOG = System.getLogger("dev.latchkey");

  private final LogMarks marks = new LogMarks();
  private @Nullable Node node;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Server server = Server.of(context.getServerInfo());
    new RequiredParts(server)
        .missing()
        .ifPresent(
            sentence -> {
              throw new CannotStart(sentence, null);
            });
    marks.install();
    new MergedWar().librariesTwice().forEach(sentence -> LOG.log(Level.WARNING, "{0}", sentence));
    mountApi(context);
    mapPages(context);
    node = CDI.current().select(Node.class).get();
    node.start(server, "true".equals(context.getInitParameter("resteasy.role.based.security")));
    CDI.current().getBeanManager().getEvent().select(NodeStarted.class).fire(new NodeStarted());
  }

  private static void mountApi(ServletContext context) {
    Set<String> taken = CDI.current().select(ApiMount.class).get().addTo(context);
    if (!taken.isEmpty()) {
      throw new CannotStart(
          "HEADLESS_MOUNT_PATH names a path of another servlet of this application ("
              + String.join(", ", taken)
              + "). Choose a path that nothing else is at.",
          null);
    }
  }

  private static void mapPages(ServletContext context) {
    ServletRegistration servlet = context.getServletRegistration(ErrorServlet.class.getName());
    if (servlet != null) { // an application may have replaced the default servlet
      CDI.current().select(Pages.class).get().mapTo(servlet);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (node != null) {
      node.stop();
    }
    marks.close();
  }
}
