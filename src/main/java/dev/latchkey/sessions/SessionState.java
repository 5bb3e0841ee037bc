package dev.latchkey.sessions;

import dev.latchkey.jose.AuthenticationClaims;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stored state of a session: how its user was authenticated, the pending login, the codes that
 * were sent for it, and the notes of features. Immutable.
 *
 * @param others notes, and what a later release has stored: kept as they are
 * @since 1.0
 */
public record SessionState(
    List<Proof> methods,
    Optional<PendingLogin> login,
    Map<CodePurpose, PendingCode> codes,
    JsonObject others) {

  private static final Set<String> KNOWN =
      Stream.concat(Stream.of("methods", "login"), Stream.of(CodePurpose.values()).map(Enum::name))
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_METHODS = 10;

  public static final SessionState EMPTY =
      new SessionState(List.of(), Optional.empty(), Map.of(), JsonValue.EMPTY_JSON_OBJECT);

  public SessionState {
    methods = List.copyOf(methods);
    codes = Map.copyOf(codes);
  }

  /** The state of a session that these proofs have opened. */
  public static SessionState provenBy(List<Proof> methods) {
    return new SessionState(methods, Optional.empty(), Map.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** With a feature's note, which replaces an earlier one of that name. */
  public SessionState noting(String name, JsonValue note) {
    if (KNOWN.contains(name)) {
      throw new IllegalArgumentException("a session has a member of its own called " + name);
    }
    JsonObject more = StateAsJson.JSON.createObjectBuilder(others).add(name, note).build();
    return new SessionState(methods, login, codes, more);
  }

  /** Without this note of a feature. */
  public SessionState withoutNote(String name) {
    return new SessionState(methods, login, codes, OtherMembers.without(others, name));
  }

  /** The note of a feature, if there is one. */
  public Optional<JsonValue> note(String name) {
    return Optional.ofNullable(others.get(name));
  }

  /**
   * Adds a proof. Only ten are kept: the oldest one that was repeated since is dropped, so that
   * many passwords do not displace a second factor; if none was repeated, the oldest.
   */
  public SessionState with(Proof method) {
    List<Proof> all = new ArrayList<>(methods);
    all.add(method);
    while (all.size() > MOST_METHODS) {
      all.remove(firstRepeated(all));
    }
    return new SessionState(all, login, codes, others);
  }

  private static int firstRepeated(List<Proof> all) {
    for (int i = 0; i < all.size(); i++) {
      Proof proof = all.get(i);
      if (all.subList(i + 1, all.size()).stream().anyMatch(proof::isOfKind)) {
        return i;
      }
    }
    return 0;
  }

  public SessionState with(PendingLogin pending) {
    return new SessionState(methods, Optional.of(pending), codes, others);
  }

  /** Puts the code in the place of an earlier one of the same purpose. */
  public SessionState with(PendingCode code) {
    Map<CodePurpose, PendingCode> all = copyOfCodes();
    all.put(code.purpose(), code);
    return new SessionState(
        methods, login, all, OtherMembers.without(others, code.purpose().name()));
  }

  public SessionState without(CodePurpose purpose) {
    Map<CodePurpose, PendingCode> all = copyOfCodes();
    all.remove(purpose);
    return new SessionState(methods, login, all, OtherMembers.without(others, purpose.name()));
  }

  public SessionState withoutLogin() {
    return new SessionState(methods, Optional.empty(), codes, others);
  }

  /** The account that the pending login is about, or else an awaited code. */
  public Optional<Long> pendingAccount() {
    return login
        .map(PendingLogin::accountId)
        .or(
            () ->
                codes.values().stream()
                    .map(PendingCode::accountId)
                    .filter(Objects::nonNull)
                    .findFirst());
  }

  /** Forgets the codes that were sent to an address or number. */
  public SessionState withoutCodesTo(String text) {
    Map<CodePurpose, PendingCode> remaining = copyOfCodes();
    remaining.values().removeIf(code -> code.to().text().equals(text));
    return new SessionState(methods, login, remaining, this.others);
  }

  public Optional<PendingCode> code(CodePurpose purpose) {
    return Optional.ofNullable(codes.get(purpose));
  }

  /**
   * When the user last authenticated.
   *
   * @param created the beginning of the session, the result if nothing was recorded
   */
  Instant lastProof(Instant created) {
    return methods.isEmpty() ? created : methods.get(methods.size() - 1).at();
  }

  /**
   * How and when the user authenticated, as claims.
   *
   * @param created the beginning of the session
   */
  public AuthenticationClaims authentication(Instant created) {
    return Authentications.of(methods, created);
  }

  private Map<CodePurpose, PendingCode> copyOfCodes() {
    Map<CodePurpose, PendingCode> copy = new EnumMap<>(CodePurpose.class);
    copy.putAll(codes);
    return copy;
  }

  JsonObject toJson() {
    JsonObjectBuilder json = StateAsJson.JSON.createObjectBuilder();
    if (!methods.isEmpty()) {
      JsonArrayBuilder array = StateAsJson.JSON.createArrayBuilder();
      methods.forEach(m -> array.add(m.toJson()));
      json.add("methods", array);
    }
    login.ifPresent(l -> json.add("login", l.toJson()));
    codes.forEach((purpose, code) -> json.add(purpose.name(), code.toJson()));
    others.forEach(json::add);
    return json.build();
  }

  static SessionState fromJson(JsonObject json) {
    List<Proof> methods = new ArrayList<>();
    if (json.containsKey("methods")) {
      for (JsonValue m : json.getJsonArray("methods")) {
        methods.add(Proof.fromJson(m.asJsonObject()));
      }
    }
    Map<CodePurpose, PendingCode> codes = new EnumMap<>(CodePurpose.class);
    Set<String> known = new HashSet<>(KNOWN);
    for (CodePurpose purpose : CodePurpose.values()) {
      if (json.containsKey(purpose.name())) {
        PendingCode.fromJson(purpose, json.getJsonObject(purpose.name()))
            .ifPresentOrElse(code -> codes.put(purpose, code), () -> known.remove(purpose.name()));
      }
    }
    Optional<PendingLogin> login =
        json.containsKey("login")
            ? Optional.of(PendingLogin.fromJson(json.getJsonObject("login")))
            : Optional.empty();
    return new SessionState(methods, login, codes, OtherMembers.of(json, known));
  }
}
