package dev.latchkey.mfa;

import dev.latchkey.accounts.Account;
import dev.latchkey.settings.types.AuthenticatorType;
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

/** A second factor of an account. */
@Entity
@Table(name = "authenticator")
public class Authenticator {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "authenticator_seq")
  @SequenceGenerator(
      name = "authenticator_seq",
      sequenceName = "authenticator_seq",
      allocationSize = 50)
  private Long id;

  @Column(name = "account_id")
  private Long accountId;

  @Enumerated(EnumType.STRING)
  private AuthenticatorType type;

  @Column(name = "distinct_key")
  private String distinctKey;

  private String data;

  private long uses;

  private Instant created;

  @Column(name = "last_used")
  private @Nullable Instant lastUsed;

  protected Authenticator() {}

  /**
   * A new factor.
   *
   * @param distinctKey what no other factor of any account may have; at most 100 characters
   * @param data what its type needs to verify it, sealed or digested where it is secret; at most
   *     8,000 characters
   * @param uses what has been used of it: for TOTP the latest time step, for recovery codes a bit
   *     for each used code, for passkeys the signature counter
   */
  public Authenticator(
      Account account,
      AuthenticatorType type,
      String distinctKey,
      String data,
      long uses,
      Instant created) {
    this.accountId = account.id();
    this.type = type;
    this.distinctKey = distinctKey;
    this.data = data;
    this.uses = uses;
    this.created = created;
  }

  /** A new factor of a type that an account has once. */
  public static Authenticator only(
      Account account, AuthenticatorType type, String data, long uses, Instant created) {
    return new Authenticator(account, type, type.text() + "/" + account.id(), data, uses, created);
  }

  public Long id() {
    return id;
  }

  public Long accountId() {
    return accountId;
  }

  public AuthenticatorType type() {
    return type;
  }

  public String data() {
    return data;
  }

  public long uses() {
    return uses;
  }

  public Instant created() {
    return created;
  }

  /** When it was last used to authenticate; empty if it never was. */
  public Optional<Instant> lastUsed() {
    return Optional.ofNullable(lastUsed);
  }
}
