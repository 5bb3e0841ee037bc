#!/usr/bin/env bash
# Eclipse Yasson 3.0.4 (Maven Central), JDK 17
#
# Behaviour: an order has two addresses, both null, and only one has @JsonbNillable. Yasson writes both as null, or
# neither. Of all properties with the type Address, the first that this Jsonb meets decides for the others, in other
# classes too: after a Customer, whose address has no annotation, the order is {}. With strings in place of
# addresses, the annotation does what it says.
#
# Why it surprises: an annotation on one property changes another property of another class, or has no effect. Which
# of the two it is depends on what the application has written since it started. A test with a new Jsonb passes.
#
# What the specification says: Jakarta JSON Binding 3.0, section 4.3.1: the annotated property is present with an
# explicit null. Section 3.14.1: otherwise, a null field is absent. Section 4.3: the annotation with the smallest
# scope applies. The Javadoc of Jsonb recommends one instance for a whole application.
#
# What it means for a user: in a JSON Merge Patch, null means "remove" and absence means "keep", so the document
# changes its meaning. Set JsonbConfig.withNullValues() for the whole Jsonb, or give such properties their own type.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.bind.*;
import jakarta.json.bind.annotation.JsonbNillable;

public class Finding {
  public static class Address {
    public String city;
  }

  public static class Order {
    @JsonbNillable public Address billing;
    public Address shipping;
  }

  public static class Customer {
    public Address address;
  }

  public static class Note {
    @JsonbNillable public String author;
    public String text;
  }

  public static void main(String[] args) throws Exception {
    boolean asStated =
        check("note", "{\"author\":null}", new Note())
            & check("order", "{\"billing\":null,\"shipping\":null}", new Order())
            & check("customer, then order", "{} {}", new Customer(), new Order())
            & check("order, then customer", "{\"billing\":null,\"shipping\":null} {\"address\":null}", new Order(), new Customer());
    System.out.println(asStated ? "AS STATED: the first property of a type decides for all" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static boolean check(String name, String expected, Object... objects) throws Exception {
    try (Jsonb jsonb = JsonbBuilder.create()) {
      StringBuilder text = new StringBuilder();
      for (Object object : objects) {
        text.append(text.length() == 0 ? "" : " ").append(jsonb.toJson(object));
      }
      System.out.println(name + ": " + text);
      return text.toString().equals(expected);
    }
  }
}
JAVA
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.eclipse</groupId><artifactId>yasson</artifactId><version>3.0.4</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 2; }
javac -cp "lib/*" Finding.java
java -cp "lib/*:." Finding
