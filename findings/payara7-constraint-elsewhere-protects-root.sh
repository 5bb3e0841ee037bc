#!/usr/bin/env bash
# Payara Micro 7.2026.11 (Maven Central), beside Payara Micro 6.2025.10
# Payara 7 needs JDK 21 or later. The script takes the first such JDK among JAVA_HOME_25, JAVA_HOME_21, JAVA_HOME
# and /usr/lib/jvm/*, and exits with status 2 when there is none.
#
# Behaviour: a WAR has no page at its root, and web.xml has one <security-constraint>, on /ledger/*. An anonymous
# request for / gets 401 and a challenge, as if the root were protected. Any other unprotected path is not
# affected (404), and / itself is not if the WAR has an index.html (200) or no constraint at all (404). Payara
# Micro 6 answers 404 to all of these.
#
# Why it surprises: the one constraint has nothing to do with the root. Taking the welcome page out of a WAR, or
# protecting a first path in it, makes browsers ask for a password at the front door.
#
# What the specification says: Jakarta Servlet 6.1, section 13.8.1 (Combining Constraints) and 13.8.3 (Processing
# requests): constraints apply to requests whose path matches one of their url-patterns. / does not match
# /ledger/*, and a request to which no constraint applies needs no authentication.
#
# What it means for a user: on this server give the root a page, or a servlet for the url-pattern "", before you
# protect any path. A health check or a crawler that asks for / should not rely on 404.
set -euo pipefail
work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  server=
}
trap 'stop; rm -rf "$work"' EXIT
cd "$work"

jdk=
for home in "${JAVA_HOME_25:-}" "${JAVA_HOME_21:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -r "$home/release" ]; then
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${major:-0}" -ge 21 ]; then jdk=$home; break; fi
  fi
done
[ -n "$jdk" ] || { echo "This needs a JDK 21 or later: set JAVA_HOME_25 or JAVA_HOME_21." >&2; exit 2; }
echo "JDK $major in $jdk"

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
copy() {
  mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$work" \
    >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }
}
copy fish.payara.extras:payara-micro:6.2025.10
copy fish.payara.extras:payara-micro:7.2026.11

# One WAR without a constraint, one with it, and one with it and a page.
for war in open guarded paged; do
  mkdir -p "$war/WEB-INF" "$war/ledger"
  echo "the ledger" > "$war/ledger/page.html"
  constraint=
  if [ "$war" != open ]; then
    constraint='<security-constraint>
      <web-resource-collection><web-resource-name>ledger</web-resource-name><url-pattern>/ledger/*</url-pattern></web-resource-collection>
      <auth-constraint><role-name>clerk</role-name></auth-constraint>
    </security-constraint>
    <security-role><role-name>clerk</role-name></security-role>'
  fi
  cat > "$war/WEB-INF/web.xml" <<XML
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  $constraint
  <login-config><auth-method>BASIC</auth-method></login-config>
</web-app>
XML
done
echo "welcome" > paged/index.html
for war in open guarded paged; do jar cf "$war.war" -C "$war" .; done

echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1" > preboot
# Prints the status of /, of a path without a file, and of the protected page, for each WAR.
statuses() {
  local port version=$1
  port=$(free_port)
  "$jdk/bin/java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar "payara-micro-$version.jar" \
    --nocluster --nohazelcast --port "$port" --rootdir "$work/root-$version" --prebootcommandfile preboot \
    --deploy open.war --deploy guarded.war --deploy paged.war >"server-$version.log" 2>&1 &
  server=$!
  for _ in $(seq 240); do
    if grep -q "deployed in\|Deployed [0-9]" "server-$version.log" && curl -sf "http://127.0.0.1:$port/paged/index.html" >/dev/null; then break; fi
    kill -0 "$server" 2>/dev/null || { cat "server-$version.log" >&2; exit 2; }
    sleep 1
  done
  local war path line=
  for war in open guarded paged; do
    line+=" $war"
    for path in / /elsewhere /ledger/page.html; do
      line+=" $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/$war$path")"
    done
  done
  stop
  result=${line# }
  echo "$version: $result"
}
statuses 6.2025.10
six=$result
statuses 7.2026.11
seven=$result
if [ "$six" = "open 404 404 200 guarded 404 404 401 paged 200 404 401" ] &&
  [ "$seven" = "open 404 404 200 guarded 401 404 401 paged 200 404 401" ]; then
  echo "AS STATED: a constraint elsewhere protects a root without a page"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
