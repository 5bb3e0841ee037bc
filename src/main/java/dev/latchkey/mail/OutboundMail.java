package dev.latchkey.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of an unsent mail or short message; it is deleted when that has been sent. */
@Entity
@Table(name = "outbound_mail")
class OutboundMail {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbound_mail_seq")
  @SequenceGenerator(
      name = "outbound_mail_seq",
      sequenceName = "outbound_mail_seq",
      allocationSize = 50)
  private Long id;

  @Enumerated(EnumType.STRING)
  private Channel channel;

  /** The mail, sealed. */
  private String content;

  private int attempts;

  /** When it is due; while a node has claimed it, when another node may. */
  @Column(name = "next_attempt")
  private Instant nextAttempt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** The kind of message; null in rows of an earlier release. */
  private @Nullable String kind;

  private @Nullable Instant created;

  /** Equals {@link #nextAttempt} while a node is sending it. */
  @Column(name = "claimed_until")
  private @Nullable Instant claimedUntil;

  @Column(name = "last_error")
  private @Nullable String lastError;

  protected OutboundMail() {}

  OutboundMail(Channel channel, String kind, String content, Instant now, Instant expiresAt) {
    this.channel = channel;
    this.kind = kind;
    this.created = now;
    this.content = content;
    this.nextAttempt = now;
    this.expiresAt = expiresAt;
  }

  Long id() {
    return id;
  }

  Channel channel() {
    return channel;
  }

  @Nullable String kind() {
    return kind;
  }

  @Nullable Instant created() {
    return created;
  }

  /** Why the latest attempt failed. */
  @Nullable String lastError() {
    return lastError;
  }

  /** Whether a node is sending it now. */
  boolean isClaimed(Instant now) {
    return now.isBefore(nextAttempt) && nextAttempt.equals(claimedUntil);
  }

  String content() {
    return content;
  }

  int attempts() {
    return attempts;
  }

  Instant nextAttempt() {
    return nextAttempt;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
