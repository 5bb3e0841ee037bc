#!/usr/bin/env bash
# Payara Micro 7.2026.11 (Maven Central; Jersey 4.0.2.payara-p2)
# Its classes need JDK 21 or later. The script takes the first such JDK among JAVA_HOME_25, JAVA_HOME_21,
# JAVA_HOME and /usr/lib/jvm/*, and exits with status 2 when there is none.
#
# Behaviour: a JAX-RS filter that is a CDI bean (@Provider @Dependent) has its @Context fields filled as long as
# the WAR has one Application. Add a second Application, and the same class runs with null in *all* its @Context
# fields in at least one of the two. Deployment succeeds, and nothing is logged. Without @Dependent, the filter
# works in both.
#
# Why it surprises: @Dependent is the scope that changes nothing, and the default of every bean. The class, its
# place and its registration are the same in both WARs.
#
# What the specification says: Jakarta REST 4.0, section 10.2 (Context Types), lets providers have these types
# injected with @Context. Section 2.3 (Publication) allows several Application subclasses in one WAR. Section
# 11.2.2 (Context and Dependency Injection) requires support for CDI beans as providers, and wants them to be
# singletons or application-scoped. That is no way out here: with @ApplicationScoped the fields are filled, but
# their first use throws IllegalStateException ("Not inside a request scope") in one of the two applications.
#
# What it means for a user: on this server, leave the scope annotation off filters that use @Context. A library
# that brings an Application of its own can break the filters of the WAR that it is added to.
set -euo pipefail
work=$(mktemp -d)
server=
cleanup() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

jdk=
for home in "${JAVA_HOME_25:-}" "${JAVA_HOME_21:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -r "$home/release" ]; then
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${major:-0}" -ge 21 ]; then jdk=$home; break; fi
  fi
done
[ -n "$jdk" ] || { echo "This needs a JDK 21 or later: set JAVA_HOME_25 or JAVA_HOME_21." >&2; exit 2; }
echo "JDK $major in $jdk"

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
copy() {
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$work" \
    -Dmdep.stripVersion=true >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }
}
copy fish.payara.extras:payara-micro:7.2026.11
copy jakarta.platform:jakarta.jakartaee-api:10.0.0

cat > Here.java <<'JAVA'
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("here")
public class Here {
  @GET
  public String get() {
    return "ok";
  }
}
JAVA
cat > First.java <<'JAVA'
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

@ApplicationPath("first")
public class First extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Here.class, Stamp.class);
  }
}
JAVA
sed 's/First/Second/; s/"first"/"second"/' First.java > Second.java

# wars NAME SCOPE: NAME-one.war has the application First, NAME-two.war has First and Second.
wars() {
  cat > Stamp.java <<JAVA
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.core.*;
import jakarta.ws.rs.ext.Provider;

@Provider
$2
public class Stamp implements ContainerResponseFilter {
  @Context UriInfo uri;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path;
    try {
      path = uri == null ? "null" : uri.getPath();
    } catch (IllegalStateException e) {
      path = e.getMessage().strip();
    }
    response.setEntity("UriInfo: " + path + ", ResourceInfo: " + (resource == null ? "null" : "there"));
  }
}
JAVA
  mkdir -p "one/WEB-INF/classes" "two/WEB-INF/classes"
  javac --release 17 -cp jakarta.jakartaee-api.jar -d one/WEB-INF/classes Here.java First.java Stamp.java
  javac --release 17 -cp jakarta.jakartaee-api.jar -d two/WEB-INF/classes Here.java First.java Second.java Stamp.java
  jar cf "$1-one.war" -C one .
  jar cf "$1-two.war" -C two .
}
wars dependent @jakarta.enterprise.context.Dependent
wars scoped @jakarta.enterprise.context.ApplicationScoped
wars plain ""

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
"$jdk/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy dependent-one.war --deploy dependent-two.war --deploy scoped-two.war \
  --deploy plain-two.war >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/plain-two/second/here" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

nulls=0
failures=0
for path in dependent-one/first dependent-two/first dependent-two/second scoped-two/first scoped-two/second \
  plain-two/first plain-two/second; do
  answer=$(curl -s "http://127.0.0.1:$port/$path/here")
  echo "$path - $answer"
  case $path/$answer in
    *"UriInfo: here, ResourceInfo: there") ;;
    dependent-two/*"UriInfo: null, ResourceInfo: null") nulls=$((nulls + 1)) ;;
    scoped-two/*"UriInfo: Not inside a request scope."*) failures=$((failures + 1)) ;;
    *) echo "NO LONGER AS STATED"; exit 1 ;;
  esac
done
if [ "$nulls" -gt 0 ] && [ "$failures" -gt 0 ]; then
  echo "AS STATED: with two applications the @Dependent filter has no context"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
