package dev.latchkey.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiPageTest {

  private static final Path PAGE = Path.of("docs/api.md");
  private static final String MARKER =
      "<!-- Generated from the OpenAPI document: mvn test -Dtest=ApiPageTest -Dapi.page=write -->\n";

  @Test
  void page_isThatOfTheDescription() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(MARKER) + MARKER.length();
    assertTrue(start >= MARKER.length(), "docs/api.md has lost its marker: " + MARKER);
    String generated = page.substring(0, start) + "\n" + ApiPage.of(document());
    if ("write".equals(System.getProperty("api.page"))) {
      Files.writeString(PAGE, generated);
    } else {
      assertEquals(
          generated,
          page,
          "docs/api.md is stale. Regenerate it: mvn test -Dtest=ApiPageTest -Dapi.page=write");
    }
  }

  @Test
  void page_hasASectionForEachOperation() {
    String page = ApiPage.of(document());
    for (JsonObject path :
        document().getJsonObject("paths").values().stream().map(v -> v.asJsonObject()).toList()) {
      path.values().stream()
          .filter(JsonObject.class::isInstance)
          .map(operation -> operation.asJsonObject().getString("summary"))
          .forEach(summary -> assertTrue(page.contains("\n### " + summary + "\n"), summary));
    }
  }

  @Test
  void page_summaries_differ() {
    List<String> headings =
        ApiPage.of(document()).lines().filter(line -> line.startsWith("#")).toList();
    assertEquals(headings.size(), new TreeSet<>(headings).size(), headings::toString);
  }

  @Test
  void examples_fitTheirSchemas() {
    JsonObject document = document();
    JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
    Pattern reference = Pattern.compile("\"#/components/schemas/");
    for (String name : schemas.keySet()) {
      JsonObject alone =
          Json.createObjectBuilder(schemas.getJsonObject(name)).add("$defs", schemas).build();
      String text = reference.matcher(alone.toString()).replaceAll("\"#/\\$defs/");
      for (boolean full : new boolean[] {true, false}) {
        String example = new Example(document, full).of(schemas.getJsonObject(name)).toString();
        assertEquals(
            List.of(),
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON)
                .validate(example, InputFormat.JSON),
            name + ": " + example);
      }
    }
  }

  private static JsonObject document() {
    try (JsonReader reader =
        Json.createReader(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
      return reader.readObject();
    }
  }
}
