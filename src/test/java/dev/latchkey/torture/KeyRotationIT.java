package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Tokens;
import dev.latchkey.torture.Traffic.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing keys are rotated under load, and no request is rejected for it. */
class KeyRotationIT {

  private static final int ROTATIONS = 3;

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void tokens_duringKeyRotation_areAccepted() throws InterruptedException {
    Duration pause = Effort.of(Duration.ofSeconds(2), Duration.ofSeconds(15));
    List<Person> people = Stream.generate(Person::new).limit(Effort.of(6, 12)).toList();
    people.forEach(p -> p.signUp(CLUSTER.first()).expect(200));
    Admin admin = new Admin(CLUSTER);
    Set<String> keys = new TreeSet<>();
    List<Exchange> all;
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      for (int i = 0; i < ROTATIONS; i++) {
        Thread.sleep(pause.toMillis());
        Node node = CLUSTER.nodes().get(i % 2);
        keys.add(admin.rotateKeys(node).expect(200).at("/data/kid"));
        Person newcomer = new Person();
        newcomer.signUp(node).expect(200);
        assertTrue(keys.contains(Tokens.header(newcomer.accessToken(), "kid")));
        for (Node any : CLUSTER.nodes()) {
          newcomer.me(any).expect(200);
        }
      }
      Thread.sleep(pause.toMillis());
      traffic.close();
      all = traffic.all();
    }
    assertEquals(ROTATIONS, keys.size());
    all.forEach(e -> assertEquals(200, e.status(), e::toString));
    Figures.of("signing keys rotated under load")
        .with("threads", people.size())
        .with("rotations", ROTATIONS)
        .with("requests", all.size())
        .with("refused", 0)
        .write();
  }
}
