#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: a method with @Transactional inserts a row and then throws. After a RuntimeException the row is gone.
# After an Error, such as an AssertionError, the transaction is committed and the row stays, even with
# @Transactional(rollbackOn = Throwable.class). In an enterprise bean on the same server, both roll back.
#
# Why it surprises: Java counts errors among the unchecked exceptions. A StackOverflowError or a NoClassDefFoundError
# in the middle of a method is the worst moment to commit half of its work, and the caller who sees the error
# assumes that nothing was stored.
#
# What the specification says: Jakarta Transactions 2.0, section 3.7: by default, instances of RuntimeException mark
# the transaction for rollback and checked exceptions do not; it does not mention Error. For a class in rollbackOn
# and its subclasses, the interceptor must mark the transaction. Jakarta Enterprise Beans 4.0 (Core Features),
# section 9.3.1: the container rolls back after all exceptions and errors that are not application exceptions.
#
# What it means for a user: catch Error in the outermost transactional method and throw a RuntimeException in its
# place, as the script does for comparison, or let an enterprise bean own the transaction.
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
cat > Table.java <<'JAVA'
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.*;
import javax.sql.DataSource;

@ApplicationScoped
public class Table {
  @Resource(lookup = "java:comp/DefaultDataSource") DataSource source;

  public int run(String sql) {
    try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return statement.getUpdateCount();
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public void insert() {
    run("insert into entry values (1)");
  }
}
JAVA
cat > Bean.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

@ApplicationScoped
public class Bean {
  @Inject Table table;

  @Transactional
  public void throwsException() {
    table.insert();
    throw new IllegalStateException("half done");
  }

  @Transactional
  public void throwsError() {
    table.insert();
    throw new AssertionError("half done");
  }

  @Transactional(rollbackOn = Throwable.class)
  public void throwsErrorRollbackOn() {
    table.insert();
    throw new AssertionError("half done");
  }

  @Transactional
  public void wrapsError() {
    try {
      table.insert();
      throw new AssertionError("half done");
    } catch (Error e) {
      throw new IllegalStateException(e);
    }
  }
}
JAVA
cat > Enterprise.java <<'JAVA'
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

@Stateless
public class Enterprise {
  @Inject Table table;

  public void throwsException() {
    table.insert();
    throw new IllegalStateException("half done");
  }

  public void throwsError() {
    table.insert();
    throw new AssertionError("half done");
  }
}
JAVA
cat > Count.java <<'JAVA'
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.*;
import java.io.IOException;

@WebServlet("/count")
public class Count extends HttpServlet {
  @Inject Table table;
  @Inject Bean bean;
  @Inject Enterprise enterprise;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    table.run("drop table if exists entry");
    table.run("create table entry (number int)");
    response.getWriter().println("@Transactional, RuntimeException: " + after(bean::throwsException));
    response.getWriter().println("@Transactional, Error: " + after(bean::throwsError));
    response.getWriter().println("@Transactional(rollbackOn = Throwable.class), Error: " + after(bean::throwsErrorRollbackOn));
    response.getWriter().println("@Transactional, Error wrapped by the method: " + after(bean::wrapsError));
    response.getWriter().println("@Stateless, RuntimeException: " + after(enterprise::throwsException));
    response.getWriter().println("@Stateless, Error: " + after(enterprise::throwsError));
  }

  String after(Runnable call) {
    table.run("delete from entry");
    try {
      call.run();
      return "nothing thrown";
    } catch (Throwable thrown) {
      return table.run("select count(*) from entry") == 0 ? "rolled back" : "committed";
    }
  }
}
JAVA
javac --release 17 -cp jakarta.jakartaee-api.jar -d war/WEB-INF/classes Table.java Bean.java Enterprise.java Count.java
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/count" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

answers=$(curl -s "http://127.0.0.1:$port/count")
echo "$answers"
expected="@Transactional, RuntimeException: rolled back
@Transactional, Error: committed
@Transactional(rollbackOn = Throwable.class), Error: committed
@Transactional, Error wrapped by the method: rolled back
@Stateless, RuntimeException: rolled back
@Stateless, Error: rolled back"
if [ "${answers//$'\r'/}" = "$expected" ]; then
  echo "AS STATED: an Error commits the transaction"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
