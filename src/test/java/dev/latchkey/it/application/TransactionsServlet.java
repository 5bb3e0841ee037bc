package dev.latchkey.it.application;

import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.persistence.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records events in methods that are {@code @Transactional}, on their own and within a transaction
 * of Latchkey's; and responds with what became of them.
 */
@WebServlet("/transactions")
public class TransactionsServlet extends HttpServlet {

  @Inject private Database database;
  @Inject private Audit audit;
  @Inject private Methods methods;

  /** Whose transaction an event is recorded in. */
  private enum In {
    OUR_OWN,
    THAT_OF_THE_CALLER,
    A_NEW_ONE_WITHIN,
    NONE_WITHIN,
    ONE_OF_THE_APPLICATION,
    ONE_ROLLED_BACK;

    private long account() {
      return -1 - ordinal();
    }
  }

  /** What an application has. */
  @ApplicationScoped
  public static class Methods {

    @Transactional
    public void required(Runnable work) {
      work.run();
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void requiresNew(Runnable work) {
      work.run();
    }

    @Transactional(TxType.NOT_SUPPORTED)
    public void notSupported(Runnable work) {
      work.run();
    }
  }

  private static class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> happened = new ArrayList<>();
    undo(
        () ->
            database.transaction(
                () -> {
                  record(In.OUR_OWN, happened);
                  methods.required(() -> record(In.THAT_OF_THE_CALLER, happened));
                  methods.requiresNew(() -> record(In.A_NEW_ONE_WITHIN, happened));
                  methods.notSupported(() -> record(In.NONE_WITHIN, happened));
                  throw new Undone();
                }),
        happened);
    methods.required(() -> record(In.ONE_OF_THE_APPLICATION, happened));
    undo(
        () ->
            methods.required(
                () -> {
                  record(In.ONE_ROLLED_BACK, happened);
                  throw new Undone();
                }),
        happened);
    for (In in : In.values()) {
      happened.add(events(in) + " in " + in);
    }
    response.setContentType("text/plain");
    response.getWriter().print(String.join("\n", happened));
  }

  private static void undo(Runnable work, List<String> happened) {
    try {
      work.run();
    } catch (Undone expected) {
      happened.add("rolled back");
    }
  }

  private void record(In in, List<String> happened) {
    audit.record(AuditType.LOGGED_OUT, in.account(), null);
    database.transaction(
        () -> {
          database.afterCommit(() -> happened.add("committed " + in));
          database.afterCommit(() -> happened.add("then"));
        });
    happened.add("recorded in " + in);
  }

  private int events(In in) {
    return database.transaction(
        () ->
            database
                .entities()
                .createNativeQuery("SELECT id FROM audit_event WHERE account_id = ?1")
                .setParameter(1, in.account())
                .getResultList()
                .size());
  }
}
