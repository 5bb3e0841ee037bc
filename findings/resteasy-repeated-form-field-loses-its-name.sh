#!/usr/bin/env bash
# RESTEasy 6.2.16.Final (the line of WildFly 39) and 7.0.1.Final, with Jersey 4.0.2 for comparison; JDK 17
#
# Behaviour: a resource method takes a form field with @FormParam and, after it, the whole form as its entity. If
# the form repeats a field, RESTEasy passes on a different form than the client sent: "a=1&a=2&b=3" arrives as
# "a=1&=2&b=3", so the second value belongs to a field with an empty name. With the two parameters in the other
# order, the entity is right and the @FormParam parameter is empty. Jersey gives both parameters all the values,
# in either order.
#
# Why it surprises: each parameter alone works, and so does the pair as long as no field is repeated. Nothing
# fails. Reading one parameter changes the content of the other, and their order decides which of them is wrong.
#
# What the specification says: Jakarta REST 4.0, section 3.3.2 (Parameters): parameters with @FormParam are mapped
# from the request by that annotation; section 3.3.2.1 (Entity Parameters): the parameter without an annotation is
# mapped from the request entity body. Neither section gives the order a meaning or lets one parameter alter the
# other.
#
# What it means for a user: checkboxes and multiple selections lose values on their way into a log, a signature
# check or a forwarded request. Take the form once, as a MultivaluedMap or Form, and read the fields from it.
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

@Path("form")
public class Finding {
  @POST
  @Path("field-first")
  @Consumes("application/x-www-form-urlencoded")
  public String fieldFirst(@FormParam("a") List<String> a, MultivaluedMap<String, String> form) {
    return "a=" + a + " form=" + new TreeMap<>(form);
  }

  @POST
  @Path("form-first")
  @Consumes("application/x-www-form-urlencoded")
  public String formFirst(MultivaluedMap<String, String> form, @FormParam("a") List<String> a) {
    return "a=" + a + " form=" + new TreeMap<>(form);
  }

  @POST
  @Path("field-and-text")
  @Consumes("application/x-www-form-urlencoded")
  public String fieldAndText(@FormParam("a") List<String> a, String text) {
    return "a=" + a + " text=" + text;
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
    for (String method : List.of("field-first", "form-first", "field-and-text")) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/form/" + method))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString("a=1&a=2&b=3")).build();
      answers.add(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
      System.out.println("  " + method + ": " + answers.get(answers.size() - 1));
    }
    boolean asStated = answers.equals(args[0].equals("jersey")
        ? List.of("a=[1, 2] form={a=[1, 2], b=[3]}", "a=[1, 2] form={a=[1, 2], b=[3]}", "a=[1, 2] text=a=1&a=2&b=3")
        : List.of("a=[1, 2] form={=[2], a=[1], b=[3]}", "a=[] form={a=[1, 2], b=[3]}", "a=[1, 2] text=a=1&=2&b=3"));
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
