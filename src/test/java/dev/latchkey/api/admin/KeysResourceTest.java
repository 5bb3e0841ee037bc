package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.admin.Admin;
import dev.latchkey.admin.KeyControl;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.keys.KeyRevocation;
import dev.latchkey.keys.Rotation;
import dev.latchkey.sessions.OpenSession;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysResourceTest {

  private final ApiWorld api = ApiWorld.withJwt();
  private final OpenSession root = api.world.open(api.world.account("root@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void rotation_done_namesTheKeyThatSigns() {
    Response response = resource(rotating(new Rotation.Rotated("k2"))).rotate();
    assertEquals("{\"kid\":\"k2\"}", body(200, response).get("data").toString());
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT-5S, 1", "PT0.5S, 1", "PT59.001S, 60"})
  void rotation_tooSoon_isAConflictThatSaysHowLongToWait(Duration wait, String seconds) {
    Rotation tooSoon = new Rotation.TooSoon(api.world.database.now().plus(wait));
    Response response = resource(rotating(tooSoon)).rotate();
    assertEquals(List.of("conflict"), errors(409, response));
    assertEquals(seconds, response.getHeaderString("Retry-After"));
  }

  @Test
  void keys_ofTheConfiguration_areAConflictWithoutAnEnd() {
    Response rotation = resource(rotating(new Rotation.Configured())).rotate();
    assertEquals(List.of("conflict"), errors(409, rotation));
    assertEquals(null, rotation.getHeaderString("Retry-After"));
    Response revocation = resource(revoking(new KeyRevocation.Configured())).revoke("k1");
    assertEquals(List.of("conflict"), errors(409, revocation));
  }

  @Test
  void revocation_done_namesTheKeyThatSignsNow() {
    String revoked = api.world.keys.signing().kid().orElseThrow();
    KeyControl control = new KeyControl(api.world.keys, api.world.audit);
    Response response = resource(control).revoke(revoked);
    String signs = api.world.keys.signing().kid().orElseThrow();
    assertNotEquals(revoked, signs);
    assertEquals("{\"kid\":\"" + signs + "\"}", body(200, response).get("data").toString());
  }

  @Test
  void revocation_ofAnUnknownKey_isNotFound() {
    KeysResource resource = resource(revoking(new KeyRevocation.Unknown()));
    assertThrows(NotFoundException.class, () -> resource.revoke("k9"));
  }

  private static KeyControl rotating(Rotation outcome) {
    return new KeyControl(null, null) {
      @Override
      public Rotation rotate(Admin admin) {
        return outcome;
      }
    };
  }

  private static KeyControl revoking(KeyRevocation outcome) {
    return new KeyControl(null, null) {
      @Override
      public KeyRevocation revoke(String kid, Admin admin) {
        return outcome;
      }
    };
  }

  private KeysResource resource(KeyControl control) {
    KeysResource resource = new KeysResource();
    resource.exchange = api.exchange(root, "{}");
    resource.keys = control;
    resource.database = api.world.database;
    return resource;
  }
}
