package dev.latchkey.ops;

import dev.latchkey.web.LogMarks;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Starts the node before the first request and stops it after the last. Nothing is injected: it
 * must report what is missing even if the server lacks what injection needs.
 */
@WebListener
public class Startup implements ServletContextListener {

  private final LogMarks marks = new LogMarks();
  private Node node;

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
    node = CDI.current().select(Node.class).get();
    node.start(server, "true".equals(context.getInitParameter("resteasy.role.based.security")));
    CDI.current().getBeanManager().getEvent().select(NodeStarted.class).fire(new NodeStarted());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (node != null) {
      node.stop();
    }
    marks.close();
  }
}
