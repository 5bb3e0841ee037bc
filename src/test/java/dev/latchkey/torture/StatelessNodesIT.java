package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.support.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two nodes promise that validate access tokens without the database. */
@Tag("torture")
class StatelessNodesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.strict();

  private final Person person = new Person();

  @Test
  void logout_onOneNode_endsTheOtherNodesAccessAtExpiry() throws InterruptedException {
    person.signUp(CLUSTER.first()).expect(200);
    person.logOut(CLUSTER.first()).expect(401);
    person.session(CLUSTER.second()).expect(410);
    assertEquals("invalid_token", person.refresh(CLUSTER.second()).expect(400).code());
    person.me(CLUSTER.second()).expect(200);
    Instant expiry =
        Instant.ofEpochSecond(Long.parseLong(Tokens.claim(person.accessToken(), "exp")));
    Thread.sleep(Duration.between(Instant.now(), expiry).plusSeconds(1).toMillis());
    person.me(CLUSTER.second()).expect(401);
    person.me(CLUSTER.first()).expect(401);
  }

  @Test
  void accessToken_withoutADatabase_isAccepted() {
    person.signUp(CLUSTER.first()).expect(200);
    CLUSTER.link().cut();
    try {
      int requests = 100;
      for (int i = 0; i < requests; i++) {
        person.me(CLUSTER.nodes().get(i % 2)).expect(200);
      }
      for (Node node : CLUSTER.nodes()) {
        person.session(node).expect(503);
        person.refresh(node).expect(503);
        node.get("/.well-known/jwks.json").expect(200);
      }
      Figures.of("a JWT is accepted without a database")
          .with("requests", requests)
          .with("rejections", 0)
          .write();
    } finally {
      CLUSTER.link().mend();
    }
  }
}
