package dev.latchkey.api;

import dev.latchkey.Shared;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.Optional;

/** What a client may do next. */
@Shared
public class Flows {

  @Inject
  public Flows() {}

  /** The flows that are open to whoever is not logged in, and those that their session owes. */
  ArrayText of(Optional<Session> session) {
    ArrayText flows = new ArrayText();
    flows.add(flow("login"));
    flows.add(flow("signup"));
    return flows;
  }

  private static ObjectText flow(String id) {
    return new ObjectText().put("id", id);
  }
}
