package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

public class SpecificationCheckTest {

  private static final String SPEC =
      """
      {
        "paths": {
          "/_allauth/app/thing": {
            "get": {"responses": {"200": {"$ref": "#/components/responses/Thing"}, "204": {"description": ""}}}
          },
          "/_latchkey/things/{id}": {"delete": {"responses": {"204": {"description": ""}}}}
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
  public void response_asDescribed_passes() {
    SpecificationCheck.hold(SPEC, "GET", "/_allauth/app/thing", 200, "{\"id\": 1}");
    SpecificationCheck.hold(
        SPEC, "GET", "/_allauth/app/thing?a=b", 200, "{\"id\": 1, \"name\": \"one\"}");
    SpecificationCheck.hold(SPEC, "GET", "/_allauth/app/thing", 204, "");
  }

  @Test
  public void status_notDescribed_fails() {
    fails("GET", "/_allauth/app/thing", 404, "{\"id\": 1}");
  }

  @Test
  public void body_ofAnotherShape_fails() {
    fails("GET", "/_allauth/app/thing", 200, "{}");
    fails("GET", "/_allauth/app/thing", 200, "{\"id\": \"1\"}");
    fails("GET", "/_allauth/app/thing", 200, "");
  }

  @Test
  public void members_notListed_fail() {
    fails("GET", "/_allauth/app/thing", 200, "{\"id\": 1, \"secret\": 2}");
  }

  @Test
  public void request_notDescribed_mustBeRejected() {
    SpecificationCheck.hold(SPEC, "POST", "/_allauth/app/thing", 405, "");
    SpecificationCheck.hold(SPEC, "GET", "/_allauth/app/other", 404, "");
    fails("POST", "/_allauth/app/thing", 200, "{\"id\": 1}");
    fails("GET", "/_allauth/app/other", 500, "");
  }

  @Test
  public void path_outsideTheApi_isSkipped() {
    SpecificationCheck.hold(SPEC, "GET", "/other", 200, "text");
  }

  @Test
  void path_fitsATemplate_isHeldToIt() {
    SpecificationCheck.hold(SPEC, "DELETE", "/_latchkey/things/1", 204, "");
    SpecificationCheck.hold(SPEC, "DELETE", "/_latchkey/things/1/2", 200, "");
    fails("DELETE", "/_latchkey/things/1", 200, "");
  }

  private static void fails(String method, String path, int status, String body) {
    assertThrows(
        AssertionError.class, () -> SpecificationCheck.hold(SPEC, method, path, status, body));
  }
}
