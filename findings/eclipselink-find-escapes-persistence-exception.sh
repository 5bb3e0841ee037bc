#!/usr/bin/env bash
# EclipseLink 4.0.9 and 5.0.0 with H2 2.5.252; JDK 17; Java SE, with the provider's own connection pool
#
# Behaviour: when the database has gone away, EntityManager.find() throws
# org.eclipse.persistence.exceptions.DatabaseException, which is not a PersistenceException. A query for the same
# row on the same EntityManager throws a PersistenceException. Both first retry without logging it: the call
# blocks for more than ten seconds, although the port refuses connections immediately.
#
# Why it surprises: they are two ways to ask for the same row. An application that catches PersistenceException,
# as the API suggests, handles the failed query and lets the failed find() through. The wait is long enough for
# most health checks and load balancers to give up first.
#
# What the specification says: Jakarta Persistence 3.1, section 3.11 (Summary of Exceptions): PersistenceException
# is thrown by the persistence provider when a problem occurs, and the API's other exceptions extend it. The
# retries are EclipseLink's own: DatabaseLogin has a queryRetryAttemptCount of 3 and a
# delayBetweenConnectionAttempts of 5,000 ms.
#
# What it means for a user: where a lost database must result in a proper response, catch EclipseLink's exception
# around find() too. In a health check, ask the data source, with a timeout of its own, instead of the
# EntityManager.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p classes/META-INF
cat > classes/META-INF/persistence.xml <<'XML'
<persistence xmlns="https://jakarta.ee/xml/ns/persistence" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence https://jakarta.ee/xml/ns/persistence/persistence_3_0.xsd"
    version="3.0">
  <persistence-unit name="finding">
    <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
    <class>Item</class><exclude-unlisted-classes>true</exclude-unlisted-classes>
  </persistence-unit>
</persistence>
XML
cat > Item.java <<'JAVA'
import jakarta.persistence.*;

@Entity
public class Item {
  @Id public long id;
}
JAVA
cat > Finding.java <<'JAVA'
import jakarta.persistence.*;
import java.util.*;
import org.h2.tools.Server;

public class Finding {
  public static void main(String[] args) throws Exception {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    Server database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    EntityManagerFactory factory = Persistence.createEntityManagerFactory("finding", Map.of(
        "jakarta.persistence.jdbc.url", "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:finding",
        "jakarta.persistence.schema-generation.database.action", "create",
        "eclipselink.logging.level", "OFF"));
    EntityManager entities = factory.createEntityManager();
    System.out.println("EclipseLink " + org.eclipse.persistence.Version.getVersion());
    System.out.println("  find() while the database is there: " + entities.find(Item.class, 1L));
    database.stop();

    long start = System.nanoTime();
    RuntimeException found = failure(() -> entities.find(Item.class, 1L));
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.println("  find() afterwards:  " + show(found) + ", after " + seconds + " s");
    RuntimeException queried = failure(
        () -> entities.createQuery("select i from Item i where i.id = 1", Item.class).getResultList());
    System.out.println("  query afterwards:   " + show(queried));
    boolean asStated = found != null && !(found instanceof PersistenceException)
        && queried instanceof PersistenceException && seconds >= 10;
    System.out.println(asStated ? "AS STATED: only the query throws a PersistenceException" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static RuntimeException failure(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  static String show(RuntimeException e) {
    return e == null ? "no exception"
        : e.getClass().getName() + " (a PersistenceException: " + (e instanceof PersistenceException) + ")";
  }
}
JAVA
for version in 4.0.9 5.0.0; do
  cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.eclipse.persistence</groupId><artifactId>org.eclipse.persistence.jpa</artifactId><version>$version</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.5.252</version></dependency>
  </dependencies>
</project>
XML
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/$version" >mvn.log 2>&1 ||
    { cat mvn.log >&2; exit 2; }
  javac -cp "$version/*" -d classes Item.java Finding.java
  java -cp "classes:$version/*" Finding
done
