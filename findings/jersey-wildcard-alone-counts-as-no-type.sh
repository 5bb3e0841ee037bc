#!/usr/bin/env bash
# Jersey 4.0.2; JDK 17
#
# Behaviour: for each resource method, Jersey keeps a route for each type that the method consumes combined with each
# that it produces, and compares a request with all of them. @Consumes("*/*") and @Produces("*/*") do not make that
# one route: a declaration that has nothing but the wildcard counts as none. For a method that takes no entity and
# returns Response, the types of all readers are then combined with those of all writers. With a second type beside the
# wildcard, only the declared ones count.
#
# Why it surprises: "*/*" is the default of both annotations, but who writes it means one route for everything. The
# narrower declaration, */* and application/json, accepts the same requests with a small part of the routes.
#
# What the specification says: Jakarta REST 4.0, section 3.5, and the Javadoc of both annotations: without them, any
# type is assumed to be supported. The number of routes is up to the implementation.
#
# What it means for a user: the script counts 30 routes, and 18 with the second type; 16 of them are those of the OPTIONS
# that Jersey generates. Servers add readers and writers, and so many times as many routes. Write a concrete type beside
# the wildcard in @Consumes, and a concrete type in @Produces.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.ws.rs.*;
import jakarta.ws.rs.core.Response;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.glassfish.jersey.server.*;

public class Finding {
  @Path("none")
  public static class None {
    @POST
    public Response post() {
      return Response.ok("done").build();
    }
  }

  @Path("wildcard")
  @Consumes("*/*")
  @Produces("*/*")
  public static class Wildcard {
    @POST
    public Response post() {
      return Response.ok("done").build();
    }
  }

  @Path("beside")
  @Consumes({"*/*", "application/json"})
  @Produces("application/json")
  public static class Beside {
    @POST
    public Response post() {
      return Response.ok("done").build();
    }
  }

  /** What the POST answers, and how many routes there are, with those of the generated OPTIONS. */
  static String of(Class<?> resource, String path) throws Exception {
    ApplicationHandler handler = new ApplicationHandler(new ResourceConfig(resource));
    ContainerRequest request = new ContainerRequest(java.net.URI.create("/"), java.net.URI.create("/" + path), "POST",
        null, new org.glassfish.jersey.internal.MapPropertiesDelegate(), null);
    request.header("Content-Type", "text/x-anything");
    request.setEntityStream(new java.io.ByteArrayInputStream(new byte[] {1}));
    int status = handler.apply(request).get().getStatus();
    int routes = routes();
    java.lang.ref.Reference.reachabilityFence(handler);
    return status + ", routes: " + routes;
  }

  /** The routes in the heap, by the class that Jersey has for them. */
  static int routes() throws Exception {
    String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
        new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
        new Object[] {new String[0]}, new String[] {String[].class.getName()});
    return histogram.lines().filter(line -> line.contains("ConsumesProducesAcceptor") && !line.contains("[L"))
        .filter(line -> !line.contains("RequestSpecific"))
        .mapToInt(line -> Integer.parseInt(line.strip().split("\\s+")[1])).sum();
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    System.out.println(switch (args[0]) {
      case "none" -> of(None.class, "none");
      case "wildcard" -> of(Wildcard.class, "wildcard");
      default -> of(Beside.class, "beside");
    });
  }
}
JAVA
version=4.0.2
{
  echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
  echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
  for name in core:jersey-server inject:jersey-hk2; do
    echo "<dependency><groupId>org.glassfish.jersey.${name%:*}</groupId><artifactId>${name#*:}</artifactId><version>$version</version></dependency>"
  done
  echo '</dependencies></project>'
} > pom.xml
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 2; }
javac -cp 'lib/*' -d classes Finding.java
echo "Jersey $version"
declare -A seen
for kind in none wildcard beside; do
  seen[$kind]=$(java -cp 'classes:lib/*' Finding "$kind")
  echo "  $kind: ${seen[$kind]}"
done
expected=(none '200, routes: 30' wildcard '200, routes: 30' beside '200, routes: 18')
for ((i = 0; i < ${#expected[@]}; i += 2)); do
  if [ "${seen[${expected[i]}]}" != "${expected[i + 1]}" ]; then
    echo '  NO LONGER AS STATED'
    exit 1
  fi
done
echo '  AS STATED'
