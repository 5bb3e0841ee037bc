#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: in a task of the ManagedExecutorService, SecurityContext.getCallerPrincipal() of Jakarta Security
# still names the caller, but isCallerInRole() answers false for a role that the caller has. In the same task, an
# EJB sees both the caller and the role, and its @RolesAllowed method for that role lets the call in.
#
# Why it surprises: half of the security context arrives. The name is right, so a log line or a quick test looks
# fine; only the role is lost, and only for one of two APIs that answer the same question about the same caller.
#
# What the specification says: Jakarta Concurrency 3.0, section 2.5 (Security): if the container supports a
# security context, it must propagate that context to the thread of execution. Jakarta Security 3.0, chapter 4
# (Security Context), has isCallerInRole() as the portable test for a role, in every container.
#
# What it means for a user: code that moves into a managed task can no longer do what it could in the request. Check
# the roles in the request and pass the result on, or ask an EJB (SessionContext.isCallerInRole).
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
cat > Mechanism.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.*;
import jakarta.servlet.http.*;
import java.util.Set;

@ApplicationScoped
public class Mechanism implements HttpAuthenticationMechanism {
  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return context.notifyContainerAboutLogin("alice", Set.of("editor"));
  }
}
JAVA
cat > Desk.java <<'JAVA'
import jakarta.annotation.Resource;
import jakarta.annotation.security.*;
import jakarta.ejb.*;

@Stateless
@DeclareRoles("editor")
public class Desk {
  @Resource SessionContext context;

  @PermitAll
  public boolean editor() {
    return context.isCallerInRole("editor");
  }

  @RolesAllowed("editor")
  public String edit() {
    return "let in";
  }
}
JAVA
cat > Ask.java <<'JAVA'
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.*;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

@WebServlet("/ask")
@DeclareRoles("editor")
public class Ask extends HttpServlet {
  @Inject SecurityContext security;
  @Inject Desk desk;
  @Resource ManagedExecutorService executor;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
    try {
      response.getWriter().println("request: " + answers());
      response.getWriter().println("task:    " + executor.submit(this::answers).get());
    } catch (InterruptedException | ExecutionException e) {
      throw new ServletException(e);
    }
  }

  String answers() {
    return "caller " + security.getCallerPrincipal().getName() + ", SecurityContext.isCallerInRole "
        + security.isCallerInRole("editor") + ", EJB isCallerInRole " + desk.editor() + ", @RolesAllowed " + desk.edit();
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes Mechanism.java Desk.java Ask.java
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/ask" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

answers=$(curl -s "http://127.0.0.1:$port/ask")
echo "$answers"
expected="request: caller alice, SecurityContext.isCallerInRole true, EJB isCallerInRole true, @RolesAllowed let in
task:    caller alice, SecurityContext.isCallerInRole false, EJB isCallerInRole true, @RolesAllowed let in"
if [ "${answers//$'\r'/}" = "$expected" ]; then
  echo "AS STATED: the task keeps the caller and loses the role"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
