package dev.latchkey.sessions;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a session remembers: how its person was authenticated, the login that is not yet complete,
 * and the codes that were sent for it. Immutable.
 */
public record SessionState(
    List<AuthenticationRecord> methods,
    Optional<PendingLogin> login,
    Map<CodePurpose, PendingCode> codes) {

  private static final int MOST_METHODS = 10;

  public static final SessionState EMPTY = new SessionState(List.of(), Optional.empty(), Map.of());

  public SessionState {
    methods = List.copyOf(methods);
    codes = Map.copyOf(codes);
  }

  /** Adds a proof; of many only the latest ten are remembered. */
  public SessionState with(AuthenticationRecord method) {
    List<AuthenticationRecord> all = new ArrayList<>(methods);
    all.add(method);
    int from = Math.max(0, all.size() - MOST_METHODS);
    return new SessionState(all.subList(from, all.size()), login, codes);
  }

  public SessionState with(PendingLogin pending) {
    return new SessionState(methods, Optional.of(pending), codes);
  }

  /** Puts the code in the place of an earlier one of the same purpose. */
  public SessionState with(PendingCode code) {
    Map<CodePurpose, PendingCode> all = copyOfCodes();
    all.put(code.purpose(), code);
    return new SessionState(methods, login, all);
  }

  public SessionState without(CodePurpose purpose) {
    Map<CodePurpose, PendingCode> all = copyOfCodes();
    all.remove(purpose);
    return new SessionState(methods, login, all);
  }

  public SessionState withoutLogin() {
    return new SessionState(methods, Optional.empty(), codes);
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

  /** Forgets the codes that were sent to an address. */
  public SessionState withoutCodesTo(String email) {
    Map<CodePurpose, PendingCode> others = copyOfCodes();
    others.values().removeIf(code -> code.email().equals(email));
    return new SessionState(methods, login, others);
  }

  public Optional<PendingCode> code(CodePurpose purpose) {
    return Optional.ofNullable(codes.get(purpose));
  }

  /**
   * When the session's person last proved who they are.
   *
   * @param created the beginning of the session, which is it where nothing was recorded
   */
  Instant lastProof(Instant created) {
    return methods.isEmpty() ? created : methods.get(methods.size() - 1).at();
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
    return json.build();
  }

  static SessionState fromJson(JsonObject json) {
    List<AuthenticationRecord> methods = new ArrayList<>();
    if (json.containsKey("methods")) {
      for (JsonValue m : json.getJsonArray("methods")) {
        methods.add(AuthenticationRecord.fromJson(m.asJsonObject()));
      }
    }
    Map<CodePurpose, PendingCode> codes = new EnumMap<>(CodePurpose.class);
    for (CodePurpose purpose : CodePurpose.values()) {
      if (json.containsKey(purpose.name())) {
        codes.put(purpose, PendingCode.fromJson(purpose, json.getJsonObject(purpose.name())));
      }
    }
    Optional<PendingLogin> login =
        json.containsKey("login")
            ? Optional.of(PendingLogin.fromJson(json.getJsonObject("login")))
            : Optional.empty();
    return new SessionState(methods, login, codes);
  }
}
