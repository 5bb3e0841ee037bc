package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import jakarta.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server's pool has connections that can only read, as after a failover, while new ones can
 * write. They are not used again, whatever the pool itself checks.
 */
@Timeout(300) // seconds
class ReadOnlyPoolIT {

  private static final String READY = "/_latchkey/health/ready";
  private static final int LARGEST_POOL = 20;

  @Test
  void connections_thatCanOnlyRead_areReplacedByOthers() throws InterruptedException {
    try (Postgres postgres = new Postgres()) {
      postgres.create("latchkey");
      try (ServerProcess server =
          ServerProcess.start(
              Map.of(
                  "LATCHKEY_TEST_DB", postgres.url("latchkey"),
                  "LATCHKEY_TEST_DB_SHARED", "true",
                  "ACCOUNT_RATE_LIMITS_ENABLED", "false"))) {
        Http http = new Http(server.base());
        App app = new App(http);
        app.signUp().expect(200);

        postgres.execute(
            "postgres", "ALTER DATABASE latchkey SET default_transaction_read_only = on");
        endConnections(postgres);
        await(http, 503);
        assertEquals(503, logIn(http, app).status());

        postgres.execute("postgres", "ALTER DATABASE latchkey RESET default_transaction_read_only");
        await(http, 200);
        assertTrue(
            unavailable(http, app, 2 * LARGEST_POOL) <= LARGEST_POOL, "each connection once");
        assertEquals(0, unavailable(http, app, LARGEST_POOL));
      }
    }
  }

  private static void endConnections(Postgres postgres) {
    postgres.execute(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'latchkey'");
  }

  private static void await(Http http, int status) throws InterruptedException {
    while (http.get(READY).status() != status) {
      Thread.sleep(100);
    }
  }

  /** How many of so many logins are answered with 503; all others succeed. */
  private static int unavailable(Http http, App app, int logins) {
    int unavailable = 0;
    for (int i = 0; i < logins; i++) {
      Answer answer = logIn(http, app);
      if (answer.status() == 503) {
        unavailable++;
      } else {
        answer.expect(200);
      }
    }
    return unavailable;
  }

  private static Answer logIn(Http http, App app) {
    return http.post(
        Http.API + "/auth/login",
        Json.createObjectBuilder()
            .add("email", app.email())
            .add("password", App.PASSWORD)
            .build()
            .toString());
  }
}
