#!/usr/bin/env bash
# Jersey 4.0.2, with RESTEasy 7.0.1.Final for comparison; JDK 17
#
# Behaviour: a resource declares @Produces("application/json") and nothing else. When a client asks for
# "application/json;version=2", Jersey answers with Content-Type: application/json;version=2. The parameters of
# the response's type are the client's own, whatever they are. RESTEasy answers with application/json.
#
# Why it surprises: Content-Type says what the server sends; here it says what the client requested. A client
# that negotiates a version or a profile seems to get it from a server that does not know it.
#
# What the specification says: RFC 9110, section 8.3: Content-Type indicates the media type of the representation.
# Jakarta REST 4.0, section 3.8 (Determining the MediaType of Responses), takes the most specific of the
# acceptable and the producible type; it defines specificity for n/m, n/* and */* and is silent on parameters.
#
# What it means for a user: against Jersey (Payara, GlassFish), the type of a response is no proof of its version.
# Where it matters, set the type in the Response: Response.ok(entity).type("application/json"), as the script does
# for comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.ws.rs.*;
import jakarta.ws.rs.core.*;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.TimeUnit;

@Path("document")
public class Finding {
  @GET
  @Produces("application/json")
  public String get() {
    return "{}";
  }

  @GET
  @Path("typed")
  @Produces("application/json")
  public Response typed() {
    return Response.ok("{}").type("application/json").build();
  }

  public static class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Finding.class);
    }
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    SeBootstrap.Instance server = SeBootstrap.start(new Api(), SeBootstrap.Configuration.builder()
        .host("127.0.0.1").port(SeBootstrap.Configuration.FREE_PORT).rootPath("/").build())
        .toCompletableFuture().get(1, TimeUnit.MINUTES);
    String base = "http://127.0.0.1:" + server.configuration().port();
    List<String> answers = new ArrayList<>();
    for (String path : List.of("/document", "/document/typed")) {
      for (String accept : List.of("application/json", "application/json;version=2", "application/json;q=0.5;nonsense=1")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        answers.add(response.headers().firstValue("Content-Type").orElse("none"));
        System.out.println("  " + path + ", Accept: " + accept + " -> Content-Type: " + answers.get(answers.size() - 1));
      }
    }
    String json = "application/json";
    boolean asStated = answers.equals(args[0].equals("jersey")
        ? List.of(json, json + ";version=2", json + ";nonsense=1", json, json, json)
        : List.of(json, json, json, json, json, json));
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
  javac -cp "$version/*" -d "$work/classes-$version" Finding.java
  echo "$name $version"
  java -cp "classes-$version:$version/*" Finding "$name"
}
run resteasy org.jboss.resteasy:resteasy-undertow:7.0.1.Final
run jersey org.glassfish.jersey.containers:jersey-container-jdk-http:4.0.2 org.glassfish.jersey.inject:jersey-hk2:4.0.2
