package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens on one node has happened on the other. */
class TwoNodesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private final Node first = CLUSTER.first();
  private final Node second = CLUSTER.second();
  private final Person person = new Person();

  @Test
  void whoSignsUpOnOneNodeLogsInOnTheOther() {
    person.signUp(first).expect(200);
    person.session(second).expect(200);
    person.me(second).expect(200);
    Person elsewhere = person.elsewhere();
    elsewhere.logIn(second).expect(200);
    elsewhere.me(first).expect(200);
  }

  @Test
  void refreshesAlternateBetweenTheNodes() {
    person.signUp(first).expect(200);
    for (int i = 0; i < 10; i++) {
      person.refresh(i % 2 == 0 ? second : first).expect(200);
      person.me(i % 2 == 0 ? first : second).expect(200);
    }
  }
}
