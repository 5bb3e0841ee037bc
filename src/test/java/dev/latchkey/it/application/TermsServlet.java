package dev.latchkey.it.application;

import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.PendingLogins;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.Strategies;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The worked example of docs/extending.md: where clients say that the user accepts the terms. */
// tag: example
@WebServlet("/terms")
public class TermsServlet extends HttpServlet {

  @Inject private Strategies strategies;
  @Inject private PendingLogins logins;
  @Inject private AcceptTerms terms;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<LoginOutcome> outcome =
        Optional.ofNullable(request.getHeader("X-Session-Token"))
            .flatMap(strategies.active()::findSession)
            .flatMap(this::advance);
    if (!(outcome.orElse(null) instanceof LoginOutcome.Complete complete)) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      return;
    }
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .print(Json.createObjectBuilder().add("session_token", complete.session().token()).build());
  }

  private Optional<LoginOutcome> advance(Session session) {
    return logins.advance(
        AcceptTerms.FLOW,
        Optional.of(session),
        (account, login) -> {
          terms.accept(account);
          return Optional.of(login);
        });
  }
}
// end: example
