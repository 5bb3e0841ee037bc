package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.tokens.rotation.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  private final TestWorld world = TestWorld.withJwt("HEADLESS_JWT_CLAIMS_NUMBER", "{id}");
  private final Account ada = world.account("ada@example.org");
  private final Owner owner =
      new Owner(ada.id(), Optional.empty(), Optional.of("ada@example.org"), Set.of());
  private final Subjects subjects =
      new Subjects(
          world.database,
          world.addresses,
          new Groups(world.database, world.settings),
          world.settings,
          new ClaimsContributors(List.of()));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void owner_withAccount_hasTheConfiguredClaims() {
    assertEquals(Optional.of(Map.of("number", ada.id().toString())), claims());
  }

  @Test
  void owner_deletedSinceItWasRead_hasNoSubject() {
    world.delete(ada);
    assertEquals(Optional.empty(), claims());
  }

  private Optional<Map<String, Object>> claims() {
    return world
        .database
        .transaction(() -> subjects.find(owner, AuthenticationClaims.NONE))
        .map(Subject::claims);
  }
}
