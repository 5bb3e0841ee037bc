package dev.latchkey.samples.resourceserver;

import jakarta.annotation.security.DeclareRoles;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that says by annotation who may call it. */
@WebServlet("/warehouse")
@DeclareRoles("clerk")
@ServletSecurity(@HttpConstraint(rolesAllowed = "clerk"))
public class WarehouseServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().write(request.getUserPrincipal().getName());
  }
}
