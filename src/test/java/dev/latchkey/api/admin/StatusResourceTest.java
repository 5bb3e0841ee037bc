package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.admin.status.NodeHealth;
import dev.latchkey.admin.status.Nodes;
import dev.latchkey.admin.status.Release;
import dev.latchkey.api.exchange.ApiWorld;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusResourceTest {

  private final ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  private record Health(boolean isStarted, boolean isDatabaseUp, boolean isSenderRejected)
      implements NodeHealth {}

  private JsonObject status(Health health) {
    StatusResource resource = new StatusResource();
    resource.database = api.world.database;
    resource.nodes = new Nodes(api.world.database);
    resource.nodes.beat();
    resource.health = health;
    return body(200, resource.read(server("Server 1.0"))).getJsonObject("data");
  }

  private static ServletContext server(String info) {
    return (ServletContext)
        Proxy.newProxyInstance(
            StatusResourceTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, args) -> {
              assertEquals("getServerInfo", method.getName());
              return info;
            });
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, UP, UP UP",
    "true, false, DOWN, UP DOWN",
    "false, true, DOWN, DOWN UP",
    "false, false, DOWN, DOWN DOWN",
  })
  void status_isUp_whileAllChecksAre(boolean started, boolean database, String all, String each) {
    JsonObject status = status(new Health(started, database, false));
    assertEquals(all, status.getString("status"));
    List<JsonObject> checks = status.getJsonArray("checks").getValuesAs(JsonObject.class);
    assertEquals(
        List.of("latchkey-started", "latchkey-database"),
        checks.stream().map(check -> check.getString("name")).toList());
    assertEquals(
        List.of(each.split(" ")), checks.stream().map(check -> check.getString("status")).toList());
  }

  @Test
  void sender_thatTheMailServerRejects_isNamed_butDoesNotTakeTheNodeDown() {
    JsonObject status = status(new Health(true, true, true));
    JsonObject mail = status.getJsonArray("checks").getJsonObject(2);
    assertEquals("latchkey-mail", mail.getString("name"));
    assertEquals("UP", mail.getString("status"));
    assertEquals("rejected", mail.getString("sender"));
    assertEquals("UP", status.getString("status"));
  }

  @Test
  void status_namesReleaseServerDatabaseAndNodes() {
    JsonObject status = status(new Health(true, true, false));
    assertEquals(Release.version(), status.getString("version"));
    assertEquals("Server 1.0", status.getString("server"));
    assertEquals(Runtime.version().toString(), status.getString("java"));
    assertFalse(status.getJsonObject("database").getString("product").isEmpty());
    assertFalse(status.getJsonObject("database").getString("version").isEmpty());
    assertEquals(
        api.world.database.now().toEpochMilli(),
        Math.round(status.getJsonNumber("now").doubleValue() * 1000));
    JsonObject node = status.getJsonArray("nodes").getJsonObject(0);
    assertEquals(
        Set.of("id", "name", "version", "started", "last_seen", "is_this", "is_alive"),
        node.keySet());
    assertTrue(node.getBoolean("is_this"));
    assertTrue(node.getBoolean("is_alive"));
    assertEquals(1, status.getJsonArray("nodes").size());
  }
}
