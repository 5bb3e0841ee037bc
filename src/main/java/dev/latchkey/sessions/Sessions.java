package dev.latchkey.sessions;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.SessionSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All sessions. Call methods that change one in a transaction.
 *
 * @since 1.0
 */
@Shared
public class Sessions {

  private static final Duration LONGEST_PENDING = Duration.ofHours(1);
  private static final Duration WRITE_LAST_SEEN_EVERY = Duration.ofMinutes(1);
  private static final Duration COLLECT_USES_FOR = Duration.ofMillis(200);

  private static final String IN_USE =
      IntStream.range(0, LastSeen.MOST_AT_ONCE)
          .mapToObj(i -> "?" + (4 + i))
          .collect(Collectors.joining(", ", "id IN (", ")"));

  private final Database database;
  private final SessionMemory memory;
  private final RowChanges rowChanges;
  private final Lifetime lifetime;
  private final Lifetime pendingLifetime;
  private final Duration writeLastSeenEvery;
  private final int maxPerUser;
  private final boolean trackActivity;
  private final LastSeen lastSeenSoon = new LastSeen(this::noteUses);

  @Inject
  public Sessions(
      Database database, Settings settings, SessionMemory memory, RowChanges rowChanges) {
    this.database = database;
    this.memory = memory;
    this.rowChanges = rowChanges;
    Duration absolute = settings.get(SessionSettings.COOKIE_AGE);
    Duration idle = settings.get(SessionSettings.IDLE_TIMEOUT);
    this.lifetime = new Lifetime(absolute, idle);
    this.pendingLifetime =
        new Lifetime(
            shorter(absolute, longer(LONGEST_PENDING, settings.get(AccountSettings.LOGIN_TIMEOUT))),
            idle);
    this.writeLastSeenEvery =
        idle.isZero() ? WRITE_LAST_SEEN_EVERY : shorter(WRITE_LAST_SEEN_EVERY, idle.dividedBy(4));
    this.maxPerUser = settings.get(SessionSettings.MAX_PER_USER);
    this.trackActivity = settings.get(SessionSettings.TRACK_ACTIVITY);
  }

  /**
   * Begins a session of a user who is logged in.
   *
   * @param token its session token, for the carrier of the current request; only the digest is
   *     stored
   */
  public OpenSession open(String token, Account account, SessionState state) {
    return open(token, account, state, lifetime);
  }

  /** Begins a session without a completed login; it has a short lifetime. */
  public OpenSession openPending(String token, SessionState state) {
    return open(token, null, state, pendingLifetime);
  }

  private OpenSession open(
      String token, @Nullable Account account, SessionState state, Lifetime span) {
    Session session =
        new Session(
            RequestContext.current().carrier().digest(token),
            account,
            state,
            RequestContext.current(),
            database.now(),
            span);
    entities().persist(session);
    return new OpenSession(session, token);
  }

  /**
   * How long a use may wait to be recorded together with others: long enough that one transaction
   * records many, and short beside the idle timeout, at most a twentieth.
   */
  public Duration untilUseIsRecorded() {
    return shorter(COLLECT_USES_FOR, writeLastSeenEvery.dividedBy(5));
  }

  /**
   * Records the use of sessions on threads of this executor from now on, so that no request waits
   * for it.
   *
   * @param threads that begin after {@link #untilUseIsRecorded}
   */
  public void start(Executor threads) {
    lastSeenSoon.start(threads);
  }

  /** Records all pending use; from then on each request records its own. */
  public void stop() {
    lastSeenSoon.stop();
  }

  /**
   * Finds the live session of a token in a header, with its account and groups. Records its use, at
   * most once a minute.
   */
  public Optional<Session> find(String token) {
    return find(token, TokenCarrier.HEADER);
  }

  /** The same for a token in a header or a cookie, if it was issued for that. */
  public Optional<Session> find(String token, TokenCarrier carrier) {
    Optional<Session> found = read(carrier.digest(token));
    found.ifPresent(s -> noteUse(s.id(), s.lastSeen()));
    if (trackActivity) {
      found.ifPresent(this::noteClient);
    }
    return found;
  }

