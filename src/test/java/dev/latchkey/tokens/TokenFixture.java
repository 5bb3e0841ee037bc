package dev.latchkey.tokens;

import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.persistence.Database;
import dev.latchkey.settings.Settings;
import java.util.List;

/** Puts together what tests make by hand. */
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
}
