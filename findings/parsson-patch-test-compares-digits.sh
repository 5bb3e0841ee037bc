#!/usr/bin/env bash
# Eclipse Parsson 1.1.9 with jakarta.json-api 2.1.3; JDK 17
#
# Behaviour: the operation "test" of a JsonPatch fails for 10 where the document has 10.00, and for 1e2 where it has
# 100. createDiff() and createMergeDiff() find a change between 10.00 and 10.
#
# Why it surprises: "test" lets a client say "only if the price is still 10". A BigDecimal from a database is 10.00,
# and JavaScript sends back 10. So the patch fails, at every attempt, although nobody has changed the price.
#
# What the specification says: RFC 6902, section 4.6: numbers "are considered equal if their values are numerically
# equal". By its Javadoc, JsonNumber.equals() compares with BigDecimal.equals(), for which 10.00 is not 10; Parsson
# tests with it.
#
# What it means for a user: write numbers without trailing zeros into documents that are to be patched, as the script
# does for comparison, or compare the numbers in "test" operations with BigDecimal.compareTo() before the patch.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import jakarta.json.*;
import java.math.BigDecimal;

public class Finding {
  public static void main(String[] args) {
    BigDecimal stored = new BigDecimal("10.00");
    boolean asStated =
        check("10.00 stored, 10 tested", test(stored, BigDecimal.TEN), "JsonException")
            & check("10.00 stored, 10.00 tested", test(stored, stored), "passed")
            & check("100 stored, 1e2 tested", test(new BigDecimal("100"), new BigDecimal("1e2")), "JsonException")
            & check("10.00 stripped, 10 tested", test(new BigDecimal(stored.stripTrailingZeros().toPlainString()), BigDecimal.TEN), "passed")
            & check("createDiff", Json.createDiff(price(stored), price(BigDecimal.TEN)).toString(),
                "[{\"op\":\"replace\",\"path\":\"/price\",\"value\":10}]")
            & check("createMergeDiff", Json.createMergeDiff(price(stored), price(BigDecimal.TEN)).toJsonValue().toString(),
                "{\"price\":10}");
    System.out.println(asStated ? "AS STATED: equal numbers are different to a patch" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static boolean check(String name, String outcome, String expected) {
    System.out.println(name + ": " + outcome);
    return outcome.equals(expected);
  }

  static JsonObject price(BigDecimal price) {
    return Json.createObjectBuilder().add("price", price).build();
  }

  static String test(BigDecimal stored, BigDecimal tested) {
    try {
      Json.createPatchBuilder().test("/price", Json.createValue(tested)).build().apply(price(stored));
      return "passed";
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
