package dev.latchkey.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "1",
        "{\"a\": {}, \"b\": [], \"c\": null, \"d\": true, \"e\": -1.5, \"f\": \"\"}",
        "{\"a\": {\"b\": {\"c\": 1}, \"d\": 2}, \"e\": 3}",
        "[1, [2, [3, 4], 5], [], [[6]], {\"a\": [7, {\"b\": 8, \"c\": 9}], \"d\": 10}]",
        "[{\"a\": {\"b\": 1}, \"c\": [{\"d\": 2}]}, {}]",
        "{\"200\": 1, \"yes\": 2, \"Null\": 3, \"$ref\": 4, \"/a/b.json\": 5}",
        "{\"a: b\": 1, \"\": 2, \"#\": 3, \"1e3\": 4}",
        "[\"yes\", \"null\", \"1\", \"- a\", \"a: b\", \"#a\", \"{a}\", \"a\\nb\\r\\tc\", \"\\\\ \\\" '\", \" a \"]",
        "[\"\\u0000\\u001b\\u007f\\u0085\\u2028\\ufeff\", \"\\u00e9\\u4e2d\", \"\\ud83d\\ude00\", \"\\ufffe\"]"
      })
  void readsAsTheSameTree(String json) {
    assertEquals(new JsonMapper().readTree(json), new YAMLMapper().readTree(Yaml.of(tree(json))));
  }

  @Test
  void isForPeople() {
    String json = "{\"a\": [{\"b\": \"one\", \"200\": {\"c\": [1, 2]}}, [3]], \"d\": {}}";
    assertEquals(
        """
        a:
          - b: "one"
            "200":
              c:
                - 1
                - 2
          - - 3
        d: {}
        """,
        Yaml.of(tree(json)));
  }

  private static JsonValue tree(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }
}
