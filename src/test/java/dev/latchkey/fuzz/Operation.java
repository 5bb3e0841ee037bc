package dev.latchkey.fuzz;

import java.util.Map;

/**
 * One operation of an API.
 *
 * @param path from the root on; {@code {id}} in it stands for a number
 * @param input where its fields go
 * @param fields what it reads, with values that it likes: JSON texts for a JSON body, else as they
 *     are
 */
public record Operation(String method, String path, Input input, Map<String, String> fields) {

  /** Where the fields of an operation go. */
  public enum Input {
    JSON,
    FORM,
    QUERY
  }

  public Operation {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
