package dev.latchkey.accounts.emails;

import dev.latchkey.accounts.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One address of one account. */
@Entity
@Table(name = "email_address")
public class EmailAddress {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "email_address_seq")
  @SequenceGenerator(
      name = "email_address_seq",
      sequenceName = "email_address_seq",
      allocationSize = 50)
  private Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "account_id")
  private Account account;

  /** For conditions of queries that are not to join the account. */
  @Column(name = "account_id", insertable = false, updatable = false)
  private Long accountId;

  private String email;

  @Column(name = "email_key")
  private String emailKey;

  @Column(name = "owner_key")
  private @Nullable String ownerKey;

  private boolean verified;

  @Enumerated(EnumType.STRING)
  private @Nullable AddressProof proof;

  @Column(name = "is_primary")
  private boolean primary;

  private Instant created;

  protected EmailAddress() {}

  /**
   * A new, unverified address.
   *
   * @param owner whether this row owns the address; otherwise another row may
   */
  public EmailAddress(
      Account account, String email, boolean owner, boolean primary, Instant created) {
    this.account = account;
    this.email = key(email);
    this.emailKey = this.email;
    this.ownerKey = owner ? emailKey : null;
    this.primary = primary;
    this.created = created;
  }

  /** The form in which addresses are kept and compared: lower case. */
  public static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  public Long id() {
    return id;
  }

  public Account account() {
    return account;
  }

  public String email() {
    return email;
  }

  public Instant created() {
    return created;
  }

  public boolean isVerified() {
    return verified;
  }

  public boolean isPrimary() {
    return primary;
  }

  public boolean isOwner() {
    return ownerKey != null;
  }

  /**
   * How the address was proven; empty if it is unverified, or if an earlier release did not record
   * it.
   */
  public Optional<AddressProof> proof() {
    return Optional.ofNullable(proof);
  }

  /** Marks the address as verified, and so as owned by its account. */
  void verify(AddressProof how) {
    verified = true;
    ownerKey = emailKey;
    proof = how;
  }

  /** Lets another account own the address. */
  void disown() {
    ownerKey = null;
  }

  public void setPrimary(boolean primary) {
    this.primary = primary;
  }
}
