#!/usr/bin/env bash
# Jersey 4.0.2, with RESTEasy 7.0.1.Final for comparison; JDK 17
#
# Behaviour: a resource class has a method for GET and none for OPTIONS, so the implementation answers OPTIONS. In
# Jersey, filters then see a class of Jersey's as the matched resource: ResourceInfo.getResourceClass() is
# OptionsMethodProcessor$PlainTextOptionsInflector, getResourceMethod() its method apply, and
# UriInfo.getMatchedResources() has an instance of it. A DynamicFeature is asked about these classes, too, and a
# filter that it binds to all methods of the resource class does not run for OPTIONS; for HEAD, which is generated
# as well, it does. In RESTEasy, request filters do not run for such an OPTIONS at all, and in response filters
# ResourceInfo has null.
#
# Why it surprises: the path has matched the resource, and everything else says so. A filter that reads annotations or
# the package of the resource class, for CORS, logs or metrics, finds a class that nobody wrote, or none.
#
# What the specification says: Jakarta REST 4.0, section 3.3.5: a generated OPTIONS is answered with an automatic
# response, by the metadata of the matching class; the Javadoc of ResourceInfo: "the resource class that is the
# target of a request".
#
# What it means for a user: in filters, treat OPTIONS before looking at ResourceInfo, and expect classes of the
# implementation and null there; or write a method with @OPTIONS, as the script does for comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.ws.rs.*;
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.core.*;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.TimeUnit;

public class Finding {
  static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

  @Path("implicit")
  public static class Implicit {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("explicit")
  public static class Explicit {
    @GET
    public String get() {
      return "";
    }

    @OPTIONS
    public Response options() {
      return Response.ok().allow("GET", "HEAD", "OPTIONS").build();
    }
  }

  public static class Everywhere implements ContainerRequestFilter {
    @Context ResourceInfo info;

    @Override
    public void filter(ContainerRequestContext request) {
      Class<?> type = info.getResourceClass();
      SEEN.add(type == null ? "nothing" : type.getSimpleName());
    }
  }

  /** Binds a filter to every method of the resource classes above. */
  public static class Binding implements DynamicFeature {
    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
      if (info.getResourceClass().getEnclosingClass() == Finding.class) {
        context.register((ContainerResponseFilter) (request, response) -> SEEN.add("bound"));
      }
    }
  }

  public static class Api extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Implicit.class, Explicit.class, Everywhere.class, Binding.class);
    }
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    SeBootstrap.Instance server = SeBootstrap.start(new Api(), SeBootstrap.Configuration.builder()
        .host("127.0.0.1").port(SeBootstrap.Configuration.FREE_PORT).rootPath("/").build())
        .toCompletableFuture().get(1, TimeUnit.MINUTES);
    String base = "http://127.0.0.1:" + server.configuration().port();
    List<String> all = new ArrayList<>();
    for (String path : List.of("implicit", "explicit")) {
      for (String method : List.of("GET", "HEAD", "OPTIONS")) {
        SEEN.clear();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + path))
            .method(method, HttpRequest.BodyPublishers.noBody()).build();
        int status = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        all.add(status + " " + SEEN);
        System.out.println("  " + method + " " + path + ": " + all.get(all.size() - 1));
      }
    }
    String own = "200 [Implicit, bound]";
    String explicit = "200 [Explicit, bound]";
    boolean asStated = all.equals(args[0].equals("jersey")
        ? List.of(own, own, "200 [PlainTextOptionsInflector]", explicit, explicit, explicit)
        : List.of(own, own, "200 []", explicit, explicit, explicit));
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
