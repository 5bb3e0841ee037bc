package dev.latchkey.sessions;

import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.TokenDigest;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login or sign-up with an open stage.
 *
 * @param accountId the account, or null if the address has none and the client must not know
 * @param methods the authentications so far; none at a sign-up
 * @param email the address that the login is about
 * @param stage the id of the flow of the open stage; null before the first stage is determined
 * @param since when it began
 * @param password the digest of the stored hash of the password that was entered or chosen
 * @param others what a later release has stored with it
 * @since 1.0
 */
public record PendingLogin(
    @Nullable Long accountId,
    List<Proof> methods,
    @Nullable String email,
    @Nullable String stage,
    Instant since,
    @Nullable String password,
    JsonObject others) {

  private static final Set<String> KNOWN =
      Set.of("since", "methods", "account", "email", "stage", "password");

  public PendingLogin {
    methods = List.copyOf(methods);
  }

  /** A login that has just begun. */
  public PendingLogin(
      @Nullable Long accountId, List<Proof> methods, @Nullable String email, Instant since) {
    this(accountId, methods, email, null, since, null, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The same login with a note of a stage, which replaces an earlier one of that name. */
  public PendingLogin noting(String name, JsonValue note) {
    if (KNOWN.contains(name)) {
      throw new IllegalArgumentException("a login has a member of its own called " + name);
    }
    JsonObject more = StateAsJson.JSON.createObjectBuilder(others).add(name, note).build();
    return new PendingLogin(accountId, methods, email, stage, since, password, more);
  }

  /** The note of a stage, if any. */
  public Optional<JsonValue> note(String name) {
    return Optional.ofNullable(others.get(name));
  }

  public PendingLogin owing(String flow) {
    return new PendingLogin(accountId, methods, email, flow, since, password, others);
  }

  public PendingLogin with(Proof method) {
    List<Proof> all = new ArrayList<>(methods);
    all.add(method);
    return new PendingLogin(accountId, all, email, stage, since, password, others);
  }

  /** The same login, about another address. */
  public PendingLogin about(String newEmail) {
    return new PendingLogin(accountId, methods, newEmail, stage, since, password, others);
  }

  /** The same login, valid as long as the account keeps its password. */
  public PendingLogin underPasswordOf(Account account) {
    return new PendingLogin(accountId, methods, email, stage, since, digest(account), others);
  }

  /** Whether the account still has the password with which this login began. */
  public boolean isGoodFor(Account account) {
    return password == null || password.equals(digest(account));
  }

  private static String digest(Account account) {
    return account.hasUsablePassword()
        ? TokenDigest.sha256(Objects.requireNonNull(account.passwordHash()))
        : "";
  }

  public boolean hasProven(String method) {
    return methods.stream().anyMatch(m -> m.method().equals(method));
  }

  JsonObject toJson() {
    JsonArrayBuilder proven = StateAsJson.JSON.createArrayBuilder();
    methods.forEach(m -> proven.add(m.toJson()));
    JsonObjectBuilder json =
        StateAsJson.JSON
            .createObjectBuilder()
            .add("since", since.toEpochMilli())
            .add("methods", proven);
    if (accountId != null) {
      json.add("account", accountId);
    }
    if (email != null) {
      json.add("email", email);
    }
    if (stage != null) {
      json.add("stage", stage);
    }
    if (password != null) {
      json.add("password", password);
    }
    others.forEach(json::add);
    return json.build();
  }

  static PendingLogin fromJson(JsonObject json) {
    List<Proof> methods = new ArrayList<>();
    for (JsonValue m : json.getJsonArray("methods")) {
      methods.add(Proof.fromJson(m.asJsonObject()));
    }
    return new PendingLogin(
        json.containsKey("account") ? json.getJsonNumber("account").longValueExact() : null,
        methods,
        json.getString("email", null),
        json.getString("stage", null),
        Instant.ofEpochMilli(json.getJsonNumber("since").longValueExact()),
        json.getString("password", null),
        OtherMembers.of(json, KNOWN));
  }
}
