package dev.latchkey.sessions;

import dev.latchkey.accounts.Account;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.request.RequestContext;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's row.
 *
 * @since 1.0
 */
@Entity
@Table(name = "session")
public class Session {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "session_seq")
  @SequenceGenerator(name = "session_seq", sequenceName = "session_seq", allocationSize = 50)
  private Long id;

  @Column(name = "token_hash")
  private String tokenHash;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private @Nullable Account account;

  private SessionState state;

  @Column(name = "pending_account_id")
  private @Nullable Long pendingAccountId;

  private Instant created;

  @Column(name = "last_seen")
  private Instant lastSeen;

  @Column(name = "idle_until")
  private @Nullable Instant idleUntil;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private @Nullable String address;

  @Column(name = "user_agent")
  private @Nullable String userAgent;

  protected Session() {}

  Session(
      String tokenHash,
      @Nullable Account account,
      SessionState state,
      RequestContext client,
      Instant now,
      Lifetime lifetime) {
    this.tokenHash = tokenHash;
    this.account = account;
    remember(state);
    this.created = now;
    this.lastSeen = now;
    this.idleUntil = lifetime.idleUntil(now);
    this.expiresAt = now.plus(lifetime.absolute());
    this.address = client.address();
    this.userAgent = client.userAgent();
  }

  /** The public number of the session, safe to show. */
  public Long id() {
    return id;
  }

  /** The account of the session, or null before a completed login. */
  public @Nullable Account account() {
    return account;
  }

  /** The account of a session whose login is complete. */
  public Account owner() {
    return Objects.requireNonNull(account, "The login is not complete.");
  }

  public boolean isAuthenticated() {
    return account != null;
  }

  public SessionState state() {
    return state;
  }

  /**
   * Replaces what the session remembers. Call it on a session that was locked in this transaction.
   */
  public final void remember(SessionState newState) {
    this.state = newState;
    this.pendingAccountId = newState.pendingAccount().orElse(null);
  }

  /** The account of a pending login or code; the session ends with that account's sessions. */
  public Optional<Long> pendingAccount() {
    return Optional.ofNullable(pendingAccountId);
  }

  public Instant created() {
    return created;
  }

  /** When the user last authenticated; the beginning of the session if nothing was recorded. */
  public Instant lastProof() {
    return state.lastProof(created);
  }

  /** How and when the user authenticated, as claims. */
  public AuthenticationClaims authentication() {
    return state.authentication(created);
  }

  public Instant lastSeen() {
    return lastSeen;
  }

  /** When the session expires, used or not. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /**
   * The client's address when the session began or, if activity is tracked, when it was last used;
   * or null.
   */
  public @Nullable String address() {
    return address;
  }

  /**
   * The client's user agent when the session began or, if activity is tracked, when it was last
   * used; or null.
   */
  public @Nullable String userAgent() {
    return userAgent;
  }

  /** Whether this client is the one that is recorded. */
  boolean isUsedBy(RequestContext client) {
    return Objects.equals(address, client.address())
        && Objects.equals(userAgent, client.userAgent());
  }

  void usedBy(RequestContext client) {
    this.address = client.address();
    this.userAgent = client.userAgent();
  }

  /**
   * Whether neither the absolute nor the idle lifetime has passed, and the account, if any, is
   * active.
   */
  public boolean isLive(Instant now) {
    return now.isBefore(expiresAt)
        && (idleUntil == null || now.isBefore(idleUntil))
        && (account == null || account.isActive());
  }
}
