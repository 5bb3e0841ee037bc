package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import java.time.Clock;

/** The strategy of tokens in pairs, on the clock of a test. */
@Shared
@Specializes
public class ClockedJwtStrategy extends JwtTokenStrategy {

  @Inject
  ClockedJwtStrategy(
      Sessions sessions,
      Database database,
      JwtTokens tokens,
      RefreshRotation rotation,
      Subjects subjects,
      Settings settings,
      Clock clock) {
    super(sessions, database, tokens, rotation, subjects, settings, clock);
  }
}
