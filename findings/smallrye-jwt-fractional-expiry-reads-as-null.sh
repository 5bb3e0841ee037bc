#!/usr/bin/env bash
# SmallRye JWT 4.3.1, the MicroProfile JWT implementation of WildFly 39.0.1, with jose4j 0.9.6 as there; SmallRye
# JWT 4.6.3, where it is repaired, for comparison; JDK 17
#
# Behaviour: a signed token whose "exp" is a number with a fraction (1795847000.5) is verified and accepted, and its
# expiry is enforced. But JsonWebToken.getExpirationTime() then throws NullPointerException, and claim("exp") is
# empty, although getClaimNames() lists it. The same holds for "iat". A fraction of zero (1795847000.0) is enough.
#
# Why it surprises: one library reads the claim twice and comes to two answers. The check understands the number,
# the accessor of the same, accepted token reports a required claim as absent. Its return type is a primitive
# long, so there is not even a null to test for.
#
# What the specification says: RFC 7519, section 2 (NumericDate): seconds since the epoch, and non-integer values can
# be represented. MicroProfile JWT 2.1, "Required MP-JWT claims", makes exp and iat NumericDate values and refers
# to RFC 7519 for both; nothing restricts them to integers.
#
# What it means for a user: on servers with the older version, issuers that compute exp from a float (in Python, time.time() + 300) pass
# the check, and the application fails where it shows or stores
# the expiry. Read the expiry from getRawToken(), or make the issuer round down.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Finding.java <<'JAVA'
import io.smallrye.jwt.auth.principal.*;
import java.security.*;
import java.util.*;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jws.JsonWebSignature;

public class Finding {
  static KeyPair key;

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
    long now = System.currentTimeMillis() / 1000;

    boolean asStated = consume(now, (now + 60) + "").equals("accepted, getExpirationTime() = " + (now + 60));
    String fraction = "accepted, getExpirationTime() "
        + (args[0].equals("4.3.1") ? "throws NullPointerException" : "= " + (now + 60));
    asStated &= consume(now, (now + 60) + ".5").equals(fraction);
    asStated &= consume(now, (now + 60) + ".0").equals(fraction);
    asStated &= consume(now, (now - 120) + ".5").equals("rejected");
    System.out.println(asStated ? "AS STATED" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static String consume(long now, String expiry) throws Exception {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue("RS256");
    token.setHeader("typ", "JWT");
    token.setKey(key.getPrivate());
    token.setPayload("{\"iss\":\"https://issuer.example\",\"upn\":\"alice\",\"sub\":\"1\",\"jti\":\"1\",\"groups\":[],"
        + "\"iat\":" + (now - 300) + ",\"exp\":" + expiry + "}");
    String outcome;
    try {
      JsonWebToken accepted = new DefaultJWTCallerPrincipalFactory().parse(token.getCompactSerialization(),
          new JWTAuthContextInfo((java.security.interfaces.RSAPublicKey) key.getPublic(), "https://issuer.example"));
      outcome = "accepted, getExpirationTime() ";
      try {
        outcome += "= " + accepted.getExpirationTime();
      } catch (NullPointerException e) {
        outcome += "throws NullPointerException";
      }
      System.out.println("exp " + expiry + ": " + outcome + "; names " + new TreeSet<>(accepted.getClaimNames())
          + ", claim(\"exp\") " + accepted.claim("exp"));
    } catch (ParseException e) {
      outcome = "rejected";
      System.out.println("exp " + expiry + ": " + outcome);
    }
    return outcome;
  }
}
JAVA
for version in 4.3.1 4.6.3; do
  cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.smallrye</groupId><artifactId>smallrye-jwt</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.bitbucket.b_c</groupId><artifactId>jose4j</artifactId><version>0.9.6</version></dependency>
    <dependency><groupId>org.eclipse.parsson</groupId><artifactId>parsson</artifactId><version>1.1.7</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/$version" >mvn.log ||
    { cat mvn.log >&2; exit 2; }
  echo "SmallRye JWT $version"
  java -cp "$version/*" Finding.java "$version"
done
