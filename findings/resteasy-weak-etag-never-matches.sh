#!/usr/bin/env bash
# RESTEasy 6.2.16.Final (the line of WildFly 39) and 7.0.1.Final, with Jersey 4.0.2 for comparison; JDK 17
#
# Behaviour: Request.evaluatePreconditions(EntityTag) compares the tags of If-None-Match by the strong comparison.
# A client that sends the tag back as a weak one, W/"1" for the resource's "1", never gets 304 Not Modified from
# RESTEasy; it gets the whole body each time. Jersey answers 304.
#
# Why it surprises: in a conditional GET the weak comparison is the rule, and no test finds the difference as long
# as the tag comes back as it was sent. That changes as soon as something in front compresses: nginx with gzip,
# for one, turns the strong tag of the response into a weak one, and from then on no request is ever answered with
# 304.
#
# What the specification says: RFC 9110, section 13.1.2: a recipient MUST use the weak comparison function for
# If-None-Match; by section 8.8.3.2 (Comparison), "1" and W/"1" match there.
#
# What it means for a user: behind a compressing proxy, conditional requests cost as much as unconditional ones,
# and no log shows it. Send weak tags from the start (new EntityTag("1", true)): those match.
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

@Path("page")
public class Finding {
  @GET
  public Response get(@Context Request request, @QueryParam("weak") boolean weak) {
    EntityTag tag = new EntityTag("1", weak);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok("body").tag(tag) : unchanged).build();
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
    List<Integer> answers = new ArrayList<>();
    for (String[] pair : new String[][] {{"\"1\"", "\"1\""}, {"\"1\"", "W/\"1\""}, {"W/\"1\"", "W/\"1\""}}) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/page?weak=" + pair[0].startsWith("W/")))
          .header("If-None-Match", pair[1]).build();
      answers.add(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
      System.out.println("  ETag " + pair[0] + ", If-None-Match " + pair[1] + ": " + answers.get(answers.size() - 1));
    }
    boolean asStated = answers.equals(List.of(304, args[0].equals("jersey") ? 304 : 200, 304));
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
run resteasy org.jboss.resteasy:resteasy-undertow:6.2.16.Final
run resteasy org.jboss.resteasy:resteasy-undertow:7.0.1.Final
run jersey org.glassfish.jersey.containers:jersey-container-jdk-http:4.0.2 org.glassfish.jersey.inject:jersey-hk2:4.0.2
