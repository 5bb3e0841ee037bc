#!/usr/bin/env bash
# Payara Micro 6.2025.10 and 7.2026.11 (Maven Central), JDK 21 or later
#
# Behaviour: a file for --prebootcommandfile creates a JDBC connection pool with
# --property url='${ENV=POOL_URL}':user='app', where quotation marks protect the equals sign in a value. Payara Micro 6
# creates the pool. Payara Micro 7 removes the first quotation mark and the last one, takes what is between for one value,
# rejects it ("Invalid property syntax"), goes on with the next command, starts, and listens. With one quoted value, at
# the end, it creates the pool. A backslash before the equals sign works on both.
#
# Why it surprises: the same file, the same command, and a value that is quoted as a shell and Payara 6 want it. Nothing
# but one warning in the log says that there is no pool. If the next command names the pool for the default data source,
# or it is named nowhere, applications start and may work on the embedded database instead.
#
# What the documentation says: special characters in a property are escaped with a backslash, or the value is quoted.
#
# What it means for a user: write url=${ENV\=POOL_URL}, and have the start fail if a boot command has failed, which the
# server does not do by itself.
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
    >mvn.log 2>&1 || { cat mvn.log >&2; exit 2; }
}
copy fish.payara.extras:payara-micro:6.2025.10
copy fish.payara.extras:payara-micro:7.2026.11

{
  echo "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1"
  for pool in "Quoted:'\${ENV=POOL_URL}'" 'Escaped:${ENV\=POOL_URL}'; do
    echo "create-jdbc-connection-pool --datasourceclassname org.h2.jdbcx.JdbcDataSource --restype javax.sql.DataSource" \
      "--property url=${pool#*:}:user='app' ${pool%%:*}"
  done
} >preboot
cat > postboot <<'COMMANDS'
get resources.jdbc-connection-pool.Quoted.property.*
get resources.jdbc-connection-pool.Escaped.property.*
COMMANDS
export POOL_URL=jdbc:h2:mem:pool

# The pools and their addresses, and whether the server listens: start VERSION
start() {
  local port
  port=$(free_port)
  java -Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$work" -jar "payara-micro-$1.jar" \
    --nocluster --nohazelcast --port "$port" --prebootcommandfile preboot --postbootcommandfile postboot >"$1.log" 2>&1 &
  server=$!
  for _ in $(seq 180); do
    if grep -q 'ready in' "$1.log"; then break; fi
    kill -0 "$server" 2>/dev/null || { cat "$1.log" >&2; exit 2; }
    sleep 1
  done
  echo "$1: $(grep -o 'resources.jdbc-connection-pool.[A-Za-z]*.property.url=.*' "$1.log" | sed 's/^[^.]*.[^.]*.//' |
    sort -u | tr '\n' ' ')listens: $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/")" >>answers
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}
start 6.2025.10
start 7.2026.11
cat answers
grep -m1 -o 'Invalid property syntax.*' 7.2026.11.log || true
expected='6.2025.10: Escaped.property.url=${ENV=POOL_URL} Quoted.property.url=${ENV=POOL_URL} listens: 404
7.2026.11: Escaped.property.url=${ENV=POOL_URL} listens: 404'
if [ "$(cat answers)" = "$expected" ]; then
  echo "AS STATED: only Payara 7 rejects the quoted value, and it starts all the same"
else
  echo "NO LONGER AS STATED"
  exit 1
fi
