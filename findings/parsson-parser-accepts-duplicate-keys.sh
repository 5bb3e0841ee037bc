#!/usr/bin/env bash
# Eclipse Parsson 1.1.9 with jakarta.json-api 2.1.3; JDK 17
#
# Behaviour: with the configuration KEY_STRATEGY=NONE a JsonReader rejects the object {"a":1,"a":2}, and a
# JsonObjectBuilder refuses the second key. JsonParser.getObject() and getArrayStream() of a parser with the same
# configuration accept it and keep the last value. The parser factory drops the property without a warning:
# getConfigInUse() is empty.
#
# Why it surprises: getObject() returns the same JsonObject that the reader would, from the same text and with the
# same configuration. A program that moves from the reader to the parser, to read a long document piece by piece, loses
# the check and shows no difference until two readers of one document disagree about it.
#
# What the specification says: JsonConfig.KEY_STRATEGY of Jakarta JSON Processing 2.1 defines what happens to duplicate
# keys, and does not name the factories that take it. Properties that a factory does not support are
# ignored (Json.createParserFactory). RFC 8259, section 4: names within an object should be unique.
#
# What it means for a user: read documents whose duplicate keys matter (tokens, key sets, signed requests) with a
# JsonReader, or count KEY_NAME events. After creating a factory, compare getConfigInUse() with what was asked for.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.*;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import java.util.function.Supplier;

public class Finding {
  static final String OBJECT = "{\"a\":1,\"a\":2}";
  static final Map<String, Object> STRICT = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);

  public static void main(String[] args) {
    String reader = outcome(() -> Json.createReaderFactory(STRICT).createReader(new StringReader(OBJECT)).readObject());
    String builder =
        outcome(() -> Json.createBuilderFactory(STRICT).createObjectBuilder().add("a", 1).add("a", 2).build());
    String object = outcome(() -> parser(OBJECT).getObject());
    String stream = outcome(() -> parser("[" + OBJECT + "]").getArrayStream().toList().get(0));
    Map<String, ?> used = Json.createParserFactory(STRICT).getConfigInUse();
    System.out.println("JsonReader.readObject():     " + reader);
    System.out.println("JsonObjectBuilder.add():     " + builder);
    System.out.println("JsonParser.getObject():      " + object);
    System.out.println("JsonParser.getArrayStream(): " + stream);
    System.out.println("getConfigInUse() of the parser's factory: " + used);
    boolean asStated =
        reader.endsWith("Exception") && builder.endsWith("Exception")
            && object.equals("{\"a\":2}") && stream.equals("{\"a\":2}") && used.isEmpty();
    System.out.println(asStated ? "AS STATED: the parser keeps the last value" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static JsonParser parser(String text) {
    JsonParser parser = Json.createParserFactory(STRICT).createParser(new StringReader(text));
    parser.next();
    return parser;
  }

  static String outcome(Supplier<JsonValue> read) {
    try {
      return read.get().toString();
    } catch (RuntimeException e) {
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
