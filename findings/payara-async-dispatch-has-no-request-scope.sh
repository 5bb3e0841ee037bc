#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: in a servlet that is reached through AsyncContext.dispatch(), the CDI request scope is not active:
# the first call on a @RequestScoped bean throws ContextNotActiveException. Reached directly or through a forward,
# the same servlet works. It does not take another thread: the first servlet may dispatch itself, before it
# returns.
#
# Why it surprises: the dispatched servlet runs in a container thread, for the same request, with the request's
# attributes still there. Everything of the request survives except the scope named after it.
#
# What the specification says: CDI 4.0, "Request context lifecycle in Jakarta EE": the request context is active
# during the service() method of any servlet in the web application, and is destroyed at the end of the servlet
# request, after all onComplete() notifications have returned. Servlet 6.0, section 2.3.3.3 (Asynchronous
# processing), makes an ASYNC dispatch part of that same request.
#
# What it means for a user: servlets behind an async dispatch must not use request-scoped beans on this server.
# Read what they need before startAsync(), and hand it over as a request attribute.
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
cat > war/WEB-INF/beans.xml <<'XML'
<beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
XML
cat > Visit.java <<'JAVA'
@jakarta.enterprise.context.RequestScoped
public class Visit {
  public String state() {
    return "active";
  }
}
JAVA
cat > Start.java <<'JAVA'
import jakarta.servlet.*;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebServlet(urlPatterns = "/start", asyncSupported = true)
public class Start extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
    request.setAttribute("note", "kept");
    if ("async".equals(request.getQueryString())) {
      request.startAsync().dispatch("/target");
    } else {
      request.getRequestDispatcher("/target").forward(request, response);
    }
  }
}
JAVA
cat > Target.java <<'JAVA'
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebServlet(urlPatterns = "/target", asyncSupported = true)
public class Target extends HttpServlet {
  @Inject Visit visit;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String scope;
    try {
      scope = visit.state();
    } catch (RuntimeException e) {
      scope = e.getClass().getSimpleName();
    }
    response.getWriter().print("dispatch " + request.getDispatcherType() + ", request attribute "
        + request.getAttribute("note") + ", request scope " + scope);
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes Visit.java Start.java Target.java
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/target" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

direct=$(curl -s "http://127.0.0.1:$port/target")
forward=$(curl -s "http://127.0.0.1:$port/start?forward")
async=$(curl -s "http://127.0.0.1:$port/start?async")
printf '%s\n' "$direct" "$forward" "$async"
if [ "$direct" = "dispatch REQUEST, request attribute null, request scope active" ] &&
  [ "$forward" = "dispatch FORWARD, request attribute kept, request scope active" ] &&
  [ "$async" = "dispatch ASYNC, request attribute kept, request scope ContextNotActiveException" ]; then
  echo "AS STATED: no request scope in an async dispatch"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
