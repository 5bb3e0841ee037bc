package dev.latchkey.ops;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * Handles no requests; only its end matters. Some servers undeploy an application with requests in
 * progress, its servlets first, in the order of their declaration; this one delays them until all
 * requests are complete. Servers that wait by themselves have no requests left by then.
 */
public class DrainServlet extends HttpServlet {

  @Inject Node node;

  @Override
  public void destroy() {
    node.stop();
  }
}
