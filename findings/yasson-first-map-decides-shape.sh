#!/usr/bin/env bash
# Eclipse Yasson 3.0.4 (Maven Central), JDK 17
#
# Behaviour: a property has the type Map<Object, Integer>. With strings as keys, Yasson writes the map as an object,
# {"a":1}; with records as keys, as an array of keys and values. But one Jsonb writes only one of the two: after a
# map with records, the map with strings is a JsonbException, and the other way round.
#
# Why it surprises: whether an object can be written depends on which one came first since the application started.
# Two parts of an application work, each by itself, and fail together. A test with a new Jsonb passes.
#
# What the specification says: Jakarta JSON Binding 3.0, section 3.11 (Collections): implementations must support
# java.util.Map; the section does not restrict keys. The Javadoc of Jsonb recommends one instance for a whole
# application.
#
# What it means for a user: declare the type of the keys, as in Map<String, Integer>. Map<?, Integer> and a Map
# without type arguments are no better, as the script shows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.bind.*;
import java.util.*;
import java.util.function.Supplier;

public class Finding {
  public record Point(int x, int y) {}

  public static class Scores {
    public Map<Object, Integer> values;

    public Scores(Map<Object, Integer> values) {
      this.values = values;
    }
  }

  public static class Wild {
    public Map<?, Integer> values;

    public Wild(Map<?, Integer> values) {
      this.values = values;
    }
  }

  @SuppressWarnings("rawtypes")
  public static class Raw {
    public Map values;

    public Raw(Map values) {
      this.values = values;
    }
  }

  static final Map<Object, Integer> NAMES = Map.of("a", 1);
  static final Map<Object, Integer> POINTS = Map.of(new Point(2, 3), 1);
  static final String OBJECT = "{\"values\":{\"a\":1}}";
  static final String ARRAY = "{\"values\":[{\"key\":{\"x\":2,\"y\":3},\"value\":1}]}";

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    boolean asStated =
        check("names, names  ", new Scores(NAMES), OBJECT, new Scores(NAMES), OBJECT)
            & check("points, points", new Scores(POINTS), ARRAY, new Scores(POINTS), ARRAY)
            & check("names, points ", new Scores(NAMES), OBJECT, new Scores(POINTS), "JsonbException")
            & check("points, names ", new Scores(POINTS), ARRAY, new Scores(NAMES), "JsonbException")
            & check("Map<?, Integer>", new Wild(POINTS), ARRAY, new Wild(NAMES), "JsonbException")
            & check("Map            ", new Raw(POINTS), ARRAY, new Raw(NAMES), "JsonbException");
    System.out.println(asStated ? "AS STATED: the first map decides which maps can be written" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static boolean check(String name, Object first, String expectedFirst, Object second, String expectedSecond)
      throws Exception {
    try (Jsonb jsonb = JsonbBuilder.create()) {
      String one = outcome(() -> jsonb.toJson(first));
      String two = outcome(() -> jsonb.toJson(second));
      System.out.println(name + ": " + one + ", then " + two);
      return one.equals(expectedFirst) && two.equals(expectedSecond);
    }
  }

  static String outcome(Supplier<String> write) {
    try {
      return write.get();
    } catch (JsonbException e) {
      return e.getClass().getSimpleName();
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
