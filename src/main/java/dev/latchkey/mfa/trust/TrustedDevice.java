package dev.latchkey.mfa.trust;

import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.request.RequestContext;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser or an app that an account trusts. */
@Entity
@Table(name = "trusted_device")
public class TrustedDevice {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "trusted_device_seq")
  @SequenceGenerator(
      name = "trusted_device_seq",
      sequenceName = "trusted_device_seq",
      allocationSize = 50)
  private Long id;

  @Column(name = "account_id")
  private Long accountId;

  @Column(name = "token_hash")
  private String tokenHash;

  @Enumerated(EnumType.STRING)
  private TokenCarrier carrier;

  private String epoch;

  private Instant created;

  @Column(name = "last_used")
  private @Nullable Instant lastUsed;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private @Nullable String address;

  @Column(name = "user_agent")
  private @Nullable String userAgent;

  protected TrustedDevice() {}

  TrustedDevice(
      long accountId,
      String tokenHash,
      String epoch,
      RequestContext client,
      Instant created,
      Instant expiresAt) {
    this.accountId = accountId;
    this.tokenHash = tokenHash;
    this.carrier = client.carrier();
    this.epoch = epoch;
    this.created = created;
    this.expiresAt = expiresAt;
    this.address = client.address();
    this.userAgent = client.userAgent();
  }

  /** Its public number, safe to show. */
  public Long id() {
    return id;
  }

  public Long accountId() {
    return accountId;
  }

  String tokenHash() {
    return tokenHash;
  }

  /** What carries its token: a cookie in browsers, a header in apps. */
  public TokenCarrier carrier() {
    return carrier;
  }

  public Instant created() {
    return created;
  }

  /** When a login was last not asked for a second factor because of it. */
  public Optional<Instant> lastUsed() {
    return Optional.ofNullable(lastUsed);
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  /** The client's address when the user trusted it. */
  public @Nullable String address() {
    return address;
  }

  /** The client's user agent when the user trusted it. */
  public @Nullable String userAgent() {
    return userAgent;
  }

  boolean isValid(String currentEpoch, Instant now) {
    return epoch.equals(currentEpoch) && now.isBefore(expiresAt);
  }
}
