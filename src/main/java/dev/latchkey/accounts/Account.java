package dev.latchkey.accounts;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The row of one user.
 *
 * @since 1.0
 */
@Entity
@Table(name = "account")
public class Account {

  /** The longest name of an attribute or group, in UTF-16 characters. */
  public static final int LONGEST_NAME = 100;

  /** The longest value of an attribute, in UTF-16 characters. */
  public static final int LONGEST_ATTRIBUTE = 2000;

  /**
   * Precedes the hash of a suspended password. Any hash that begins with the mark verifies nothing.
   */
  private static final String SUSPENDED = "!suspended:";

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
  @SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 50)
  private Long id;

  private @Nullable String username;

  @Column(name = "username_key")
  private @Nullable String usernameKey;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  private boolean active;
  private Instant created;

  @Column(name = "token_epoch")
  private long tokenEpoch;

  @ElementCollection
  @CollectionTable(name = "account_group", joinColumns = @JoinColumn(name = "account_id"))
  @Column(name = "name")
  private Set<String> groups = new HashSet<>();

  @ElementCollection
  @CollectionTable(name = "account_attribute", joinColumns = @JoinColumn(name = "account_id"))
  @MapKeyColumn(name = "name")
  @Column(name = "attr_value")
  private Map<String, String> attributes = new HashMap<>();

  @Transient private @Nullable PrimaryAddress primaryAddress;

  protected Account() {}

  /**
   * A new, active account.
   *
   * @param username may be null, if users are known by their address only
   * @param passwordHash may be null, for an account without a password
   */
  public Account(@Nullable String username, @Nullable String passwordHash, Instant created) {
    this.username = username;
    this.usernameKey = username == null ? null : UsernameSyntax.key(username);
    this.passwordHash = passwordHash;
    this.active = true;
    this.created = created;
  }

  public Long id() {
    return id;
  }

  /** The user name. */
  public @Nullable String username() {
    return username;
  }

  /** The stored hash in its self-describing format. */
  public @Nullable String passwordHash() {
    return passwordHash;
  }

  /** Whether the account has a password, suspended or not. */
  public boolean hasUsablePassword() {
    String chosen = chosenPasswordHash();
    return chosen != null && !chosen.isEmpty() && !chosen.startsWith("!");
  }

  /**
   * Whether the password is suspended, so that it cannot log in: it was set before the owner of the
   * mailbox proved that the account is theirs. A user who enters it in a session of the account has
   * chosen it, which reinstates it.
   */
  public boolean isPasswordSuspended() {
    return passwordHash != null && passwordHash.startsWith(SUSPENDED);
  }

  /** The hash of the password, suspended or not. */
  public @Nullable String chosenPasswordHash() {
    return passwordHash != null && isPasswordSuspended()
        ? passwordHash.substring(SUSPENDED.length())
        : passwordHash;
  }

  void suspendPassword() {
    if (hasUsablePassword() && !isPasswordSuspended()) {
      passwordHash = SUSPENDED + passwordHash;
    }
  }

  void reinstatePassword() {
    passwordHash = chosenPasswordHash();
  }

  public boolean isActive() {
    return active;
  }

  public Instant created() {
    return created;
  }

  /**
   * Increases with each login and each change of the password; links of an older epoch are invalid.
   */
  public long tokenEpoch() {
    return tokenEpoch;
  }

  void beginEpoch(boolean isActiveFromNowOn) {
    active = isActiveFromNowOn;
    tokenEpoch++;
  }

  /** The live set of group names; read it inside a transaction. */
  public Set<String> groups() {
    return groups;
  }

  /** The live map of attributes; read it inside a transaction. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /**
   * The primary address, which is read once for this object; not stored with the account.
   *
   * @param reading reads it
   */
  public PrimaryAddress primaryAddress(Supplier<PrimaryAddress> reading) {
    PrimaryAddress known = primaryAddress;
    if (known == null) {
      known = reading.get();
      primaryAddress = known;
    }
    return known;
  }
}
