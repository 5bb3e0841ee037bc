package dev.latchkey;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a token says, read without belief. */
public record Jwt(JsonObject header, JsonObject claims) {

  public static Jwt of(String token) {
    String[] parts = token.split("\\.");
    return new Jwt(json(parts[0]), json(parts[1]));
  }

  /** The user's name: the claim {@code upn}, else the header parameter of that name, else null. */
  public String name() {
    return claims.getString("upn", header.getString("upn", null));
  }

  public String jti() {
    return claims.getString("jti");
  }

  public long exp() {
    return claims.getJsonNumber("exp").longValueExact();
  }

  public long iat() {
    return claims.getJsonNumber("iat").longValueExact();
  }

  private static JsonObject json(String part) {
    String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
