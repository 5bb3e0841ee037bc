package dev.latchkey.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.Caller;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeResourceTest {

  private record Request(Principal getUserPrincipal) implements SecurityContext {

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }

  @Test
  void caller_isReturnedWithSortedGroups_andNotStored() {
    Caller ada =
        new Caller(
            TokenUse.ACCESS,
            "ada",
            "42",
            null,
            Set.of("staff", "clerk", "Zoo"),
            Map.of("city", "London"));

    Response response = new MeResource().get(new Request(ada));

    assertEquals(200, response.getStatus());
    assertEquals(
        "{\"sub\":\"42\",\"name\":\"ada\",\"groups\":[\"Zoo\",\"clerk\",\"staff\"]}",
        new String((byte[]) response.getEntity(), StandardCharsets.UTF_8));
    assertEquals("application/json", response.getHeaderString("Content-Type"));
    assertEquals("no-store", response.getHeaderString("Cache-Control"));
  }
}
