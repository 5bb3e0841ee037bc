package dev.latchkey.api.openapi;

import dev.latchkey.Shared;
import dev.latchkey.settings.FrontendPages;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.MountPath;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The OpenAPI 3.1 description of the API under this deployment's settings, built once.
 *
 * <p>{@code openapi.json} describes the whole API. Merge patches (RFC 7396) remove what the
 * settings disable. The description reveals nothing that the API's responses do not show.
 */
@Shared
public class OpenApiDocument {

  private static final JsonProvider JSON = JsonProvider.provider();

  private final byte[] json;

  @Inject
  public OpenApiDocument(Settings settings, ServletContext context) {
    this.json = bytes(of(settings, FrontendPages.ownPath(settings, context.getContextPath())));
  }

  byte[] json() {
    return json.clone();
  }

  /**
   * The document as a tree.
   *
   * @param contextPath the prefix of all paths; may be empty
   */
  static JsonObject of(Settings settings, String contextPath) {
    String mount = settings.get(HeadlessSettings.MOUNT_PATH);
    JsonObject patches = read("patches.json", mount);
    JsonObject document =
        patched(read("openapi.json", mount), OpenApiValues.of(settings, contextPath));
    for (String name : OpenApiPatches.of(settings)) {
      document = patched(document, patches.getJsonObject(name));
    }
    return References.repaired(document);
  }

  private static JsonObject patched(JsonObject document, JsonValue patch) {
    return JSON.createMergePatch(patch).apply(document).asJsonObject();
  }

  /** A file in this package, with the API at another path. */
  private static JsonObject read(String name, String mount) {
    try (InputStream file = OpenApiDocument.class.getResourceAsStream(name)) {
      String text =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .replace(MountPath.BUILT_IN, mount);
      try (JsonReader reader = JSON.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Indented, for readers. */
  static byte[] bytes(JsonObject document) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        JSON.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(document);
    }
    return text.toString().strip().getBytes(StandardCharsets.UTF_8);
  }
}
