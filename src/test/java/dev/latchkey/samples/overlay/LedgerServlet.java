package dev.latchkey.samples.overlay;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet; who may call it stands in the deployment descriptor. */
@WebServlet("/ledger/*")
public class LedgerServlet extends HttpServlet {

  @Inject Sightings sightings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().write(sightings.report());
  }
}
