package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.Session;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flows that are open to a client, contributed by all features. */
@Shared
public class OpenFlows {

  private final LoginStages stages;
  private final Reauthentication reauthentication;
  private final List<FlowSource> sources;

  @Inject
  OpenFlows(
      LoginStages stages, Reauthentication reauthentication, @Any Instance<FlowSource> sources) {
    this(stages, reauthentication, sources.stream().toList());
  }

  public OpenFlows(
      LoginStages stages, Reauthentication reauthentication, Collection<FlowSource> sources) {
    this.stages = stages;
    this.reauthentication = reauthentication;
    this.sources = sources.stream().sorted(Comparator.comparingInt(FlowSource::order)).toList();
  }

  /**
   * The flows that are open to a client that is not logged in, and the flow that its session owes.
   */
  public List<Flow> of(Optional<Session> session) {
    Map<String, Flow> flows = new LinkedHashMap<>();
    sources.forEach(source -> source.flows(session).forEach(flow -> flows.put(flow.id(), flow)));
    session.flatMap(stages::pendingFlow).ifPresent(flow -> flows.put(flow.id(), flow));
    return new ArrayList<>(flows.values());
  }

  /** The flows by which a logged-in user reauthenticates. */
  public List<Flow> reauthentication(Account account) {
    return reauthentication.flows(account);
  }
}
