package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Tokens;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Many threads that present one refresh token to both nodes at the same moment, round after round.
 */
final class RefreshStorm {

  static final int THREADS = 64;

  private final Cluster cluster;
  private final Set<Integer> allowed;
  private int good;
  private int rejected;

  /**
   * @param allowed what a thread may be answered
   */
  RefreshStorm(Cluster cluster, Set<Integer> allowed) {
    this.cluster = cluster;
    this.allowed = allowed;
  }

  /** A new user in each round, since the limit is 120 refreshes a minute from an IP address. */
  void blow(int rounds) {
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int round = 0; round < rounds; round++) {
        Random choices = Effort.choices(round);
        Person person = new Person();
        person.signUp(cluster.any(choices)).expect(200);
        round(crowd, person, choices);
      }
    }
  }

  /** The same, where every thread is to be answered; returns what was counted. */
  Figures blowUnharmed(int rounds, String promise) {
    blow(rounds);
    assertEquals(rounds * THREADS, good);
    return Figures.of(promise)
        .with("threads", THREADS)
        .with("rounds", rounds)
        .with("answered with the same successor", good)
        .with("failed", rejected);
  }

  int good() {
    return good;
  }

  int rejected() {
    return rejected;
  }

  private void round(Crowd crowd, Person person, Random choices) {
    String token = person.refreshToken();
    long before = tokens(person);
    int turn = choices.nextInt(2);
    List<Answer> answers =
        crowd.all(i -> person.refresh(cluster.nodes().get((i + turn) % 2), token));
    answers.forEach(a -> assertTrue(allowed.contains(a.status()), a::toString));
    List<Answer> won = answers.stream().filter(a -> a.status() == 200).toList();
    assertFalse(won.isEmpty(), "no client got tokens");
    good += won.size();
    rejected += answers.size() - won.size();

    assertEquals(1, claims(won, "jti").size(), "successors");
    assertEquals(1, claims(won, "exp").size(), "ends of the successor");
    assertEquals(before + 1, tokens(person), "rotations");
    assertEquals(1, liveTokens(person), "live lineages");
    person.keep(won.get(choices.nextInt(won.size())));
    for (Node node : cluster.nodes()) {
      person.me(node, won.get(choices.nextInt(won.size())).at("/data/access_token")).expect(200);
    }
    person.refresh(cluster.any(choices)).expect(200);
    person.me(cluster.any(choices)).expect(200);
  }

  private long tokens(Person person) {
    return count(person, "");
  }

  private long liveTokens(Person person) {
    return count(person, " AND r.rotated_at IS NULL");
  }

  private long count(Person person, String condition) {
    return cluster.number(
        "SELECT count(*) FROM refresh_token r JOIN session s ON s.id = r.session_id"
            + " JOIN email_address e ON e.account_id = s.account_id WHERE e.email = ?"
            + condition,
        person.email());
  }

  private static Set<String> claims(List<Answer> won, String name) {
    return won.stream()
        .map(a -> Tokens.claim(a.at("/data/refresh_token"), name))
        .collect(Collectors.toSet());
  }
}
