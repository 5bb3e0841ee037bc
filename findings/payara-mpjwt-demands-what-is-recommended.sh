#!/usr/bin/env bash
# Payara Micro 6.2025.10 (Maven Central), JDK 17
#
# Behaviour: as a consumer of MicroProfile JWT, Payara answers 401 to a valid token that has every header and claim
# the specification requires (alg, iss, iat, exp, upn). It takes the token only with three more: the
# header typ, which must be exactly "JWT", and the claims sub and jti. An OAuth 2.0 access token whose typ is "at+jwt"
# is refused whatever else it carries. The response does not say which of them was missing.
#
# Why it surprises: all three are recommendations, and WildFly 39.0.1 takes each of these tokens. Two standards for
# access tokens exclude each other here: the type that RFC 9068 prescribes is the one that can never be used.
#
# What the specification says: MicroProfile JWT 2.1, "Required MP-JWT Headers" and "Required MP-JWT claims", have the
# five above. "Recommended MP-JWT headers" has typ, which "should" be JWT; "Recommended MP-JWT claims" has sub and jti. A
# note below them allows an implementation to insist on all that is recommended; yet Payara does not insist on kid
# or aud. RFC 9068, section 2.1, requires typ "at+jwt" (or "application/at+jwt") in an OAuth 2.0 access token.
#
# What it means for a user: an issuer that follows RFC 9068 cannot serve Payara with the token that others take.
# Configure typ "JWT", and let the issuer write sub and jti. Look at those three first when a valid token gets 401.
set -euo pipefail
work=$(mktemp -d)
server=
cleanup() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
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
    -Dmdep.stripVersion=true >mvn.log || { cat mvn.log >&2; exit 2; }
}
copy fish.payara.extras:payara-micro:6.2025.10
copy jakarta.platform:jakarta.jakartaee-api:10.0.0

copy org.eclipse.microprofile.jwt:microprofile-jwt-auth-api:2.1
mkdir -p war/WEB-INF/classes/META-INF
cat > war/WEB-INF/beans.xml <<'XML'
<beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
XML
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
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.util.Base64;

/** Writes the consumer's configuration to args[0] and the tokens into the current folder. */
public class Issuer {
  static KeyPair key;

  public static void main(String[] args) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = generator.generateKeyPair();
    Files.writeString(Path.of(args[0]), "mp.jwt.verify.issuer=https://issuer.example\nmp.jwt.verify.publickey="
        + Base64.getEncoder().encodeToString(key.getPublic().getEncoded()) + "\n");
    String typ = ",\"typ\":\"JWT\"";
    String sub = ",\"sub\":\"1\"";
    String jti = ",\"jti\":\"1\"";
    token("required-only", "", "");
    token("without-typ", "", sub + jti);
    token("without-sub", typ, jti);
    token("without-jti", typ, sub);
    token("with-all-three", typ, sub + jti);
    token("at-jwt", ",\"typ\":\"at+jwt\"", sub + jti);
  }

  static void token(String name, String header, String claims) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String content = encode("{\"alg\":\"RS256\"" + header + "}") + "." + encode(
        "{\"iss\":\"https://issuer.example\",\"iat\":" + now + ",\"exp\":" + (now + 900) + ",\"upn\":\"alice\"" + claims + "}");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(Path.of(name), content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
  }

  static String encode(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
JAVA
javac --release 17 -cp "jakarta.jakartaee-api.jar:microprofile-jwt-auth-api.jar" -d war/WEB-INF/classes Api.java Who.java
java Issuer.java war/WEB-INF/classes/META-INF/microprofile-config.properties
jar cf finding.war -C war .

port=$(free_port)
echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar payara-micro.jar \
  --nocluster --nohazelcast --port "$port" --rootdir "$work/root" --prebootcommandfile preboot \
  --deploy finding.war --contextroot / >server.log 2>&1 &
server=$!
for _ in $(seq 180); do
  if curl -sf "http://127.0.0.1:$port/api/who" >/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat server.log >&2; exit 2; }
  sleep 1
done

seen=
for token in required-only without-typ without-sub without-jti at-jwt with-all-three; do
  status=$(curl -s -o body -w '%{http_code}' -H "Authorization: Bearer $(cat "$token")" "http://127.0.0.1:$port/api/who")
  if [ "$status" = 200 ]; then answer=$(cat body); else answer=-; fi
  echo "$token: $status $answer"
  seen="$seen$status $answer;"
done
if [ "$seen" = "401 -;401 -;401 -;401 -;401 -;200 alice;" ]; then
  echo "AS STATED: the recommended parts are demanded"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
