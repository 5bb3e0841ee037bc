package dev.latchkey.tokens;

import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.metrics.Counters;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import java.time.Clock;
import java.util.List;

/** Puts the strategies together, as the container does. */
public final class TokenFixture {

  private TokenFixture() {}

  /** What admin use cases measure with. */
  public static TokenSize size(
      Database database,
      Settings settings,
      EmailAddresses addresses,
      JwtTokens tokens,
      List<ClaimsContributor> contributors) {
    return new TokenSize(
        new Subjects(
            database,
            addresses,
            new Groups(database, settings),
            settings,
            new ClaimsContributors(contributors)),
        tokens,
        settings);
  }

  public static Strategies strategies(
      Database database,
      Clock clock,
      Settings settings,
      Sessions sessions,
      EmailAddresses addresses,
      Audit audit,
      Counters counters,
      JwtTokens tokens,
      List<ClaimsContributor> contributors) {
    Subjects subjects =
        new Subjects(
            database,
            addresses,
            new Groups(database, settings),
            settings,
            new ClaimsContributors(contributors));
    RefreshRotation rotation =
        new RefreshRotation(database, sessions, subjects, audit, counters, settings);
    TokenStrategy jwt =
        new JwtTokenStrategy(sessions, database, tokens, rotation, subjects, settings, clock);
    return new Strategies(settings, List.of(jwt, new SessionTokenStrategy(sessions)));
  }
}
