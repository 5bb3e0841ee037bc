package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The stages that logins go through, by their {@link LoginStage#order() order}. */
@Shared
public class LoginStages {

  private final Database database;
  private final Duration timeout;
  private final List<LoginStage> inOrder;

  @Inject
  LoginStages(Database database, Settings settings, @Any Instance<LoginStage> stages) {
    this(database, settings, stages.stream().toList());
  }

  public LoginStages(Database database, Settings settings, Collection<LoginStage> stages) {
    this.database = database;
    this.timeout = settings.get(AccountSettings.LOGIN_TIMEOUT);
    this.inOrder =
        stages.stream()
            .sorted(Comparator.comparingInt(LoginStage::order).thenComparing(stage -> stage.flow()))
            .toList();
  }

  /** The first stage that the login still owes. */
  public Optional<LoginStage> owed(Account account, PendingLogin login) {
    return inOrder.stream().filter(stage -> stage.isOwed(account, login)).findFirst();
  }

  /** The pending login of a session, unless it has expired. */
  public Optional<PendingLogin> pending(Session session) {
    return session
        .state()
        .login()
        .filter(login -> database.now().isBefore(login.since().plus(timeout)));
  }

  /** The flow that a session owes, from its stage. */
  public Optional<Flow> pendingFlow(Session session) {
    return pending(session).flatMap(this::owed);
  }

  private Optional<Flow> owed(PendingLogin login) {
    return Optional.ofNullable(login.stage())
        .map(
            owed ->
                inOrder.stream()
                    .filter(stage -> stage.flow().equals(owed))
                    .findFirst()
                    .map(stage -> stage.flow(login))
                    .orElseGet(() -> Flow.of(owed, true)));
  }

  /** As {@link #pending(Session)}, if this is the stage that it owes. */
  public Optional<PendingLogin> pending(Session session, String flow) {
    return pending(session).filter(login -> flow.equals(login.stage()));
  }
}
