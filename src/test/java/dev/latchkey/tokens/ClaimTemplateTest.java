package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTemplateTest {

  private static final Map<String, String> ATTRIBUTES =
      Map.of("tenant_id", "acme", "dotted.name", "x", "money", "$1 \\ {tenant_id}", "empty", "");

  @ParameterizedTest
  @CsvSource({
    "fixed, fixed",
    "{tenant_id}, acme",
    "{tenant_id}/{tenant_id}, acme/acme",
    "a {tenant_id} z, a acme z",
    "{dotted.name}!, x!",
    "{empty}., ."
  })
  void names_inBraces_areReplaced(String template, String filled) {
    assertEquals(Optional.of(filled), fill(template));
  }

  @Test
  void value_isTakenVerbatim() {
    assertEquals(Optional.of("$1 \\ {tenant_id}"), fill("{money}"));
  }

  @Test
  void template_withAMissingValue_makesNoClaim() {
    assertEquals(Optional.empty(), fill("{tenant_id} {unknown}"));
  }

  private static Optional<String> fill(String template) {
    return new ClaimTemplate(template).fill(ATTRIBUTES::get);
  }
}
