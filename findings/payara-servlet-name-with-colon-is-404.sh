#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: a servlet whose name contains a colon, a comma, an equals sign or a quotation mark is registered, and
# ServletContext.getServletRegistrations() shows its mapping. Requests for it get 404. It makes no difference whether
# web.xml declares the servlet or a listener adds it. Blanks, slashes and stars in the name do no harm.
#
# Why it surprises: the URL comes from the pattern; the name is only a label. Deployment succeeds, addServlet() and
# addMapping() report nothing, and the application sees its servlet listed. The one trace is an INFO line in the log:
# the server maps only servlets that have an MBean, and an MBean cannot have such a name.
#
# What the specification says: Jakarta Servlet 6.0, section 4.4.1 (Programmatically Adding and Configuring Servlets),
# and the Javadoc of addServlet(): a null or empty name is an IllegalArgumentException. Neither restricts names
# further, and the schema of web.xml asks for a nonempty string.
#
# What it means for a user: a WAR that works on other servers can be partly 404 here. Name servlets with letters,
# digits and hyphens, above all if a name is made from a URL, a title or "key=value".
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
copy fish.payara.extras:payara-micro:6.2025.10
copy jakarta.platform:jakarta.jakartaee-api:10.0.0

mkdir -p war/WEB-INF/classes
cat > war/WEB-INF/web.xml <<'XML'
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  <servlet><servlet-name>declared daily</servlet-name><servlet-class>Report</servlet-class></servlet>
  <servlet-mapping><servlet-name>declared daily</servlet-name><url-pattern>/declared/plain</url-pattern></servlet-mapping>
  <servlet><servlet-name>declared: daily</servlet-name><servlet-class>Report</servlet-class></servlet>
  <servlet-mapping><servlet-name>declared: daily</servlet-name><url-pattern>/declared/colon</url-pattern></servlet-mapping>
</web-app>
XML
cat > Report.java <<'JAVA'
import jakarta.servlet.http.*;
import java.io.IOException;

public class Report extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print("the report");
  }
}
JAVA
cat > Adder.java <<'JAVA'
import jakarta.servlet.*;
import jakarta.servlet.annotation.WebListener;

@WebListener
public class Adder implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    add(event.getServletContext(), "reports/*", "slash-and-star");
    add(event.getServletContext(), "reports: daily", "colon");
    add(event.getServletContext(), "reports, daily", "comma");
    add(event.getServletContext(), "reports=daily", "equals");
    add(event.getServletContext(), "the \"daily\" report", "quotation-mark");
  }

  static void add(ServletContext context, String name, String path) {
    if (!context.addServlet(name, new Report()).addMapping("/added/" + path).isEmpty()) {
      throw new IllegalStateException(name);
    }
  }
}
JAVA
cat > Registered.java <<'JAVA'
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebServlet("/registered")
public class Registered extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print(getServletContext().getServletRegistrations().values().stream()
        .anyMatch(servlet -> servlet.getMappings().contains(request.getParameter("path"))));
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes Report.java Adder.java Registered.java
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/registered?path=/" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

answers=$(for path in declared/plain declared/colon added/slash-and-star added/colon added/comma added/equals added/quotation-mark; do
  echo "$path: registered $(curl -s "http://127.0.0.1:$port/registered?path=/$path")," \
    "status $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/$path")"
done)
echo "$answers"
grep -m1 -o 'MalformedObjectNameException: .*' server.log || true
expected="declared/plain: registered true, status 200
declared/colon: registered true, status 404
added/slash-and-star: registered true, status 200
added/colon: registered true, status 404
added/comma: registered true, status 404
added/equals: registered true, status 404
added/quotation-mark: registered true, status 404"
if [ "$answers" = "$expected" ]; then
  echo "AS STATED: the name decides whether the servlet can be reached"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
