package dev.latchkey.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.admin.AuditSearch;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.audit.AuditType;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFileTest {

  private final ApiWorld api = ApiWorld.with();
  private final OpenSession root = api.world.open(api.world.account("root@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  private Response export(String... parameters) {
    FakeContainerRequest request = new FakeContainerRequest("GET");
    for (int i = 0; i < parameters.length; i += 2) {
      request.asking(parameters[i], parameters[i + 1]);
    }
    AuditResource resource = new AuditResource();
    resource.exchange = api.exchange(root, "{}");
    resource.search = api.world.bean(AuditSearch.class);
    return resource.export(request.asServed().getUriInfo());
  }

  private List<String> lines(String... parameters) throws IOException {
    Response response = export(parameters);
    assertEquals(200, response.getStatus());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ((StreamingOutput) response.getEntity()).write(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void record(String userAgent, String detail) {
    RequestContext.enter(new RequestContext("192.0.2.7", userAgent, null, Language.ENGLISH));
    api.world.audit.record(AuditType.LOGIN_FAILED, 50L, null, detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "|calc", "＝1"})
  void cell_thatWouldBeAFormula_isText(String text) {
    assertEquals("\"'" + text + "\"", AuditFile.cell(text));
  }

  @Test
  void cell_withQuotes_isOneCell() {
    assertEquals("\"a \"\"b\"\", c\nd\"", AuditFile.cell("a \"b\", c\nd"));
    assertEquals("", AuditFile.cell(null));
    assertEquals("\"plain = text\"", AuditFile.cell("plain = text"));
    assertEquals("\"x; '=cmd()\"", AuditFile.cell("x; =cmd()"));
  }

  @Test
  void export_asCsv_hasALineForEachEvent_withTheSameFilters() throws IOException {
    record("=cmd()", "password");
    api.world.audit.record(AuditType.MFA_ADDED, 51L, null, "totp");

    List<String> lines = lines("outcome", "failure");

    assertEquals(2, lines.size());
    assertEquals("id,at,type,outcome,account,session,address,user_agent,detail", lines.get(0));
    assertTrue(
        lines.get(1).endsWith(",login_failed,failure,50,,\"192.0.2.7\",\"'=cmd()\",\"password\""),
        lines.get(1));
    assertTrue(api.world.audited().contains("admin_exported_audit"));
  }

  @Test
  void export_ofManyPages_hasEachEventOnce() throws IOException {
    for (int i = 0; i < 1203; i++) {
      record("Agent/1", "n" + i);
    }
    List<String> lines = lines("format", "ndjson", "type", "login_failed", "address", "192.0.2.7");
    assertEquals(1203, lines.size());
    assertEquals(1203, lines.stream().distinct().count());
    assertTrue(lines.get(0).contains("\"detail\":\"n1202\""), lines.get(0));
  }

  @Test
  void export_invalid_isRejectedBeforeAnythingIsRead() {
    assertEquals(
        List.of("invalid:format", "invalid:outcome", "invalid:since"),
        ApiWorld.errors(400, export("format", "xml", "outcome", "maybe", "since", "yesterday")));
    assertEquals(List.of(), api.world.audited());
  }
}
