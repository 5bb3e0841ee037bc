package dev.latchkey.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.UsernameSyntax;
import dev.latchkey.api.HeadlessApplication;
import dev.latchkey.api.SampleApplication;
import dev.latchkey.api.admin.AdminApplication;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.oauth.KeySetServlet;
import dev.latchkey.api.oauth.MetadataServlet;
import dev.latchkey.api.wire.ErrorTexts;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.passwords.PasswordHasher;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiDocumentTest {

  private static final String API = "/_allauth/app/v1";
  private static final Pattern LITERALS = Pattern.compile("\\{\\w+: ([\\w|.-]+)}");

  private static final List<Class<?>> PUBLIC_DOCUMENTS =
      List.of(OpenApiServlet.class, KeySetServlet.class, MetadataServlet.class);

  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("HEADLESS_TOKEN_STRATEGY", "jwt"),
          Map.entry("ACCOUNT_LOGIN_METHODS", "email,username"),
          Map.entry("ACCOUNT_SIGNUP_FIELDS", "email*,username*,password1*"),
          Map.entry("ACCOUNT_EMAIL_VERIFICATION", "mandatory"),
          Map.entry("ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true"),
          Map.entry("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND", "true"),
          Map.entry("ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE", "true"),
          Map.entry("ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true"),
          Map.entry("ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true"),
          Map.entry("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true"),
          Map.entry("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "true"),
          Map.entry("ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND", "true"),
          Map.entry("ACCOUNT_REAUTHENTICATION_REQUIRED", "true"),
          Map.entry("LATCHKEY_ACCOUNT_DELETION", "true"),
          Map.entry("ACCOUNT_MAX_EMAIL_ADDRESSES", "3"),
          Map.entry("ACCOUNT_PREVENT_ENUMERATION", "false"),
          Map.entry("HEADLESS_JWT_ISSUER", "https://id.example.org"),
          Map.entry("USERSESSIONS_TRACK_ACTIVITY", "true"));

  static Stream<Map<String, String>> settings() {
    return Stream.of(
        Map.of(),
        EVERYTHING,
        Map.of("HEADLESS_TOKEN_STRATEGY", "jwt", "HEADLESS_JWT_ROTATE_REFRESH_TOKEN", "false"),
        Map.of(
            "HEADLESS_TOKEN_STRATEGY",
            "org.example.OwnTokens",
            "HEADLESS_JWT_AUTHORIZATION_HEADER_SCHEME",
            "JWT"),
        Map.of(
            "ACCOUNT_LOGIN_METHODS", "username", "ACCOUNT_SIGNUP_FIELDS", "username*,password1*"),
        Map.of(
            "ACCOUNT_LOGIN_METHODS", "email,username", "ACCOUNT_SIGNUP_FIELDS", "email,username*"),
        Map.of(
            "ACCOUNT_EMAIL_VERIFICATION", "mandatory", "ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true"),
        Map.of(
            "ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password", "ACCOUNT_RATE_LIMITS_ENABLED", "false"),
        Map.of(
            "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
            "true",
            "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE",
            "true"),
        Map.of("ACCOUNT_LOGIN_BY_CODE_ENABLED", "true", "ACCOUNT_LOGIN_ON_PASSWORD_RESET", "true"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void queryParameters_withAnInvalidValue_areNamedInTheError(Map<String, String> settings) {
    JsonObject document = document(settings);
    JsonObject paths = document.getJsonObject("paths");
    List<String> unnamed = new ArrayList<>();
    for (String path : paths.keySet()) {
      for (JsonValue operation : paths.getJsonObject(path).values()) {
        Set<String> named = namedIn(document, answer(operation, "400"));
        queryParameters(document, operation)
            .filter(name -> !named.contains(name))
            .forEach(name -> unnamed.add(path + " " + name));
      }
    }
    assertEquals(List.of(), unnamed);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void references_resolve_andEveryComponentIsUsed(Map<String, String> settings) {
    JsonObject document = document(settings);
    Set<String> references = new TreeSet<>(referencesIn(document));
    Set<String> components = new TreeSet<>();
    document
        .getJsonObject("components")
        .forEach(
            (kind, all) ->
                all.asJsonObject()
                    .keySet()
                    .forEach(name -> components.add("#/components/" + kind + "/" + name)));
    components.removeIf(name -> name.startsWith("#/components/securitySchemes/"));
    assertEquals(components, references);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void document_hasNothingOfItsSourceLeft(Map<String, String> settings) {
    String text = document(settings).toString();
    assertFalse(text.contains("\"x-"), text);
    assertFalse(text.contains("${"), text);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void text_readAsYaml_isTheSameTree(Map<String, String> settings) {
    String text = new String(OpenApiDocument.bytes(document(settings)), UTF_8);
    assertEquals(
        new JsonMapper().readTree(document(settings).toString()), new YAMLMapper().readTree(text));
    assertEquals(new JsonMapper().readTree(text), new YAMLMapper().readTree(text));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void securitySchemes_ofOperations_areDescribed(Map<String, String> settings) {
    JsonObject document = document(settings);
    Set<String> schemes = document.getValue("/components/securitySchemes").asJsonObject().keySet();
    operations(document)
        .forEach(
            operation ->
                operation
                    .getJsonArray("security")
                    .getValuesAs(JsonObject.class)
                    .forEach(
                        requirement ->
                            assertTrue(
                                schemes.containsAll(requirement.keySet()), operation::toString)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void response_ofEveryOperation_hasADescription(Map<String, String> settings) {
    JsonObject document = document(settings);
    for (JsonObject operation : operations(document)) {
      assertTrue(
          operation.containsKey("summary") || operation.containsKey("description"),
          operation::toString);
      for (JsonValue response : operation.getJsonObject("responses").values()) {
        String reference = response.asJsonObject().getString("$ref", "#");
        JsonObject explained =
            reference.equals("#")
                ? response.asJsonObject()
                : document.getValue(reference.substring(1)).asJsonObject();
        assertFalse(explained.getString("description").isBlank(), response::toString);
      }
    }
  }

  @Test
  void errorCode_described_hasAText() {
    Set<String> texts = ErrorTexts.texts(Language.ENGLISH).keySet();
    codesIn(document(EVERYTHING)).forEach(code -> assertTrue(texts.contains(code), code));
  }

  @Test
  void endpoints_areDescribed_andNoOthers() {
    Set<String> served = new TreeSet<>();
    for (Application application :
        List.of(new HeadlessApplication(), new AdminApplication(), new SampleApplication())) {
      String base = application.getClass().getAnnotation(ApplicationPath.class).value();
      for (Class<?> type : application.getClasses()) {
        Arrays.stream(type.getMethods())
            .forEach(method -> endpoints(base, type, method).forEach(served::add));
      }
    }
    for (Class<?> servlet : PUBLIC_DOCUMENTS) {
      for (String path : servlet.getAnnotation(WebServlet.class).urlPatterns()) {
        served.add("GET " + path);
      }
    }
    Set<String> described = operationNames(document(EVERYTHING));
    assertEquals(served, described);
  }

  @Test
  void fileInTheBuild_isTheWholeApi() {
    Set<String> paths = document(EVERYTHING).getJsonObject("paths").keySet();
    assertEquals(source("openapi.json").getJsonObject("paths").keySet(), paths);
  }

  @Test
  void fileInTheBuild_isWholeByItself() {
    JsonObject source = source("openapi.json");
    assertEquals(source, References.repaired(source));
  }

  @Test
  void fileInTheBuild_hasTheLimitsOfTheCode() {
    JsonObject source = source("openapi.json");
    String description = source.getJsonObject("info").getString("description");
    assertTrue(description.contains(" at most " + JsonBody.LARGEST + " bytes and "), description);
    assertTrue(description.contains(" and " + JsonBody.DEEPEST + " levels"), description);
    JsonObject schemas = source.getJsonObject("components").getJsonObject("schemas");
    for (String password : List.of("Password", "NewPassword")) {
      assertEquals(
          PasswordHasher.MAX_LENGTH, schemas.getJsonObject(password).getInt("maxLength"), password);
    }
    assertEquals(UsernameSyntax.LONGEST, schemas.getJsonObject("NewUsername").getInt("maxLength"));
  }

  @Test
  void patches_change_onlyWhatIsThere() {
    JsonObject source = source("openapi.json");
    source("patches.json").forEach((name, patch) -> assertTargets(source, patch, name));
  }

  private static void assertTargets(JsonObject source, JsonValue patch, String where) {
    patch
        .asJsonObject()
        .forEach(
            (name, change) -> {
              String path = where + " " + name;
              boolean isNew = Set.of("$ref", "additionalProperties").contains(name);
              assertTrue(isNew || source.containsKey(name), path);
              if (change instanceof JsonObject && source.get(name) instanceof JsonObject inner) {
                assertTargets(inner, change, path);
              }
            });
  }

  @Test
  void patches_allOfThem_applyUnderSomeSettings() {
    Set<String> applied = new TreeSet<>();
    settings().forEach(s -> applied.addAll(OpenApiPatches.of(Settings.of(s))));
    assertEquals(source("patches.json").keySet(), applied);
  }

  @Test
  void mount_another_movesTheApiAndNothingElse() {
    Set<String> moved = new TreeSet<>();
    document(EVERYTHING)
        .getJsonObject("paths")
        .keySet()
        .forEach(path -> moved.add(path.replaceFirst("^/_allauth/", "/login/")));
    Map<String, String> settings = new HashMap<>(EVERYTHING);
    settings.put("HEADLESS_MOUNT_PATH", "/login");
    JsonObject document = document(settings);
    assertEquals(moved, document.getJsonObject("paths").keySet());
    assertFalse(document.toString().contains("_allauth"), document::toString);
  }

  @Test
  void paths_ofDisabledFeatures_areMissing() {
    Set<String> paths = document(Map.of()).getJsonObject("paths").keySet();
    for (String path :
        List.of(
            "/auth/code/request",
            "/auth/code/confirm",
            "/auth/code/resend",
            "/auth/email/verify/resend",
            "/tokens/refresh",
            "/auth/token/refresh")) {
      assertFalse(paths.contains(API + path), path);
    }
    assertFalse(paths.contains("/.well-known/jwks.json"));
  }

  @Test
  void loginCode_required_isConfirmedButNotRequested() {
    Set<String> paths =
        document(Map.of("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password"))
            .getJsonObject("paths")
            .keySet();
    assertTrue(paths.contains(API + "/auth/code/confirm"));
    assertFalse(paths.contains(API + "/auth/code/request"));
  }

  @Test
  void signup_requiresTheConfiguredFields() {
    assertEquals(
        "[\"email\",\"password\"]", bodyOf("/auth/signup", Map.of()).get("required").toString());
    JsonObject body =
        bodyOf(
            "/auth/signup",
            Map.of(
                "ACCOUNT_LOGIN_METHODS",
                "username",
                "ACCOUNT_SIGNUP_FIELDS",
                "username*,email,password1*"));
    assertEquals("[\"username\",\"password\"]", body.get("required").toString());
    assertEquals(
        Set.of("email", "username", "password"), body.getJsonObject("properties").keySet());
  }

  @Test
  void login_acceptsTheConfiguredMethods() {
    assertEquals(
        Set.of("email", "password"),
        bodyOf("/auth/login", Map.of()).getJsonObject("properties").keySet());
    JsonObject either =
        bodyOf(
            "/auth/login",
            Map.of(
                "ACCOUNT_LOGIN_METHODS",
                "email,username",
                "ACCOUNT_SIGNUP_FIELDS",
                "email*,username*,password1*"));
    assertEquals("[\"password\"]", either.get("required").toString());
    assertEquals(2, either.getJsonArray("anyOf").size());
  }

  @Test
  void tokens_areDescribedWhereTheyAreReturned() {
    assertFalse(document(Map.of()).toString().contains("AccessToken"));
    JsonObject scheme =
        (JsonObject)
            document(Map.of("HEADLESS_TOKEN_STRATEGY", "jwt"))
                .getValue("/components/securitySchemes/AccessToken");
    assertEquals("bearer", scheme.getString("scheme"));
    assertEquals("JWT", scheme.getString("bearerFormat"));
  }

  @Test
  void password_minimumLength_isTheConfiguredOne() {
    JsonObject schema =
        (JsonObject)
            document(Map.of("ACCOUNT_PASSWORD_MIN_LENGTH", "12"))
                .getValue("/components/schemas/NewPassword");
    assertEquals(12, schema.getInt("minLength"));
  }

  @Test
  void paths_startWithTheContextPath() {
    assertEquals("[{\"url\":\"/\"}]", serversBelow(""));
    assertEquals("[{\"url\":\"/auth\"}]", serversBelow("/auth"));
  }

  private static String serversBelow(String contextPath) {
    return OpenApiDocument.of(Settings.of(Map.of()), contextPath)
        .getJsonArray("servers")
        .toString();
  }

  private static JsonObject document(Map<String, String> settings) {
    return OpenApiDocument.of(Settings.of(settings), "");
  }

  private static JsonObject bodyOf(String path, Map<String, String> settings) {
    JsonObject document = document(settings);
    JsonObject schema =
        document
            .getJsonObject("paths")
            .getJsonObject(API + path)
            .getValue("/post/requestBody/content/application~1json/schema")
            .asJsonObject();
    return document.getValue(schema.getString("$ref").substring(1)).asJsonObject();
  }

  private static List<JsonObject> operations(JsonObject document) {
    return document.getJsonObject("paths").values().stream()
        .flatMap(path -> path.asJsonObject().values().stream())
        .filter(JsonObject.class::isInstance) // and not the parameters of the path
        .map(JsonValue::asJsonObject)
        .toList();
  }

  private static Set<String> operationNames(JsonObject document) {
    Set<String> names = new TreeSet<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, methods) ->
                methods.asJsonObject().keySet().stream()
                    .filter(method -> !method.equals("parameters"))
                    .forEach(method -> names.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return names;
  }

  private static JsonObject source(String name) {
    try (JsonReader reader = Json.createReader(OpenApiDocument.class.getResourceAsStream(name))) {
      return reader.readObject();
    }
  }

  /** With {@code {name: a|b}} as the two paths that it stands for. */
  private static Stream<String> endpoints(String base, Class<?> type, Method method) {
    String path = base + pathOf(type) + pathOf(method);
    Matcher literal = LITERALS.matcher(path);
    Stream<String> paths =
        literal.find()
            ? Arrays.stream(literal.group(1).split("[|]")).map(literal::replaceFirst)
            : Stream.of(path.replaceAll("\\{(\\w+):[^/]*}", "{$1}"));
    List<String> all = paths.toList();
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
        .map(annotation -> annotation.getAnnotation(HttpMethod.class).value())
        .filter(name -> !name.equals(HttpMethod.HEAD)) // what GET says holds for it, too
        .flatMap(name -> all.stream().map(p -> name + " " + p));
  }

  private static String pathOf(AnnotatedElement element) {
    return element.isAnnotationPresent(Path.class)
        ? element.getAnnotation(Path.class).value().replace(ClientKind.PATH, "/app/v1")
        : "";
  }

  private static JsonObject resolved(JsonObject document, JsonObject object) {
    return object.containsKey("$ref")
        ? document.getValue(object.getString("$ref").substring(1)).asJsonObject()
        : object;
  }

  private static JsonValue answer(JsonValue operation, String status) {
    return operation instanceof JsonObject object && object.containsKey("responses")
        ? object.getJsonObject("responses").getOrDefault(status, JsonValue.NULL)
        : JsonValue.NULL;
  }

  /** Those that do not take any value. */
  private static Stream<String> queryParameters(JsonObject document, JsonValue operation) {
    return operation instanceof JsonObject object && object.containsKey("parameters")
        ? object.getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
            .map(parameter -> resolved(document, parameter))
            .filter(parameter -> parameter.getString("in", "").equals("query"))
            .filter(parameter -> !parameter.getBoolean("allowEmptyValue", false))
            .map(parameter -> parameter.getString("name"))
        : Stream.empty();
  }

  /** The values that {@code param} can have in an answer. */
  private static Set<String> namedIn(JsonObject document, JsonValue value) {
    Set<String> names = new TreeSet<>();
    if (value instanceof JsonObject object) {
      JsonObject target = resolved(document, object);
      if (target != object) {
        return namedIn(document, target);
      }
      if (object.get("properties") instanceof JsonObject properties
          && properties.get("param") instanceof JsonObject param) {
        names.add(param.getString("const", ""));
        if (param.containsKey("enum")) {
          param
              .getJsonArray("enum")
              .getValuesAs(JsonString.class)
              .forEach(name -> names.add(name.getString()));
        }
      }
    }
    children(value).forEach(child -> names.addAll(namedIn(document, child)));
    return names;
  }

  private static Stream<JsonValue> children(JsonValue value) {
    return value instanceof JsonObject object
        ? object.values().stream()
        : value instanceof JsonArray array ? array.stream() : Stream.empty();
  }

  private static List<String> referencesIn(JsonValue value) {
    Stream<String> own =
        value instanceof JsonObject object && object.containsKey("$ref")
            ? Stream.of(object.getString("$ref"))
            : Stream.empty();
    return Stream.concat(own, children(value).flatMap(child -> referencesIn(child).stream()))
        .toList();
  }

  private static List<String> codesIn(JsonValue value) {
    Stream<String> own =
        value instanceof JsonObject object
                && object.get("code") instanceof JsonObject code
                && code.containsKey("enum")
            ? code.getJsonArray("enum").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
            : Stream.empty();
    return Stream.concat(own, children(value).flatMap(child -> codesIn(child).stream())).toList();
  }
}
