package dev.latchkey.torture;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that go on while something ends their session: nothing of it works once that has been
 * answered.
 */
class EndingRacesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @ParameterizedTest
  @EnumSource(Credential.class)
  void credentials_afterTheResponseThatEndedThem_areRejected(Credential credential) {
    int interleavings = Effort.of(8, 1000);
    Admin admin = new Admin(CLUSTER);
    Map<Ending, Integer> accepted = new EnumMap<>(Ending.class);
    try (Crowd races = new Crowd(4)) {
      races
          .share(interleavings, i -> new EndingRace(CLUSTER, admin, credential, i).run())
          .forEach(race -> accepted.merge(race.ending(), race.accepted(), Integer::sum));
    }
    Figures.of(credential + " against logout, end of session, deactivation and password change")
        .with("threads", 4 * (EndingRace.USERS + 1))
        .with("interleavings", interleavings)
        .with("uses before the end", accepted.values().stream().mapToInt(Integer::intValue).sum())
        .with("uses accepted after it", 0)
        .write();
  }
}