  /**
   * Finds the live session of a token in a header and its user, in one statement. Records its use
   * in the same way. Call it outside of a transaction.
   */
  public Optional<SignedIn> recognise(String token) {
    return recognise(token, TokenCarrier.HEADER);
  }

  /** The same for a token in a header or a cookie, if it was issued for that. */
  public Optional<SignedIn> recognise(String token, TokenCarrier carrier) {
    String hash = carrier.digest(token);
    Instant now = database.now();
    Optional<SignedInReader.Found> found =
        memory.find(hash, now).or(() -> recogniseAnew(hash, now));
    found
        .filter(f -> noteUse(f.session().sessionId(), f.lastSeen()))
        .ifPresent(f -> memory.used(hash, now));
    return found.map(SignedInReader.Found::session);
  }

  private Optional<SignedInReader.Found> recogniseAnew(String hash, Instant now) {
    long mark = memory.mark();
    Optional<SignedInReader.Found> found =
        database.read(connection -> SignedInReader.read(connection, hash, now));
    found.ifPresent(f -> memory.keep(hash, f, mark, now));
    return found;
  }

  /** Whether it was due. */
  private boolean noteUse(long session, Instant lastNoted) {
    boolean isDue = Duration.between(lastNoted, database.now()).compareTo(writeLastSeenEvery) > 0;
    if (isDue) {
      lastSeenSoon.note(session);
    }
    return isDue;
  }

  /** Records where a session is used from now, if that has changed. */
  private void noteClient(Session session) {
    RequestContext client = RequestContext.current();
    if (session.isUsedBy(client)) {
      return;
    }
    session.usedBy(client);
    database.transaction(
        () ->
            entities()
                .createQuery(
                    "UPDATE Session s SET s.address = :address, s.userAgent = :agent"
                        + " WHERE s.id = :id")
                .setParameter("address", client.address())
                .setParameter("agent", client.userAgent())
                .setParameter("id", session.id())
                .executeUpdate());
  }

  /**
   * The session of a token, even one that is no longer live but has not been deleted; does not
   * record a use.
   */
  public Optional<Session> inspect(String token, TokenCarrier carrier) {
    return row(carrier.digest(token));
  }

  private Optional<Session> read(String hash) {
    return row(hash).filter(s -> s.isLive(database.now()));
  }

