#!/usr/bin/env bash
# EclipseLink 4.0.9 and 5.0.0 with H2 2.5.252; JDK 17; Java SE
#
# Behaviour: as soon as a JPQL statement contains a sum (or MOD, UPPER, CONCAT, CASE), EclipseLink's H2 platform
# stops using bind variables for the *whole* statement, subqueries included, and writes every parameter and
# literal into the SQL text. A boolean becomes 1. H2 2.5 does not compare BOOLEAN with INTEGER, so a query fails
# on its condition "active = true" because another condition adds two numbers. Each condition works on its own.
#
# Why it surprises: a "+ 1" in one condition changes how an unrelated one is rendered. setParameter("active",
# true) promises a typed binding, and the error names two types that the query never mixes.
#
# What the specification says: Jakarta Persistence 3.1, section 4.6.1 (Literals), makes TRUE and FALSE the boolean
# literals of JPQL, and section 4.6.4 (Input Parameters) allows parameters in such conditions. To render them as
# numbers for a database that has a BOOLEAN type is the choice of EclipseLink's H2Platform.
#
# What it means for a user: a query that runs on PostgreSQL fails in a test on H2. Set eclipselink.target-database
# to org.eclipse.persistence.platform.database.DatabasePlatform for H2 (it binds every value), compute the sum in
# Java, or use native SQL. An UPDATE with a sum runs, but each new parameter value makes a new SQL text, so the
# database never sees the same statement twice.
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
    <properties>
      <property name="jakarta.persistence.jdbc.url" value="jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1"/>
      <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
      <property name="eclipselink.logging.level" value="OFF"/>
    </properties>
  </persistence-unit>
</persistence>
XML
cat > Item.java <<'JAVA'
import jakarta.persistence.*;

@Entity
public class Item {
  @Id public long id;
  public int amount;
  public boolean active;
}
JAVA
cat > Finding.java <<'JAVA'
import jakarta.persistence.*;
import java.util.*;

public class Finding {
  static EntityManager entities;

  public static void main(String[] args) {
    entities = Persistence.createEntityManagerFactory("finding").createEntityManager();
    entities.getTransaction().begin();
    Item item = new Item();
    item.id = 1;
    item.amount = 5;
    item.active = true;
    entities.persist(item);
    entities.getTransaction().commit();

    System.out.println("EclipseLink " + org.eclipse.persistence.Version.getVersion());
    boolean asStated = "[1]".equals(find("i.active = :active and i.amount > :least"));
    asStated &= "[1]".equals(find("i.amount + 1 > :least"));
    asStated &= find("i.active = :active and i.amount + 1 > :least").contains("BOOLEAN");
    asStated &= find("i.active = true and i.amount + 1 > 2").contains("BOOLEAN");
    entities = Persistence.createEntityManagerFactory("finding",
        Map.of("eclipselink.target-database", "org.eclipse.persistence.platform.database.DatabasePlatform",
            "eclipselink.session-name", "generic")).createEntityManager();
    System.out.println("  with the generic platform:");
    asStated &= "[1]".equals(find("i.active = :active and i.amount + 1 > :least"));
    System.out.println(asStated ? "AS STATED: the sum breaks the boolean" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static String find(String condition) {
    Query query = entities.createQuery("select i.id from Item i where " + condition);
    for (Parameter<?> parameter : query.getParameters()) {
      query.setParameter(parameter.getName(), parameter.getName().equals("active") ? (Object) true : 2);
    }
    String result;
    try {
      result = query.getResultList().toString();
    } catch (PersistenceException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      result = cause.getMessage().replace('\n', ' ');
    }
    System.out.println("  " + condition + "\n    -> " + result);
    return result;
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
