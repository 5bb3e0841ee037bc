package dev.latchkey.admin;

import dev.latchkey.Shared;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Decides who may administer: members of the administrators' group who have authenticated recently.
 */
@Shared
public class AdminGate {

  /** The decision. */
  public enum Verdict {
    ADMITTED,
    NOT_AN_ADMIN,
    NOT_PROVEN_LATELY
  }

  private final Database database;
  private final Groups groups;
  private final Duration proofLasts;

  @Inject
  public AdminGate(Database database, Groups groups, Settings settings) {
    this.database = database;
    this.groups = groups;
    this.proofLasts = settings.get(AccountSettings.REAUTHENTICATION_TIMEOUT);
  }

  /**
   * Decides about the owner of a session.
   *
   * @param session live and authenticated, read together with its account's groups
   */
  public Verdict judge(Session session) {
    if (!groups.of(session.owner()).contains(Groups.ADMIN)) {
      return Verdict.NOT_AN_ADMIN;
    }
    return database.now().isBefore(session.lastProof().plus(proofLasts))
        ? Verdict.ADMITTED
        : Verdict.NOT_PROVEN_LATELY;
  }
}
