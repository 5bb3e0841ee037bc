#!/usr/bin/env bash
# Eclipse Yasson 3.0.4 (Maven Central), JDK 17
#
# Behaviour: a folder "docs" contains another folder "docs", and Folder.equals() compares names. Yasson does not write
# it: "Recursive reference has been found". There is no cycle. It does write "docs" in "home", two "docs" beside each
# other, and "docs" in "docs" if the class does not define equals().
#
# Why it surprises: nobody expects a serializer to call equals(), and no object occurs twice. Entities that compare by
# id meet this when parent and child are both new and neither has an id yet.
#
# What the specification says: Jakarta JSON Binding 3.0 does not mention recursive objects. By its Javadoc,
# Object.equals() says whether two objects are equal, not whether they are the same object.
#
# What it means for a user: a tree cannot be written if a node equals one above it. Copy such trees into a class
# without equals() first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.bind.*;
import java.util.*;

public class Finding {
  public static class Plain {
    public String name;
    public List<Plain> folders;

    public Plain(String name, Plain... folders) {
      this.name = name;
      this.folders = List.of(folders);
    }
  }

  public static class Folder extends Plain {
    public Folder(String name, Folder... folders) {
      super(name, folders);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Folder && ((Folder) other).name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    String docs = "{\"folders\":[{\"folders\":[],\"name\":\"docs\"}],\"name\":\"docs\"}";
    boolean asStated =
        check("docs in docs, without equals()", new Plain("docs", new Plain("docs")), docs)
            & check("docs in home", new Folder("home", new Folder("docs")), docs.replaceAll("docs\"}$", "home\"}"))
            & check("docs beside docs", new Folder("home", new Folder("docs"), new Folder("docs")),
                "{\"folders\":[{\"folders\":[],\"name\":\"docs\"},{\"folders\":[],\"name\":\"docs\"}],\"name\":\"home\"}")
            & check("docs in docs", new Folder("docs", new Folder("docs")),
                "JsonbException: Recursive reference has been found in class class Finding$Folder.");
    System.out.println(asStated ? "AS STATED: an equal object is taken for the same one" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static boolean check(String name, Object object, String expected) throws Exception {
    try (Jsonb jsonb = JsonbBuilder.create()) {
      String outcome;
      try {
        outcome = jsonb.toJson(object);
      } catch (JsonbException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        outcome = cause.getClass().getSimpleName() + ": " + cause.getMessage();
      }
      System.out.println(name + ": " + outcome);
      return outcome.equals(expected);
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
