#!/usr/bin/env bash
# Eclipse Parsson 1.1.9 with jakarta.json-api 2.1.3; JDK 17
#
# Behaviour: JsonPatch rejects {"op":"move","from":"/name","path":"/name_old"}: "/name" is a proper prefix. It does move
# /name to /old_name. So no member can be moved to a name that begins with its own. It is the same with the
# elements 1 and 10 of an array.
#
# Why it surprises: whether a rename works depends on how the two names are spelled.
#
# What the specification says: RFC 6902, section 4.4: the from location must not be a proper prefix of the path
# location, "i.e., a location cannot be moved into one of its children". /name_old is no child of /name: a pointer is
# a sequence of reference tokens (RFC 6901, section 3). Parsson compares the pointers as text.
#
# What it means for a user: a server that applies patches rejects some correct ones as malformed. Clients can send copy
# and remove in place of move, as the script does for comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.*;
import java.io.StringReader;
import java.util.*;

public class Finding {
  static final String OBJECT = "{\"name\":\"A\",\"list\":[0,1,2,3,4,5,6,7,8,9,10]}";

  public static void main(String[] args) {
    List<String> outcomes = List.of(
        outcome(move("/name", "/old_name")),
        outcome(move("/name", "/name_old")),
        outcome(Json.createPatchBuilder().copy("/name_old", "/name").remove("/name").build()),
        outcome(move("/list/2", "/list/10")),
        outcome(move("/list/1", "/list/10")));
    List<String> expected = List.of(
        "{\"list\":[0,1,2,3,4,5,6,7,8,9,10],\"old_name\":\"A\"}",
        "JsonException",
        "{\"list\":[0,1,2,3,4,5,6,7,8,9,10],\"name_old\":\"A\"}",
        "{\"name\":\"A\",\"list\":[0,1,3,4,5,6,7,8,9,10,2]}",
        "JsonException");
    List<String> names = List.of("move /name to /old_name", "move /name to /name_old",
        "copy /name to /name_old, remove /name", "move /list/2 to /list/10", "move /list/1 to /list/10");
    for (int i = 0; i < names.size(); i++) {
      System.out.println(names.get(i) + ": " + outcomes.get(i));
    }
    boolean asStated = outcomes.equals(expected);
    System.out.println(asStated ? "AS STATED: a name that begins with the old one is taken for its child" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static JsonPatch move(String from, String path) {
    return Json.createPatchBuilder().move(path, from).build();
  }

  static String outcome(JsonPatch patch) {
    try (JsonReader reader = Json.createReader(new StringReader(OBJECT))) {
      return patch.apply(reader.readObject()).toString();
    } catch (JsonException e) {
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
    <dependency><groupId>org.eclipse.parsson</groupId><artifactId>parsson</artifactId><version>1.1.9</version></dependency>
    <dependency><groupId>jakarta.json</groupId><artifactId>jakarta.json-api</artifactId><version>2.1.3</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 2; }
javac -cp "lib/*" Finding.java
java -cp "lib/*:." Finding
