#!/usr/bin/env bash
# Jackson 3.2.4 in a WAR on WildFly 39.0.1.Final (both Maven Central), JDK 17
#
# Behaviour: the WAR has Jackson 3.2.4 with all its jars in WEB-INF/lib. It deploys, and simple objects are
# written. The first class with @JsonTypeInfo ends in NoSuchMethodError: JsonTypeInfo$Value does not come from the
# WAR's jackson-annotations 2.22 but from WildFly's own module, 2.20. The WAR uses neither JAX-RS nor Jackson 2.
#
# Why it surprises: Jackson 3 moved to new packages and group ids (tools.jackson) so that it can coexist with
# Jackson 2; the annotations alone stayed in com.fasterxml.jackson.annotation. WildFly adds its own Jackson 2
# modules to the deployment, and those win over WEB-INF/lib. So one library comes in two halves from two places,
# and only some code paths notice.
#
# What the documentation says: Jackson 3's migration guide states that jackson-annotations keeps its 2.x version
# and package. WildFly's Developer Guide (Class Loading in WildFly) has dependencies that the server adds by
# itself come before the deployment's own jars.
#
# What it means for a user: a smoke test passes, and the first polymorphic type fails with an Error, which few
# exception handlers catch. Exclude the module com.fasterxml.jackson.core.jackson-annotations in
# META-INF/jboss-deployment-structure.xml, as the script does for comparison, or relocate Jackson.
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
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>3.2.4</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory="$work/war/WEB-INF/lib" >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }

mkdir -p war/WEB-INF/classes
cat > Write.java <<'JAVA'
import com.fasterxml.jackson.annotation.*;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

@WebServlet("/write")
public class Write extends HttpServlet {
  public static class Plain {
    @JsonProperty("given_name")
    public String name = "Rex";
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Dog.class, name = "dog"))
  public interface Pet {}

  public static class Dog implements Pet {
    public String name = "Rex";
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print("plain: " + write(new Plain()) + "; polymorphic: " + write(new Dog())
        + "; annotations from " + JsonTypeInfo.class.getProtectionDomain().getCodeSource().getLocation().getPath()
            .replaceAll("!/$", "").replaceAll(".*/", ""));
  }

  static String write(Object value) {
    try {
      return JsonMapper.builder().build().writeValueAsString(value);
    } catch (LinkageError e) {
      return e.getClass().getSimpleName() + " " + e.getMessage().replaceAll(".*\\.", "");
    }
  }
}
JAVA
javac --release 17 -cp "jakarta.jakartaee-api.jar:war/WEB-INF/lib/*" -d war/WEB-INF/classes Write.java
mkdir -p "$home/standalone/deployments" war/META-INF
jar cf "$home/standalone/deployments/shipped.war" -C war .
cat > war/META-INF/jboss-deployment-structure.xml <<'XML'
<jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
  <deployment><exclusions><module name="com.fasterxml.jackson.core.jackson-annotations"/></exclusions></deployment>
</jboss-deployment-structure>
XML
jar cf "$home/standalone/deployments/excluded.war" -C war .

port=$(free_port)
management=$(free_port)
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.standalone \
  -Djboss.home.dir="$home" -b 127.0.0.1 -bmanagement 127.0.0.1 -Djboss.http.port="$port" \
  -Djboss.management.http.port="$management" >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf -o /dev/null "http://127.0.0.1:$port/shipped/write" && curl -sf -o /dev/null "http://127.0.0.1:$port/excluded/write"; then
    break
  fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

shipped=$(curl -s "http://127.0.0.1:$port/shipped/write")
excluded=$(curl -s "http://127.0.0.1:$port/excluded/write")
echo "as it is:        $shipped"
echo "module excluded: $excluded"
case $shipped in
  'plain: {"given_name":"Rex"}; polymorphic: NoSuchMethodError '*'; annotations from jackson-annotations-2.20.jar') ;;
  *) echo "NO LONGER AS STATED"; exit 1 ;;
esac
case $excluded in
  'plain: {"given_name":"Rex"}; polymorphic: {"kind":"dog","name":"Rex"}; annotations from jackson-annotations-2.22.jar') ;;
  *) echo "NO LONGER AS STATED"; exit 1 ;;
esac
echo "AS STATED: half of the WAR's Jackson is WildFly's"
