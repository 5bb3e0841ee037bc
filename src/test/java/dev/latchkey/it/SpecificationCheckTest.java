package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpecificationCheckTest {

  private static final String SPEC =
      """
      {
        "paths": {
          "/thing": {
            "get": {"responses": {"200": {"$ref": "#/components/responses/Thing"}, "204": {"description": ""}}}
          }
        },
        "components": {
          "responses": {
            "Thing": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
          },
          "schemas": {
            "Thing": {
              "type": "object", "required": ["id"],
              "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}
            }
          }
        }
      }
      """;

  @Test
  void whatIsDescribedHolds() {
    SpecificationCheck.hold(SPEC, "GET", "/thing", 200, "{\"id\": 1}");
    SpecificationCheck.hold(SPEC, "GET", "/thing?a=b", 200, "{\"id\": 1, \"name\": \"one\"}");
    SpecificationCheck.hold(SPEC, "GET", "/thing", 204, "");
  }

  @Test
  void otherStatusesFail() {
    fails("GET", "/thing", 404, "{\"id\": 1}");
  }

  @Test
  void bodiesOfAnotherShapeFail() {
    fails("GET", "/thing", 200, "{}");
    fails("GET", "/thing", 200, "{\"id\": \"1\"}");
    fails("GET", "/thing", 200, "");
  }

  @Test
  void membersThatAreNotListedFail() {
    fails("GET", "/thing", 200, "{\"id\": 1, \"secret\": 2}");
  }

  @Test
  void whatIsNotDescribedMustBeRefused() {
    SpecificationCheck.hold(SPEC, "POST", "/thing", 405, "");
    SpecificationCheck.hold(SPEC, "GET", "/other", 404, "");
    fails("POST", "/thing", 200, "{\"id\": 1}");
    fails("GET", "/other", 500, "");
  }

  private static void fails(String method, String path, int status, String body) {
    assertThrows(AssertionError.class, () -> SpecificationCheck.hold(SPEC, method, path, status, body));
  }
}
