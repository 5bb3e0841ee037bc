#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: an HttpAuthenticationMechanism throws an Error, such as the NoClassDefFoundError of a library that is
# missing in the WAR. The client gets 200 with an empty body. The servlet has not run; its work is not done.
# A RuntimeException at the same place gives 500, and so does an Error in a filter or in the servlet.
#
# Why it surprises: the request fails in every respect but its status. A client that checks for 200 takes a POST or
# DELETE as done, and a health check or a deployment pipeline takes the server as ready. Only the log has the error.
#
# What the specification says: Jakarta Authentication 3.0, section 3.8.3.1: when a module throws an AuthException, the
# status must indicate to the client that the request failed; other exceptions are not mentioned. RFC 9110, section
# 15.3.1: 200 indicates that the request has succeeded.
#
# What it means for a user: let no Error leave validateRequest: catch LinkageError there, or everything, and throw an
# AuthenticationException, as the script does for comparison. Have health checks look at the body.
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
# Missing.java is compiled against, and left out of the WAR.
cat > Missing.java <<'JAVA'
public class Missing {
  public static void call() {}
}
JAVA
cat > Work.java <<'JAVA'
import jakarta.servlet.http.*;

public class Work {
  static void in(String place, HttpServletRequest request) {
    switch (String.valueOf(request.getParameter(place))) {
      case "exception": throw new IllegalStateException("a RuntimeException");
      case "error": Missing.call();
      default:
    }
  }
}
JAVA
cat > Mechanism.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.*;
import jakarta.security.enterprise.authentication.mechanism.http.*;
import jakarta.servlet.http.*;

@ApplicationScoped
public class Mechanism implements HttpAuthenticationMechanism {
  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    try {
      Work.in("mechanism", request);
    } catch (LinkageError e) {
      if (request.getParameter("caught") != null) {
        throw new AuthenticationException(e);
      }
      throw e;
    }
    return context.doNothing();
  }
}
JAVA
cat > Gate.java <<'JAVA'
import jakarta.servlet.*;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebFilter("/*")
public class Gate implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Work.in("filter", (HttpServletRequest) request);
    chain.doFilter(request, response);
  }
}
JAVA
cat > Account.java <<'JAVA'
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

@WebServlet("/account")
public class Account extends HttpServlet {
  private final AtomicInteger deleted = new AtomicInteger();

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Work.in("servlet", request);
    deleted.incrementAndGet();
    response.getWriter().print("deleted");
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print(deleted);
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes \
  Missing.java Work.java Mechanism.java Gate.java Account.java
rm war/WEB-INF/classes/Missing.class
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
url=http://127.0.0.1:$port/account
for _ in $(seq 180); do
  if curl -sf "$url" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

# Prints the status, whether there is a body, and how often the servlet has deleted since the last request.
delete() {
  local before after status
  before=$(curl -s "$url")
  status=$(curl -s -o body -w '%{http_code}' -X DELETE "$url?$1")
  after=$(curl -s "$url")
  echo "$status, $([ -s body ] && echo 'with a body' || echo 'empty'), deleted $((after - before))"
  rm -f body
}
declare -A answers
for query in none mechanism=error mechanism=exception 'mechanism=error&caught' filter=error servlet=error; do
  answers[$query]=$(delete "$query")
  printf 'DELETE, %-24s %s\n' "$query:" "${answers[$query]}"
done
asStated=true
[ "${answers[none]}" = "200, with a body, deleted 1" ] || asStated=false
[ "${answers[mechanism=error]}" = "200, empty, deleted 0" ] || asStated=false
for query in mechanism=exception 'mechanism=error&caught' filter=error servlet=error; do
  case ${answers[$query]} in "500, "*", deleted 0") ;; *) asStated=false ;; esac
done
if $asStated; then
  echo "AS STATED: an Error in the mechanism is a 200"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
