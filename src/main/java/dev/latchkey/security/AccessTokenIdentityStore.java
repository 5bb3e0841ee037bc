package dev.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.keys.VerifiedToken;
import dev.latchkey.tokens.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Believes an access token of ours; where validation is stateful, only while its session lives. */
@ApplicationScoped
public class AccessTokenIdentityStore implements IdentityStore {

  @Inject AccessTokens tokens;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof AccessTokenCredential accessToken)) {
      return NOT_VALIDATED_RESULT;
    }
    return tokens.believe(accessToken.token()).map(AccessTokenIdentityStore::valid).orElse(INVALID_RESULT);
  }

  private static CredentialValidationResult valid(VerifiedToken token) {
    Set<String> groups = groups(token);
    Map<String, String> claims = new HashMap<>();
    token.claims().forEach((name, value) -> claims.put(name, text(value)));
    String userId = token.subject().orElseThrow();
    String name = Optional.ofNullable(claims.get("upn")).orElse(userId);
    return new CredentialValidationResult(new Caller(name, userId, null, null, groups, claims), groups);
  }

  private static Set<String> groups(VerifiedToken token) {
    Set<String> groups = new HashSet<>();
    if (token.claims().get("groups") instanceof JsonArray array) {
      array.forEach(group -> groups.add(text(group)));
    }
    return groups;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
