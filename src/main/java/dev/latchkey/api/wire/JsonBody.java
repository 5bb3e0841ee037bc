package dev.latchkey.api.wire;

import dev.latchkey.api.wire.JsonInput.Members;
import dev.latchkey.jose.InvalidJson;
import dev.latchkey.jose.StrictJson;
import dev.latchkey.texts.ErrorCodes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object in the body of a request, read strictly.
 *
 * <p>An absent or empty body is the empty object. Rejected are: text that is not JSON, JSON that is
 * not an object, text that is not UTF-8 or starts with a byte order mark (RFC 8259 §8.1), more than
 * {@value #DEEPEST} levels (the body's own object is the first), more than {@value #LARGEST} bytes,
 * a name given twice in one object (RFC 8259 §4 leaves their meaning open), NUL characters and lone
 * surrogates.
 *
 * <p>Immutable; {@code toString} shows nothing of the content.
 */
public final class JsonBody {

  /** The largest body that is accepted, in bytes; a reader of streams must read one byte more. */
  public static final int LARGEST = 64 * 1024;

  /** The maximum nesting depth of objects and arrays. */
  public static final int DEEPEST = StrictJson.MAX_DEPTH;

  private static final JsonBody EMPTY = new JsonBody(new Members(Map.of()));

  private final Members members;

  private JsonBody(Members members) {
    this.members = members;
  }

  /** The result of reading a body. */
  public sealed interface Reading {}

  /** The body is valid. */
  public record Parsed(JsonBody body) implements Reading {}

  /** The body is rejected, with the error and the HTTP status (400 or 413) of the response. */
  public record Rejected(ApiError error, int status) implements Reading {}

  /**
   * Reads a body.
   *
   * @param body its bytes; null or empty counts as {@code {}}
   * @return the object, or why it is rejected; no input from a client makes this throw
   */
  public static Reading parse(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      return new Parsed(EMPTY);
    }
    if (body.length > LARGEST) {
      return new Rejected(new ApiError(ErrorCodes.TOO_LARGE, null, LARGEST), 413);
    }
    try {
      return new Parsed(new JsonBody((Members) StrictJson.object(body, new JsonInputs())));
    } catch (InvalidJson rejected) {
      return new Rejected(error(rejected.flaw()), 400);
    }
  }

  private static ApiError error(InvalidJson.Flaw flaw) {
    return switch (flaw) {
      case ENCODING -> ApiError.of(ErrorCodes.INVALID_ENCODING);
      case CHARACTERS -> ApiError.of(ErrorCodes.INVALID_CHARACTERS);
      case SYNTAX -> ApiError.of(ErrorCodes.INVALID_JSON);
      case NOT_AN_OBJECT -> ApiError.of(ErrorCodes.NOT_AN_OBJECT);
      case TOO_DEEP -> ApiError.of(ErrorCodes.TOO_DEEP, DEEPEST);
      case DUPLICATE_NAME -> ApiError.of(ErrorCodes.DUPLICATE_KEY);
    };
  }

  /** The body's members by name. */
  Map<String, JsonInput> members() {
    return members.values();
  }

  @Override
  public String toString() {
    return "JsonBody[" + members.values().size() + "]";
  }
}
