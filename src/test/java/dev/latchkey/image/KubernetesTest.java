package dev.latchkey.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The example of a deployment on Kubernetes, against Kubernetes' model and our own conventions. */
class KubernetesTest {

  private static final Path BASE = Path.of("src/main/kubernetes/base");
  private static final Path PRODUCTION = Path.of("src/main/kubernetes/production");

  private final JsonObject deployment = read(BASE.resolve("deployment.yaml"));
  private final JsonObject pod = object(deployment, "spec", "template", "spec");
  private final JsonObject container = pod.getAsJsonArray("containers").get(0).getAsJsonObject();

  @Test
  void resources_areValid() throws IOException {
    V1Deployment.validateJsonElement(deployment);
    V1Service.validateJsonElement(read(BASE.resolve("service.yaml")));
    V1PodDisruptionBudget.validateJsonElement(read(BASE.resolve("poddisruptionbudget.yaml")));
  }

  @Test
  void resource_withAMisspeltOrMissingField_isInvalid() {
    JsonObject misspelt = deployment.deepCopy();
    object(misspelt, "spec", "template", "spec").addProperty("automountToken", false);
    assertThrows(IllegalArgumentException.class, () -> V1Deployment.validateJsonElement(misspelt));
    JsonObject incomplete = deployment.deepCopy();
    object(incomplete, "spec").remove("selector");
    assertThrows(
        IllegalArgumentException.class, () -> V1Deployment.validateJsonElement(incomplete));
  }

  @Test
  void kustomizations_nameAllFiles_andNoOthers() throws IOException {
    JsonObject base = read(BASE.resolve("kustomization.yaml"));
    Set<String> named = strings(base, "resources");
    try (Stream<Path> files = Files.list(BASE)) {
      Set<String> all =
          files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
      all.remove("kustomization.yaml");
      assertEquals(all, named);
    }
    JsonObject production = read(PRODUCTION.resolve("kustomization.yaml"));
    assertEquals(Set.of("../base"), strings(production, "resources"));
    assertEquals(
        container.get("image"),
        production.getAsJsonArray("images").get(0).getAsJsonObject().get("name"));
    for (String generator : List.of("configMapGenerator", "secretGenerator")) {
      JsonObject made = production.getAsJsonArray(generator).get(0).getAsJsonObject();
      String example = made.getAsJsonArray("envs").get(0).getAsString() + ".example";
      assertTrue(Files.exists(PRODUCTION.resolve(example)), example);
    }
  }

  @Test
  void selectors_areTheLabelsOfThePods() {
    JsonElement labels = object(deployment, "spec", "template", "metadata").get("labels");
    assertEquals(labels, object(deployment, "spec", "selector").get("matchLabels"));
    assertEquals(labels, object(read(BASE.resolve("service.yaml")), "spec").get("selector"));
    assertEquals(
        labels,
        object(read(BASE.resolve("poddisruptionbudget.yaml")), "spec", "selector")
            .get("matchLabels"));
  }

  @Test
  void pods_haveNoPrivileges_andWriteToTmpAlone() throws IOException {
    JsonObject ofPod = object(pod, "securityContext");
    JsonObject ofContainer = object(container, "securityContext");
    assertTrue(ofPod.get("runAsNonRoot").getAsBoolean());
    assertTrue(Files.readString(Path.of("Dockerfile")).contains("USER " + ofPod.get("runAsUser")));
    assertFalse(pod.get("automountServiceAccountToken").getAsBoolean());
    assertTrue(ofContainer.get("readOnlyRootFilesystem").getAsBoolean());
    assertFalse(ofContainer.get("allowPrivilegeEscalation").getAsBoolean());
    assertEquals(Set.of("ALL"), strings(object(ofContainer, "capabilities"), "drop"));
    assertEquals(1, container.getAsJsonArray("volumeMounts").size());
    assertEquals(
        "/tmp",
        container
            .getAsJsonArray("volumeMounts")
            .get(0)
            .getAsJsonObject()
            .get("mountPath")
            .getAsString());
  }

  @Test
  void probes_askTheirOwnAddresses() {
    assertEquals("/_latchkey/health/ready", path("readinessProbe"));
    assertEquals("/_latchkey/health/live", path("livenessProbe"));
    assertEquals("/_latchkey/health/live", path("startupProbe"));
  }

  @Test
  void pods_haveTimeToFinishRequests() {
    long before =
        Long.parseLong(
            object(container, "lifecycle", "preStop", "exec")
                .getAsJsonArray("command")
                .get(1)
                .getAsString());
    long waiting = Settings.of(Map.of()).get(ServerSettings.SHUTDOWN_WAIT).toSeconds();
    assertTrue(before + waiting < pod.get("terminationGracePeriodSeconds").getAsLong());
  }

  @Test
  void settingsOfTheExample_areKnown() throws IOException {
    Map<String, String> settings =
        Files.readAllLines(PRODUCTION.resolve("latchkey.env.example")).stream()
            .filter(line -> !line.startsWith("DB_"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    assertEquals("https://login.example.org", settings.get("LATCHKEY_BASE_URL"));
    Settings.of(settings);
  }

  private String path(String probe) {
    return object(container, probe, "httpGet").get("path").getAsString();
  }

  private static JsonObject object(JsonObject from, String... names) {
    JsonObject found = from;
    for (String name : names) {
      found = found.getAsJsonObject(name);
    }
    return found;
  }

  private static Set<String> strings(JsonObject from, String name) {
    Set<String> all = new TreeSet<>();
    from.getAsJsonArray(name).forEach(element -> all.add(element.getAsString()));
    return all;
  }

  private static JsonObject read(Path file) {
    try {
      Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      return new Gson().toJsonTree(yaml).getAsJsonObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
