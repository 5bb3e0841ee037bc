package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.login.Flow;
import dev.latchkey.flows.login.OpenFlows;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Writes the flows that are open to a client; the features contribute them. */
@Shared
public class Flows {

  private final OpenFlows flows;

  @Inject
  public Flows(OpenFlows flows) {
    this.flows = flows;
  }

  /**
   * The flows that are open to a client that is not logged in, and the flow that its session still
   * owes.
   */
  ArrayText of(Optional<Session> session) {
    return array(flows.of(session));
  }

  /** The flows by which a logged-in user reauthenticates. */
  ArrayText reauthentication(Account account) {
    return array(flows.reauthentication(account));
  }

  private static ArrayText array(List<Flow> flows) {
    ArrayText array = new ArrayText();
    flows.forEach(flow -> array.add(text(flow)));
    return array;
  }

  private static ObjectText text(Flow flow) {
    ObjectText text = new ObjectText().put("id", flow.id());
    flow.details().forEach(text::put);
    flow.pending().ifPresent(pending -> text.put("is_pending", pending));
    return text;
  }
}