  private Optional<Session> row(String hash) {
    return database.transaction(
        () ->
            entities()
                .createQuery(
                    "SELECT DISTINCT s FROM Session s LEFT JOIN FETCH s.account a LEFT JOIN FETCH a.groups"
                        + " WHERE s.tokenHash = :hash",
                    Session.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst());
  }

  /**
   * Locks a live session until the end of the transaction, and returns its current state. If a
   * login or code is pending, its account is locked first, as in everything that ends an account's
   * sessions.
   */
  public Optional<Session> lock(Session seen) {
    seen.pendingAccount()
        .ifPresent(id -> entities().find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
    Session locked = entities().find(Session.class, seen.id(), LockModeType.PESSIMISTIC_WRITE);
    rowChanges.announce(RowChanges.Subject.SESSION, seen.id());
    return Optional.ofNullable(locked).filter(s -> s.isLive(database.now()));
  }

  /** The live sessions of an account, the oldest first. */
  public List<Session> of(Account account) {
    return database.transaction(
        () ->
            entities()
                .createQuery(
                    "SELECT s FROM Session s JOIN FETCH s.account WHERE s.account.id = :account"
                        + " ORDER BY s.created, s.id",
                    Session.class)
                .setParameter("account", account.id())
                .getResultStream()
                .filter(s -> s.isLive(database.now()))
                .toList());
  }

  /**
   * Records that a session is in use; locks its row until the end of the transaction.
   *
   * @return whether it still exists and is live
   */
  public boolean used(Session session) {
    return used(session.id());
  }

  /** The same for a session by its id. */
  public boolean used(long session) {
    return used("id = ?4", List.of(session)) == 1;
  }

  /**
   * When a session that is used now expires if it is not used again; empty if sessions may be idle
   * without limit. For statements that record the use themselves.
   */
  public Optional<Instant> idleUntil(Instant now) {
    return Optional.ofNullable(lifetime.idleUntil(now));
  }

  /**
   * Uses one statement whose text is the same for any number of sessions, so that the database can
   * reuse its plan.
   */
  private void noteUses(List<Long> sessions) {
    List<Long> ids = new ArrayList<>(sessions);
    ids.addAll(Collections.nCopies(LastSeen.MOST_AT_ONCE - ids.size(), sessions.get(0)));
    database.transaction(() -> used(IN_USE, ids));
  }

  /**
   * @param which the condition on ids, with parameters from the fourth on
   */
  private int used(String which, List<Long> ids) {
    Instant now = database.now();
    int idleUntil = 4 + ids.size();
    Query update =
        entities()
            .createNativeQuery(
                "UPDATE session SET last_seen = ?1, idle_until = "
                    + (lifetime.mayRest() ? "NULL" : "?" + idleUntil)
                    + " WHERE "
                    + LiveSession.lasts("", "?2", "?3")
                    + " AND "
                    + which)
            .setParameter(1, now.toEpochMilli())
            .setParameter(2, now.toEpochMilli())
            .setParameter(3, now.toEpochMilli());
    for (int i = 0; i < ids.size(); i++) {
      update.setParameter(4 + i, ids.get(i));
    }
    Instant until = lifetime.idleUntil(now);
    // As a parameter, EclipseLink would send null as a text, which PostgreSQL rejects.
    if (until != null) {
      update.setParameter(idleUntil, until.toEpochMilli());
    }
    return update.executeUpdate();
  }

  /**
   * Ends a session and revokes its tokens.
   *
   * @return whether it existed
   */
  public boolean end(Session session) {
    return end(session.id());
  }

  /** The same, for a session by its id. */
  public boolean end(long session) {
    rowChanges.announce(RowChanges.Subject.SESSION, session);
    return 1
        == entities()
            .createQuery("DELETE FROM Session s WHERE s.id = :id")
            .setParameter("id", session)
            .executeUpdate();
  }

  /** Ends all sessions of an account, and any pending login or code for it, in one statement. */
  public int endAll(Account account) {
    rowChanges.announce(RowChanges.Subject.ACCOUNT, account.id());
    entities().flush();
    return entities()
        .createQuery(
            "DELETE FROM Session s WHERE s.account.id = :account OR s.pendingAccountId = :account")
        .setParameter("account", account.id())
        .executeUpdate();
  }

  /** Ends any pending login or code for an account outside of its sessions. */
  public int endPending(Account account) {
    entities().flush();
    return entities()
        .createQuery(
            "DELETE FROM Session s WHERE s.account IS NULL AND s.pendingAccountId = :account")
        .setParameter("account", account.id())
        .executeUpdate();
  }

  /** The same, except in one session. */
  public int endPending(Account account, Session kept) {
    entities().flush();
    return entities()
        .createQuery(
            "DELETE FROM Session s WHERE s.account IS NULL AND s.pendingAccountId = :account"
                + " AND s.id <> :kept")
        .setParameter("account", account.id())
        .setParameter("kept", kept.id())
        .executeUpdate();
  }

  /**
   * Deletes the pending codes that were sent to an address of an account, in every session. Call it
   * in a transaction, with the account locked.
   */
  public void forgetCodes(Account account, String email) {
    entities()
        .createQuery(
            "SELECT s.id FROM Session s WHERE s.pendingAccountId = :account ORDER BY s.id",
            Long.class)
        .setParameter("account", account.id())
        .getResultList()
        .forEach(
            id -> {
              Session session = entities().find(Session.class, id, LockModeType.PESSIMISTIC_WRITE);
              if (session != null) {
                session.remember(session.state().withoutCodesTo(email));
              }
            });
  }

  /**
   * Ends the least recently used sessions of an account that has too many. Call it with the
   * account's row locked, so that parallel logins take turns.
   *
   * @param newest is never ended
   */
  public void endBeyondLimit(Account account, Session newest) {
    if (maxPerUser == 0) {
      return;
    }
    entities().flush();
    of(account).stream()
        .filter(s -> !s.id().equals(newest.id()))
        .sorted(Comparator.comparing(Session::lastSeen).thenComparing(Session::id).reversed())
        .skip(maxPerUser - 1L)
        .forEach(this::end);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private EntityManager entities() {
    return database.entities();
  }
}
