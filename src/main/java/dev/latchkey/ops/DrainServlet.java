package dev.latchkey.ops;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * Answers nothing; its end is what matters. Some servers take an application apart while it is
 * still answering, its servlets first, in the order in which they are declared; this one holds them
 * up until all is answered. On servers that wait by themselves there is nothing left to wait for.
 */
public class DrainServlet extends HttpServlet {

  @Inject Node node;

  @Override
  public void destroy() {
    node.stop();
  }
}
