package dev.latchkey.audit;

import dev.latchkey.persistence.LateWrite;
import dev.latchkey.request.RequestContext;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event of an account. Fired as a CDI event inside the transaction of the change; observe it
 * {@code AFTER_SUCCESS} to act only if that commits.
 *
 * @since 1.0
 */
@Entity
@Table(name = "audit_event")
public class AuditEvent {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_event_seq")
  @SequenceGenerator(
      name = "audit_event_seq",
      sequenceName = "audit_event_seq",
      allocationSize = 50)
  private Long id;

  @Column(name = "happened_at")
  private Instant at;

  private String type;

  @Column(name = "account_id")
  private @Nullable Long accountId;

  @Column(name = "session_id")
  private @Nullable Long sessionId;

  private @Nullable String address;

  @Column(name = "user_agent")
  private @Nullable String userAgent;

  private @Nullable String detail;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected AuditEvent() {}

  AuditEvent(
      Instant at,
      AuditType type,
      @Nullable Long accountId,
      @Nullable Long sessionId,
      RequestContext client,
      @Nullable String detail,
      Instant expiresAt) {
    this.at = at;
    this.type = type.text();
    this.accountId = accountId;
    this.sessionId = sessionId;
    this.address = client.address();
    this.userAgent = client.userAgent();
    this.detail = detail;
    this.expiresAt = expiresAt;
  }

  /** Gives the event its id, and returns the statement that inserts it, without the entity. */
  LateWrite insertion(long newId) {
    this.id = newId;
    return new LateWrite(
        "audit_event",
        "INSERT INTO audit_event (id, happened_at, type, account_id, session_id, address,"
            + " user_agent, detail, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Arrays.asList(
            newId,
            at.toEpochMilli(),
            type,
            accountId,
            sessionId,
            address,
            userAgent,
            detail,
            expiresAt.toEpochMilli()));
  }

  public Long id() {
    return id;
  }

  public Instant at() {
    return at;
  }

  /** What happened: {@code logged_in}, {@code login_failed}, … */
  public String type() {
    return type;
  }

  /** The account it happened to, or null if there is none. */
  public @Nullable Long accountId() {
    return accountId;
  }

  /** The session it happened in. */
  public @Nullable Long sessionId() {
    return sessionId;
  }

  /** The client's address. */
  public @Nullable String address() {
    return address;
  }

  /** The client's user agent. */
  public @Nullable String userAgent() {
    return userAgent;
  }

  /** Further information; never a token, a code or a password. */
  public @Nullable String detail() {
    return detail;
  }

  /** When the row may be deleted. */
  public Instant expiresAt() {
    return expiresAt;
  }
}
