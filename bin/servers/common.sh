# Common parts of the scripts in this folder. Each of them is one server, and defines
#
#   prepare    makes what the server needs in $work
#   launch     becomes the server (exec), listening on 127.0.0.1:$port, with $war at /, and the WARs of $also
#              as well
#   deployed   a line of the log that says the application is deployed
#   failed     a line that says it could not be deployed, if no "deployed" precedes it
#   misconfigured  a line that says the server rejects a part of its configuration; may be missing
#   unstarted  a line that says the server itself could not start, by a fault that the next attempt need not meet;
#              may be missing
#   ended      what is left to stop when the server has ended; may be missing

# The version of a server or a driver, from the POM: version wildfly
version() {
  sed -n "s:.*<$1\.version>\(.*\)</$1\.version>.*:\1:p" "$home/pom.xml"
}

# The major version of a JDK, by its folder.
java_release() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || :
}

# Sets JAVA_HOME to a JDK of that release or a later one: the one that is set, or one of the system's.
need_java() {
  for candidate in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" /usr/lib/jvm/*; do
    found=$(java_release "$candidate")
    if [ "${found:-0}" -ge "$1" ]; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  die "$server needs a JDK $1 or later; set JAVA_HOME to one"
}

# Unpacks a zip from Maven Central once for this machine, and sets $unpacked to its folder: unpack GROUP:ARTIFACT VERSION
unpack() {
  unpacked=$cache/${1##*:}-$2
  [ ! -d "$unpacked" ] || return 0
  mkdir -p "$cache"
  echo "bin/serve: unpacking $1 $2 to $unpacked" >&2
  part=$(mktemp -d "$cache/part.XXXXXX")
  (cd "$work" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:"$(version maven-dependency-plugin)":unpack \
    -Dartifact="$1:$2:zip" -DoutputDirectory="$part") || die "$1 $2 could not be unpacked"
  # Another process may have been faster.
  mv -T "$part" "$unpacked" 2>/dev/null || rm -rf "$part"
}

# Fetches a jar from Maven Central once for this machine, and sets $fetched to it: fetch GROUP:ARTIFACT VERSION
fetch() {
  fetched=$cache/${1##*:}-$2.jar
  [ ! -f "$fetched" ] || return 0
  mkdir -p "$cache"
  part=$(mktemp -d "$cache/part.XXXXXX")
  (cd "$work" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:"$(version maven-dependency-plugin)":copy \
    -Dartifact="$1:$2" -DoutputDirectory="$part") || die "$1 $2 could not be fetched"
  mv "$part/${fetched##*/}" "$fetched"
  rm -rf "$part"
}

# Sets $driver to the jar of PostgreSQL's driver, in $work.
fetch_driver() {
  driver=$work/postgresql.jar
  # The build has put one next to the server.
  ! cp "$home/target/server/postgresql.jar" "$driver" 2>/dev/null || return 0
  fetch org.postgresql:postgresql "$(version postgresql)"
  cp "$fetched" "$driver"
}

test_database() {
  "$java" -cp "$driver" "$home/bin/servers/TestDatabase.java" "$1" "$2" "$postgresql"
}

# Makes an empty database, or takes the shared one, and sets $database, DB_URL, DB_USER and DB_PASSWORD.
use_database() {
  fetch_driver
  name=latchkey_$(basename "$work" | tr '[:upper:]' '[:lower:]' | tr -dc 'a-z0-9')_$port
  if [ "$shared" = true ]; then
    name=shared
    test_database show "$name" >"$work/database" || die "LATCHKEY_TEST_DB names no database"
  else
    test_database create "$name" >"$work/database" || die "no database could be made at LATCHKEY_TEST_DB"
  fi
  database=$name
  { read -r DB_URL; read -r DB_USER; read -r DB_PASSWORD; } <"$work/database"
  export DB_URL DB_USER DB_PASSWORD
}

# Sets $1, $2, … to free ports: set -- $(free_ports 3)
free_ports() {
  "$java" "$home/bin/servers/FreePorts.java" "$1"
}

# Removes all settings from the environment, for a start with the defaults.
without_settings() {
  for name in $(env | sed -n 's/^\([A-Z][A-Z0-9_]*\)=.*/\1/p'); do
    case $name in
      PATH | HOME | JAVA_HOME | TMPDIR) ;;
      *) unset "$name" ;;
    esac
  done
  export LATCHKEY_ALLOW_WEAK_SECRETS=true
}

# Passes the log on; stops a server that has not deployed the application. Leaves $work/unstarted if the server could
# not start.
watch() {
  trap '' INT TERM
  while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      $deployed) exec cat ;;
      $unstarted) touch "$work/unstarted" ;;
      $misconfigured)
        echo "bin/serve: the server rejects a command of its configuration; the reason is in the line above." >&2
        kill "$1" 2>/dev/null || :
        exec cat ;;
      $failed)
        echo "bin/serve: the application was not deployed; the reason is in the log above." >&2
        kill "$1" 2>/dev/null || :
        exec cat ;;
    esac
  done
}

# A line has no line break.
unstarted='
'
misconfigured=$unstarted
need_java 17
java=$JAVA_HOME/bin/java
