package dev.latchkey.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.HeadlessApplication;
import dev.latchkey.api.clients.ClientKind;
import dev.latchkey.api.wire.ErrorTexts;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OpenApiDocumentTest {

  private static final String API = "/_allauth/app/v1";

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
          Map.entry("ACCOUNT_MAX_EMAIL_ADDRESSES", "3"),
          Map.entry("ACCOUNT_PREVENT_ENUMERATION", "false"),
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
  void allReferencesResolveAndNoComponentIsIdle(Map<String, String> settings) {
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
  void nothingOfTheTemplateIsLeft(Map<String, String> settings) {
    String text = document(settings).toString();
    assertFalse(text.contains("\"x-"), text);
    assertFalse(text.contains("${"), text);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void yamlIsTheSameTree(Map<String, String> settings) {
    JsonObject document = document(settings);
    assertEquals(
        new JsonMapper().readTree(document.toString()),
        new YAMLMapper().readTree(Yaml.of(document)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void securitySchemesAreAmongThoseThatAreDescribed(Map<String, String> settings) {
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
  void everyAnswerIsExplained(Map<String, String> settings) {
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
  void everyErrorCodeHasAText() {
    Set<String> texts = ErrorTexts.texts(Language.ENGLISH).keySet();
    codesIn(document(EVERYTHING)).forEach(code -> assertTrue(texts.contains(code), code));
  }

  @Test
  void everyEndpointIsDescribedAndNoOther() {
    Set<String> served = new TreeSet<>();
    for (Class<?> type : new HeadlessApplication().getClasses()) {
      Arrays.stream(type.getMethods())
          .forEach(method -> endpoints(type, method).forEach(served::add));
    }
    Set<String> described = operationNames(document(EVERYTHING));
    served.removeIf(endpoint -> !endpoint.contains(API));
    described.removeIf(endpoint -> !endpoint.contains(API));
    assertEquals(served, described);
  }

  @Test
  void pathsOfWhatIsOffAreMissing() {
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
  void aRequiredLoginCodeIsConfirmedButNotRequested() {
    Set<String> paths =
        document(Map.of("ACCOUNT_LOGIN_BY_CODE_REQUIRED", "password"))
            .getJsonObject("paths")
            .keySet();
    assertTrue(paths.contains(API + "/auth/code/confirm"));
    assertFalse(paths.contains(API + "/auth/code/request"));
  }

  @Test
  void signUpRequiresWhatTheSettingsRequire() {
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
  void loginTakesWhatTheSettingsTake() {
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
  void tokensAreDescribedWhereTheyAreHandedOut() {
    assertFalse(document(Map.of()).toString().contains("AccessToken"));
    JsonObject scheme =
        (JsonObject)
            document(Map.of("HEADLESS_TOKEN_STRATEGY", "jwt"))
                .getValue("/components/securitySchemes/AccessToken");
    assertEquals("bearer", scheme.getString("scheme"));
    assertEquals("JWT", scheme.getString("bearerFormat"));
  }

  @Test
  void passwordsAreAsLongAsTheSettingsAsk() {
    JsonObject schema =
        (JsonObject)
            document(Map.of("ACCOUNT_PASSWORD_MIN_LENGTH", "12"))
                .getValue("/components/schemas/NewPassword");
    assertEquals(12, schema.getInt("minLength"));
  }

  @Test
  void paths_ofAnApiThatIsElsewhere_areThere() {
    JsonObject document = document(Map.of("HEADLESS_MOUNT_PATH", "/auth/api"));
    assertTrue(document.getJsonObject("paths").containsKey("/auth/api/app/v1/auth/login"));
    assertTrue(document.getJsonObject("paths").containsKey("/auth/api/openapi.yaml"));
    assertFalse(document.toString().contains("_allauth"), document::toString);
    assertEquals(
        document.toString().replace("/auth/api", "/_allauth"), document(Map.of()).toString());
  }

  @Test
  void theContextPathComesFirst() {
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
    return document(settings)
        .getJsonObject("paths")
        .getJsonObject(API + path)
        .getValue("/post/requestBody/content/application~1json/schema")
        .asJsonObject();
  }

  private static List<JsonObject> operations(JsonObject document) {
    return document.getJsonObject("paths").values().stream()
        .flatMap(path -> path.asJsonObject().values().stream())
        .map(JsonValue::asJsonObject)
        .toList();
  }

  private static Set<String> operationNames(JsonObject document) {
    Set<String> names = new TreeSet<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, methods) ->
                methods
                    .asJsonObject()
                    .keySet()
                    .forEach(method -> names.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return names;
  }

  private static Stream<String> endpoints(Class<?> type, Method method) {
    String path = pathOf(type) + pathOf(method);
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
        .map(
            annotation -> annotation.getAnnotation(HttpMethod.class).value() + " /_allauth" + path);
  }

  private static String pathOf(AnnotatedElement element) {
    return element.isAnnotationPresent(Path.class)
        ? element.getAnnotation(Path.class).value().replace(ClientKind.PATH, "/app/v1")
        : "";
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
