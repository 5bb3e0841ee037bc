package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.application.TransactionsServlet;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import dev.latchkey.samples.SampleWars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Transactions of an application, on their own and within one of Latchkey's. The server uses
 * PostgreSQL, where events wait for the end of the transaction.
 */
class NestedTransactionIT {

  @Test
  void event_inATransactionOfTheApplication_isCommittedWithItAlone() {
    String war = SampleWars.write(SampleWars.overlayWith(TransactionsServlet.class)).toString();
    try (Postgres postgres = new Postgres()) {
      postgres.create("latchkey");
      try (ServerProcess server =
          ServerProcess.start(
              Map.of("LATCHKEY_TEST_DB", postgres.url("latchkey"), "LATCHKEY_SERVE_WAR", war))) {
        String happened = Http.ofOverlay(server.base()).get("/transactions").expect(200).text();

        assertEquals(
            List.of(
                "recorded in OUR_OWN",
                "recorded in THAT_OF_THE_CALLER",
                "recorded in A_NEW_ONE_WITHIN",
                "committed A_NEW_ONE_WITHIN",
                "then",
                "committed NONE_WITHIN",
                "then",
                "recorded in NONE_WITHIN",
                "rolled back",
                "recorded in ONE_OF_THE_APPLICATION",
                "committed ONE_OF_THE_APPLICATION",
                "then",
                "recorded in ONE_ROLLED_BACK",
                "rolled back",
                "0 in OUR_OWN",
                "0 in THAT_OF_THE_CALLER",
                "1 in A_NEW_ONE_WITHIN",
                "1 in NONE_WITHIN",
                "1 in ONE_OF_THE_APPLICATION",
                "0 in ONE_ROLLED_BACK"),
            happened.lines().toList());
      }
    }
  }
}
