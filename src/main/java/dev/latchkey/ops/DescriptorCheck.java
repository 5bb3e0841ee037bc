package dev.latchkey.ops;

import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;

/**
 * Stops the deployment if the descriptor of another application has replaced ours. The annotation
 * makes it a listener, because then no descriptor names {@link Startup}.
 */
@WebListener
public class DescriptorCheck implements ServletContextListener {

  /**
   * @throws CannotStart if it has
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    List<String> filters =
        context.getFilterRegistrations().values().stream().map(Registration::getClassName).toList();
    new MergedWar()
        .descriptorReplaced(filters)
        .ifPresent(
            sentence -> {
              throw new CannotStart(sentence, null);
            });
  }
}
