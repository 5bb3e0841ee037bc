package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.ServerProcess;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every JAX-RS application of the WAR works after every start. With several in one WAR, Jersey may
 * inject into providers of one application only, and which one differs from start to start; on
 * Payara 7 that concerns every bean with the wrong scope.
 */
class ApplicationsIT {

  private static final int STARTS = ServerProcess.isPayara7() ? 10 : 2;

  static IntStream starts() {
    return IntStream.rangeClosed(1, STARTS);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void applications_afterAStart_allWork(int start) {
    try (ServerProcess server = ServerProcess.start(Map.of("HEADLESS_TOKEN_STRATEGY", "jwt"))) {
      Http http = new Http(server.base());
      App app = new App(http);
      app.signUp();
      assertEquals(200, http.get(Http.API + "/config").status());
      assertEquals(400, http.post(Http.API + "/auth/login", "{}").status());
      assertEquals(401, http.get("/api/me").status());
      assertEquals(401, http.get("/_latchkey/admin/v1/accounts").status());
      assertEquals(200, http.get("/.well-known/jwks.json").status());
      for (String unknown : new String[] {Http.API + "/none", "/_latchkey/admin/v1/none"}) {
        Answer answer = http.get(unknown);
        assertFalse(answer.status() >= 500, unknown + ": " + answer.text());
      }
    }
  }
}
