#!/usr/bin/env bash
# RESTEasy 6.2.15 in WildFly 39.0.1.Final (Maven Central), JDK 17
#
# Behaviour: an Application lists two request filters in getClasses(), which differ in one annotation: one has
# @Provider, the other does not. Both are called. @Inject fills the field of the first one only; in the other it stays
# null, without an exception or a warning, and @Context is filled in both.
#
# Why it surprises: @Provider is for providers that are to be found by scanning. The list of an Application needs no
# annotation, and the filter is called as it should be, so that nothing seems to be missing. WildFly's integration
# makes a CDI bean of what has @Path or @Provider; a class without them has no bean-defining annotation, and RESTEasy
# creates it by itself, with @Context and without @Inject.
#
# What the specification says: Jakarta REST 3.1 §4.1.2 has @Provider mark classes for automatic discovery; §2.3.2 has
# an Application list providers by class. §11.2.3 wants CDI beans to work as providers, and leaves open whether a
# class without an annotation is one.
#
# What it means for a user: add @Provider, or a scope such as @RequestScoped, to each filter and mapper with @Inject
# fields, even if an Application lists it.
set -euo pipefail
work=$(mktemp -d)
server=
cleanup() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
copy() {
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$work" \
    -Dmdep.stripVersion=true >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }
}
copy org.wildfly:wildfly-dist:39.0.1.Final:zip
copy jakarta.platform:jakarta.jakartaee-api:10.0.0
jar xf wildfly-dist.zip
home=$work/wildfly-39.0.1.Final

mkdir -p src/tide war/WEB-INF/classes
cat > src/tide/Clock.java <<'JAVA'
package tide;

@jakarta.enterprise.context.ApplicationScoped
public class Clock {}
JAVA
# Writes a filter that tells, in a header of its name, which of its fields are filled.
filter() { # name, annotation
  cat > "src/tide/$1.java" <<JAVA
package tide;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.core.*;

$2
public class $1 implements ContainerResponseFilter {
  @Inject Clock clock;
  @Context HttpHeaders headers;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().add("$1", "inject=" + (clock != null) + " context=" + (headers != null));
  }
}
JAVA
}
filter Listed ""
filter Marked "@jakarta.ws.rs.ext.Provider"
cat > src/tide/Tide.java <<'JAVA'
package tide;

import jakarta.ws.rs.*;
import jakarta.ws.rs.core.Application;
import java.util.Set;

@ApplicationPath("/")
public class Tide extends Application {

  @Path("/tide")
  public static class Level {
    @GET
    public String get() {
      return "high";
    }
  }

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Level.class, Listed.class, Marked.class);
  }
}
JAVA
touch war/WEB-INF/beans.xml
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes src/tide/*.java
mkdir -p "$home/standalone/deployments"
jar cf "$home/standalone/deployments/coast.war" -C war .

port=$(free_port)
management=$(free_port)
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.standalone \
  -Djboss.home.dir="$home" -b 127.0.0.1 -bmanagement 127.0.0.1 -Djboss.http.port="$port" \
  -Djboss.management.http.port="$management" >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  curl -sf -o /dev/null "http://127.0.0.1:$port/coast/tide" && break
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

seen=$(curl -si "http://127.0.0.1:$port/coast/tide" | tr -d '\r')
listed=$(sed -n 's/^Listed: //p' <<<"$seen")
marked=$(sed -n 's/^Marked: //p' <<<"$seen")
echo "listed, without @Provider: $listed"
echo "listed, with @Provider:    $marked"
if [ "$listed" = "inject=false context=true" ] && [ "$marked" = "inject=true context=true" ]; then
  echo "AS STATED: a listed provider without @Provider is called, and its @Inject field stays null"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
