#!/usr/bin/env bash
# RESTEasy 6.2.16.Final (the line of WildFly 39) and 7.0.1.Final, with Jersey 4.0.2 for comparison; JDK 17
#
# Behaviour: of the classes that META-INF/services/jakarta.ws.rs.container.DynamicFeature names, RESTEasy registers
# one for each value of @Priority. Two features without the annotation have the same value, so the second one is
# dropped, with no message. It makes no difference whether one file or two jars name them. Jersey registers both.
#
# Why it surprises: a feature works as long as its jar is the only one with such a file. Any other jar that brings
# one, for metrics or tracing for instance, can switch it off; which of the two is left follows from the order of
# the jars. The class collects what it finds in a sorted set that compares the priorities and nothing else.
#
# What the specification says: Jakarta REST 3.1, section 4.1.2: implementations load all Feature and DynamicFeature
# implementations that the Java service provider mechanism finds. Priorities only order providers.
#
# What it means for a user: give each feature that is to be discovered a @Priority that no other one is likely to
# have, and list those that matter in getClasses() as well.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.annotation.Priority;
import jakarta.ws.rs.*;
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.core.*;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Path("page")
public class Finding {
  @GET
  public String get() {
    return "page";
  }

  static final Set<String> CONFIGURED = java.util.concurrent.ConcurrentHashMap.newKeySet();

  public static class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Finding.class);
    }
  }

  abstract static class Named implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
      CONFIGURED.add(getClass().getSimpleName());
    }
  }

  public static class One extends Named {}

  public static class Two extends Named {}

  @Priority(4001)
  public static class Three extends Named {}

  @Priority(4002)
  public static class Four extends Named {}

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    SeBootstrap.Instance server = SeBootstrap.start(new Api(), SeBootstrap.Configuration.builder()
        .host("127.0.0.1").port(SeBootstrap.Configuration.FREE_PORT).rootPath("/").build())
        .toCompletableFuture().get(1, TimeUnit.MINUTES);
    HttpResponse<String> response = HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.configuration().port() + "/page")).build(),
        HttpResponse.BodyHandlers.ofString());
    List<String> called = Stream.of("One", "Two", "Three", "Four").filter(CONFIGURED::contains).toList();
    System.out.println("  status " + response.statusCode() + ", features that were called for the method: " + called);
    List<String> expected =
        args[0].equals("jersey") ? List.of("One", "Two", "Three", "Four") : List.of("One", "Three", "Four");
    boolean asStated = response.statusCode() == 200 && called.equals(expected);
    System.out.println(asStated ? "  AS STATED" : "  NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }
}
JAVA
# run NAME DEPENDENCY...: a dependency is group:artifact:version
run() {
  local name=$1 group artifact version
  shift
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    for dependency in "$@"; do
      IFS=: read -r group artifact version <<<"$dependency"
      echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>"
    done
    echo '</dependencies></project>'
  } > pom.xml
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/$version" >mvn.log 2>&1 ||
    { cat mvn.log >&2; exit 2; }
  local classes="classes-$version"
  javac -cp "$version/*" -d "$classes" Finding.java
  mkdir -p "$classes/META-INF/services"
  printf 'Finding$%s\n' One Two Three Four > "$classes/META-INF/services/jakarta.ws.rs.container.DynamicFeature"
  echo "$name $version"
  java -cp "$classes:$version/*" Finding "$name"
}
run resteasy org.jboss.resteasy:resteasy-undertow:6.2.16.Final
run resteasy org.jboss.resteasy:resteasy-undertow:7.0.1.Final
run jersey org.glassfish.jersey.containers:jersey-container-jdk-http:4.0.2 org.glassfish.jersey.inject:jersey-hk2:4.0.2
