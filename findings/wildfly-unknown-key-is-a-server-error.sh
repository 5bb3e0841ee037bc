#!/usr/bin/env bash
# WildFly 39.0.1.Final (Maven Central; SmallRye JWT 4.3.1), JDK 17
#
# Behaviour: a MicroProfile JWT consumer on WildFly reads its keys from an HTTP key set. A token whose kid is not
# in the set is answered with 500 Internal Server Error. A token that has expired, or that is no token at all,
# gets 401.
#
# Why it surprises: a token with an unknown key is the everyday case after the issuer has withdrawn a key: every
# token of that key is one. Nothing is wrong with the server, the key set was fetched without trouble, and the
# other defects of a token are 401.
#
# What the specification says: RFC 6750, section 3.1: a token that is expired, revoked, malformed or invalid for
# other reasons is "invalid_token", and the resource server SHOULD respond with 401. RFC 9110, section 15.6.1: 500
# means that the server encountered an unexpected condition.
#
# What it means for a user: clients that refresh their token on 401 do not on 500, so a withdrawn key leaves them
# with errors until they happen to refresh. Alerts on 5xx go off for an invalid token. Keep a retired key in the
# set for as long as its tokens live, and let clients refresh by the clock.
set -euo pipefail
work=$(mktemp -d)
server=
issuer=
cleanup() {
  for pid in $server $issuer; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
copy() {
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$work" \
    -Dmdep.stripVersion=true >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }
}
copy org.wildfly:wildfly-dist:39.0.1.Final:zip
copy jakarta.platform:jakarta.jakartaee-api:10.0.0
copy org.eclipse.microprofile.jwt:microprofile-jwt-auth-api:2.1
jar xf wildfly-dist.zip
home=$work/wildfly-39.0.1.Final
port=$(free_port)
management=$(free_port)
keys=$(free_port)

mkdir -p war/WEB-INF/classes/META-INF
cat > war/WEB-INF/beans.xml <<'XML'
<beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
XML
cat > war/WEB-INF/classes/META-INF/microprofile-config.properties <<PROPERTIES
mp.jwt.verify.issuer=https://issuer.example
mp.jwt.verify.publickey.location=http://127.0.0.1:$keys/keys
PROPERTIES
cat > Api.java <<'JAVA'
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

@ApplicationScoped
@ApplicationPath("api")
@LoginConfig(authMethod = "MP-JWT")
public class Api extends Application {}
JAVA
cat > Who.java <<'JAVA'
import jakarta.ws.rs.*;
import jakarta.ws.rs.core.*;

@Path("who")
public class Who {
  @GET
  public String get(@Context SecurityContext security) {
    return security.getUserPrincipal() == null ? "nobody" : security.getUserPrincipal().getName();
  }
}
JAVA
cat > Issuer.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.interfaces.RSAPublicKey;
import java.util.*;

/** Writes the tokens into the current folder and serves the key set, with the key "current" only, on port args[0]. */
public class Issuer {
  public static void main(String[] args) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair current = generator.generateKeyPair();
    KeyPair withdrawn = generator.generateKeyPair();
    token("valid", current, "current", 900);
    token("expired", current, "current", -900);
    token("key-withdrawn", withdrawn, "withdrawn", 900);
    Files.writeString(Path.of("no-token"), "rubbish");

    RSAPublicKey key = (RSAPublicKey) current.getPublic();
    byte[] set = ("{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"current\",\"n\":\""
        + encode(unsigned(key.getModulus())) + "\",\"e\":\"" + encode(unsigned(key.getPublicExponent())) + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.createContext("/keys", exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, set.length);
      exchange.getResponseBody().write(set);
      exchange.close();
    });
    server.start();
  }

  static void token(String name, KeyPair key, String id, int lifetime) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String content = encode(("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))
        + "." + encode(("{\"iss\":\"https://issuer.example\",\"sub\":\"1\",\"jti\":\"1\",\"upn\":\"alice\",\"iat\":"
            + (now - 1800) + ",\"exp\":" + (now + lifetime) + "}").getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(Path.of(name), content + "." + encode(signature.sign()));
  }

  static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
JAVA
javac --release 17 -cp "jakarta.jakartaee-api.jar:microprofile-jwt-auth-api.jar" -d war/WEB-INF/classes Api.java Who.java
mkdir -p "$home/standalone/deployments"
jar cf "$home/standalone/deployments/finding.war" -C war .
java Issuer.java "$keys" &
issuer=$!

java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$home/jboss-modules.jar" -mp "$home/modules" org.jboss.as.standalone \
  -Djboss.home.dir="$home" -c standalone-microprofile.xml -b 127.0.0.1 -bmanagement 127.0.0.1 \
  -Djboss.http.port="$port" -Djboss.management.http.port="$management" >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf -o /dev/null "http://127.0.0.1:$port/finding/api/who" && [ -e no-token ] &&
    curl -sf -o /dev/null "http://127.0.0.1:$keys/keys"; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

seen=
for token in valid no-token expired key-withdrawn; do
  status=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $(cat "$token")" "http://127.0.0.1:$port/finding/api/who")
  echo "$token: $status"
  seen="$seen$status "
done
if [ "$seen" = "200 401 401 500 " ]; then
  echo "AS STATED: an unknown key is a server error"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
