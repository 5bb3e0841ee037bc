#!/usr/bin/env bash
# EclipseLink 4.0.9 and 5.0.0, with Hibernate ORM 6.6.40.Final for comparison; H2 2.5.252; JDK 17; Java SE; both
# providers with their defaults
#
# Behaviour: an attribute with an AttributeConverter, here a list of tags stored as text, is changed in place
# (entity.tags.add(...)). EclipseLink never writes the change: the commit succeeds, and no UPDATE is sent. But the
# entity shares the list with EclipseLink's shared cache, so every later transaction sees the change all the same.
# The same is true after a rollback: the application goes on showing data that no commit has ever stored.
# Hibernate writes the change at commit and discards it at rollback.
#
# Why it surprises: the change passes every test that reads through JPA, and disappears at the next restart, on
# another node, or when the cache evicts the entity. A converter is the last suspect when a rollback does not
# take effect.
#
# What the specification says: Jakarta Persistence 3.1, section 3.2.4 (Synchronization to the Database): an update
# to the state of an entity includes the modification of a mutable value of a persistent property or field.
# EclipseLink's annotation @Mutable does that for one mapping; its Javadoc names serialized types as mutable by
# default and does not mention converted ones.
#
# What it means for a user: assign a new list instead of changing the old one, or let the converter return an
# unmodifiable list, so that the mistake throws. @Mutable helps too, but ties the entity to EclipseLink.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p classes/META-INF
cat > classes/META-INF/persistence.xml <<'XML'
<persistence xmlns="https://jakarta.ee/xml/ns/persistence" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence https://jakarta.ee/xml/ns/persistence/persistence_3_0.xsd"
    version="3.0">
  <persistence-unit name="EclipseLink">
    <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
    <class>Article</class><class>Tags</class><exclude-unlisted-classes>true</exclude-unlisted-classes>
  </persistence-unit>
  <persistence-unit name="Hibernate">
    <provider>org.hibernate.jpa.HibernatePersistenceProvider</provider>
    <class>Article</class><class>Tags</class><exclude-unlisted-classes>true</exclude-unlisted-classes>
  </persistence-unit>
</persistence>
XML
cat > Article.java <<'JAVA'
import jakarta.persistence.*;
import java.util.List;

@Entity
public class Article {
  @Id public long id;

  @Convert(converter = Tags.class)
  public List<String> tags;
}
JAVA
cat > Tags.java <<'JAVA'
import jakarta.persistence.*;
import java.util.*;

@Converter
public class Tags implements AttributeConverter<List<String>, String> {
  @Override
  public String convertToDatabaseColumn(List<String> tags) {
    return String.join(",", tags);
  }

  @Override
  public List<String> convertToEntityAttribute(String column) {
    return new ArrayList<>(List.of(column.split(",")));
  }
}
JAVA
cat > Finding.java <<'JAVA'
import jakarta.persistence.*;
import java.sql.*;
import java.util.*;
import java.util.function.Consumer;

public class Finding {
  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    boolean asStated = run(args[0]).equals(args[0].equals("EclipseLink")
        ? List.of("[first, kept, undone] first", "[first] first")
        : List.of("[first, kept] first,kept", "[first, kept] first,kept"));
    System.out.println(asStated ? "  AS STATED" : "  NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static List<String> run(String unit) throws SQLException {
    String url = "jdbc:h2:mem:" + unit + ";DB_CLOSE_DELAY=-1";
    Map<String, Object> settings = Map.of(
        "jakarta.persistence.jdbc.url", url, "jakarta.persistence.jdbc.user", "sa",
        "jakarta.persistence.jdbc.password", "",
        "jakarta.persistence.schema-generation.database.action", "create", "eclipselink.logging.level", "OFF");
    List<String> seen = new ArrayList<>();
    try (EntityManagerFactory factory = Persistence.createEntityManagerFactory(unit, settings)) {
      transaction(factory, true, entities -> {
        Article article = new Article();
        article.id = 1;
        article.tags = new ArrayList<>(List.of("first"));
        entities.persist(article);
      });
      transaction(factory, true, entities -> entities.find(Article.class, 1L).tags.add("kept"));
      transaction(factory, false, entities -> entities.find(Article.class, 1L).tags.add("undone"));
      seen.add(see(factory, url, "after a commit and a rollback"));
      factory.getCache().evictAll();
      seen.add(see(factory, url, "after the cache is emptied"));
    }
    return seen;
  }

  static void transaction(EntityManagerFactory factory, boolean commit, Consumer<EntityManager> work) {
    EntityManager entities = factory.createEntityManager();
    entities.getTransaction().begin();
    work.accept(entities);
    if (commit) {
      entities.getTransaction().commit();
    } else {
      entities.getTransaction().rollback();
    }
    entities.close();
  }

  static String see(EntityManagerFactory factory, String url, String when) throws SQLException {
    EntityManager entities = factory.createEntityManager();
    List<String> tags = entities.find(Article.class, 1L).tags;
    entities.close();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        ResultSet row = connection.createStatement().executeQuery("select tags from Article")) {
      row.next();
      System.out.println("  " + when + ": JPA reads " + tags + ", the table has " + row.getString(1));
      return tags + " " + row.getString(1);
    }
  }
}
JAVA
# run UNIT GROUP ARTIFACT VERSION
run() {
  cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>$2</groupId><artifactId>$3</artifactId><version>$4</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.5.252</version></dependency>
  </dependencies>
</project>
XML
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/$4" >mvn.log 2>&1 ||
    { cat mvn.log >&2; exit 2; }
  javac -cp "$4/*" -d classes Article.java Tags.java Finding.java
  echo "$1 $4"
  java -cp "classes:$4/*" Finding "$1"
}
run EclipseLink org.eclipse.persistence org.eclipse.persistence.jpa 4.0.9
run EclipseLink org.eclipse.persistence org.eclipse.persistence.jpa 5.0.0
run Hibernate org.hibernate.orm hibernate-core 6.6.40.Final
