#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: a servlet uses UserTransaction before and after it calls a bean with @Transactional. That works until a
# method of the bean leads back into the bean: it calls a helper, and the helper calls another method of the same
# bean. Both have returned when the servlet goes on, and still UserTransaction throws IllegalStateException, even from
# getStatus(), until the end of the request.
#
# Why it surprises: whether the servlet may use its own transaction depends on the way that calls took inside a bean
# that has returned. The interceptor keeps what it has to restore in a field, and the inner call overwrites it. No
# transaction is left open, and the next request starts afresh.
#
# What the specification says: Jakarta Transactions 2.0, section 3.7: UserTransaction must throw IllegalStateException
# "from within the scope of a bean or method annotated with @Transactional". The servlet is outside of it again.
#
# What it means for a user: a new call between two services can break code in a third class. Use UserTransaction only
# in a bean method with @Transactional(NOT_SUPPORTED), where the script shows that it works all the same, or not at
# all beside @Transactional.
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
cat > Orders.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

@ApplicationScoped
@Transactional
public class Orders {
  @Inject Discounts discounts;

  public int count() {
    return 3;
  }

  public int place() {
    return 100 - discounts.percent();
  }
}
JAVA
cat > Discounts.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class Discounts {
  @Inject Orders orders;

  public int percent() {
    return orders.count();
  }
}
JAVA
cat > Own.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

@ApplicationScoped
public class Own {
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public String call(Use use) {
    return use.transaction();
  }

  public interface Use {
    String transaction();
  }
}
JAVA
cat > Ask.java <<'JAVA'
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import jakarta.transaction.*;
import java.io.IOException;

@WebServlet("/ask")
public class Ask extends HttpServlet {
  @Resource UserTransaction transaction;
  @Resource TransactionSynchronizationRegistry registry;
  @Inject Orders orders;
  @Inject Own own;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().println("at first: " + use());
    orders.count();
    response.getWriter().println("after one call: " + use());
    orders.place();
    response.getWriter().println("after a call that came back to the bean: " + use());
    response.getWriter().println("transaction left open: " + (registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION));
    response.getWriter().println("in a method with NOT_SUPPORTED: " + own.call(this::use));
  }

  String use() {
    try {
      transaction.getStatus();
      transaction.begin();
      transaction.commit();
      return "begun and committed";
    } catch (Exception e) {
      return e.getClass().getSimpleName() + " in " + e.getStackTrace()[1].getMethodName();
    }
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes Orders.java Discounts.java Own.java Ask.java
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
expected="at first: begun and committed
after one call: begun and committed
after a call that came back to the bean: IllegalStateException in getStatus
transaction left open: false
in a method with NOT_SUPPORTED: begun and committed"
if [ "${answers//$'\r'/}" = "$expected" ]; then
  echo "AS STATED: the servlet may no longer use UserTransaction"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
