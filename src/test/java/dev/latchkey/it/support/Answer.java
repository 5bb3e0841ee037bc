package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpHeaders;

/** What a server has answered. */
public record Answer(int status, HttpHeaders headers, String text) {

  /** The body, which must be a JSON object. */
  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new AssertionError("No JSON object, with status " + status + ": " + text, e);
    }
  }

  /** The text, or the JSON of another value, at a JSON pointer (RFC 6901). */
  public String at(String pointer) {
    JsonValue value = ((JsonStructure) json()).getValue(pointer);
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  public boolean has(String pointer) {
    try {
      return Json.createPointer(pointer).containsValue(json());
    } catch (JsonException theWayEndsBefore) {
      return false;
    }
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The code of the first error. */
  public String code() {
    return at("/errors/0/code");
  }

  public Answer expect(int expected) {
    assertEquals(expected, status, text);
    return this;
  }

  /** Checks a rejection: an envelope that says why and is not stored. */
  public Answer expectRejection() {
    assertTrue(status >= 400 && status < 500, () -> status + " " + text);
    assertEquals("application/json", header("Content-Type"), this::toString);
    assertTrue(header("Cache-Control").contains("no-store"), this::toString);
    assertEquals(status, json().getInt("status"), text);
    JsonArray errors = json().getJsonArray("errors");
    if (errors == null) {
      // A client that must log in or reauthenticate gets the flows instead.
      assertTrue((status == 401 || status == 410) && has("/data/flows"), text);
      return this;
    }
    assertTrue(!errors.isEmpty(), text);
    for (JsonObject error : errors.getValuesAs(JsonObject.class)) {
      assertTrue(error.getString("code").matches("[a-z_]+"), text);
      assertTrue(!error.getString("message").isBlank(), text);
    }
    return this;
  }

  public Answer expectRejection(int expected, String code) {
    expect(expected).expectRejection();
    assertEquals(code, code(), text);
    return this;
  }
}
