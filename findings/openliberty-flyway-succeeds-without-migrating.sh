#!/usr/bin/env bash
# Flyway 13.12.0 in a WAR on Open Liberty 26.0.0.3 (both Maven Central), H2 2.4.240; JDK 17
#
# Behaviour: Flyway finds no migration in WEB-INF/classes/db/migration, and migrate() returns success=true with 0
# migrations executed and no warnings. The class loader that Flyway is given does find the file, and the same
# classes migrate in plain Java. With an empty file named flyway.location in their folder, Flyway finds them
# on Liberty too.
#
# Why it surprises: Flyway chooses how to search a folder by the name of the class loader's class. A name that
# starts with "com.ibm" means WebSphere to it, which needs the marker file; Liberty's has the same prefix. The
# caller gets "success", and the reason is a line in the server's log.
#
# What the documentation says: Flyway's log message asks for the file "on WebSphere" and does not mention Liberty.
# The setting failOnMissingLocations is false by default, so a location that cannot be resolved is not a failure.
#
# What it means for a user: an application that ran on another server starts on Liberty with an empty database and
# fails at its first query. Put flyway.location into every migration folder, where it costs nothing on other
# servers, and set failOnMissingLocations(true): then the missing folder causes an exception, as the script shows.
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
copy io.openliberty:openliberty-runtime:26.0.0.3:zip
copy jakarta.platform:jakarta.jakartaee-api:10.0.0
jar xf openliberty-runtime.zip
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.flywaydb</groupId><artifactId>flyway-core</artifactId><version>13.12.0</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory="$work/war/WEB-INF/lib" >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }

classes=war/WEB-INF/classes
mkdir -p $classes/db/migration $classes/db/marked
echo "create table account (id int primary key);" > $classes/db/migration/V1__account.sql
cp $classes/db/migration/V1__account.sql $classes/db/marked
touch $classes/db/marked/flyway.location
cat > Migrate.java <<'JAVA'
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

@WebServlet("/migrate/*")
public class Migrate extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().println(migrate(request.getPathInfo().substring(1), request.getQueryString() != null));
  }

  static String migrate(String location, boolean strict) {
    ClassLoader loader = Migrate.class.getClassLoader();
    try {
      MigrateResult result = Flyway.configure(loader).locations("classpath:" + location)
          .failOnMissingLocations(strict)
          .dataSource("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "sa", "").load().migrate();
      return "success " + result.success + ", executed " + result.migrationsExecuted + ", warnings "
          + result.warnings.size() + ", file visible " + (loader.getResource(location + "/V1__account.sql") != null);
    } catch (FlywayException e) {
      return "FlywayException";
    }
  }

  public static void main(String[] args) {
    System.out.println(migrate(args[0], false));
  }
}
JAVA
javac --release 17 -cp "jakarta.jakartaee-api.jar:war/WEB-INF/lib/*" -d $classes Migrate.java

port=$(free_port)
mkdir -p wlp/usr/servers/finding/dropins
jar cf wlp/usr/servers/finding/dropins/finding.war -C war .
cat > wlp/usr/servers/finding/server.xml <<XML
<server>
  <featureManager><feature>servlet-6.0</feature></featureManager>
  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="$port" httpsPort="-1"/>
</server>
XML
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar wlp/bin/tools/ws-server.jar finding >server.log 2>&1 &
server=$!
url=http://127.0.0.1:$port/finding/migrate
for _ in $(seq 180); do
  if curl -sf "$url/db/marked" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

java=$(java -cp "$classes:war/WEB-INF/lib/*:jakarta.jakartaee-api.jar" Migrate db/migration 2>/dev/null | tail -1)
liberty=$(curl -s "$url/db/migration" | tr -d '\r')
marked=$(curl -s "$url/db/marked" | tr -d '\r')
strict=$(curl -s "$url/db/migration?strict" | tr -d '\r')
both=$(curl -s "$url/db/marked?strict" | tr -d '\r')
echo "plain Java:                      $java"
echo "Liberty:                         $liberty"
echo "Liberty, flyway.location:        $marked"
echo "Liberty, failOnMissingLocations: $strict"
echo "Liberty, both:                   $both"
grep -m1 -o 'Unable to resolve location classpath:db/migration.*' server.log
done="success true, executed 1, warnings 0, file visible true"
if [ "$strict" = "FlywayException" ] && [ "$java" = "$done" ] && [ "$marked" = "$done" ] && [ "$both" = "$done" ] &&
  [ "$liberty" = "success true, executed 0, warnings 0, file visible true" ]; then
  echo "AS STATED: Flyway reports success on Liberty and has migrated nothing"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
