package dev.latchkey.tokens;

import dev.latchkey.sessions.Session;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a refresh token; it does not contain the token. Package {@code rotation} exchanges it.
 */
@Entity
@Table(name = "refresh_token")
class RefreshToken {

  @Id private String jti;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "session_id")
  private Session session;

  @Column(name = "parent_jti")
  private @Nullable String parentJti;

  @Column(name = "issued_at")
  private Instant issuedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "rotated_at")
  private @Nullable Instant rotatedAt;

  @Column(name = "successor_jti")
  private @Nullable String successorJti;

  @Column(name = "successor_iat")
  private @Nullable Instant successorIat;

  @Column(name = "successor_exp")
  private @Nullable Instant successorExp;

  protected RefreshToken() {}

  /** Whether it has been exchanged for another one. */
  boolean isExchanged() {
    return rotatedAt != null;
  }
}
