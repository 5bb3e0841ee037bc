package dev.latchkey.samples.overlay;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.persistence.Database;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Makes an account a clerk of a tenant, for the tests; elsewhere an admin does that. */
@WebServlet("/hire")
public class HireServlet extends HttpServlet {

  @Inject Database database;
  @Inject Accounts accounts;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    long id = Long.parseLong(request.getParameter("id"));
    database.transaction(
        () -> {
          Account account = accounts.find(id).orElseThrow();
          account.groups().add("clerk");
          account.attributes().put("tenant_id", "acme");
          return account;
        });
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
