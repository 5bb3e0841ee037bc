# GlassFish: a domain that asadmin configures while it runs; with its own data source, a separate Derby.
. "$home/bin/servers/domain.sh"
deployed='*Application deployed with name latchkey*'
failed='*Command * failed*'

prepare() {
  unpack org.glassfish.main.distributions:glassfish "$(version "$server")"
  server_home=$unpacked/$server
  copy_domain
  # Jersey warns once for each class when it is asadmin that deploys.
  echo org.glassfish.jersey.ext.cdi1x.internal.CdiComponentProvider.level=OFF | log_lines
  cp "$war" "$work/latchkey.war"
  : >"$work/commands"
  [ -n "$bare" ] || cat "$home/src/main/glassfish/latchkey.asadmin" >>"$work/commands"
  if [ -n "$database" ]; then
    cp "$driver" "$domain/lib"
    # GlassFish 7 reads no environment variables there.
    java_options="$java_options -DDB_URL=$DB_URL -DDB_USER=$DB_USER -DDB_PASSWORD=$DB_PASSWORD"
    cat "$home/src/main/glassfish/postgresql.asadmin" >>"$work/commands"
  else
    start_derby
  fi
  for file in "$work/latchkey.war" $also; do
    echo "deploy $file"
  done >>"$work/commands"
}

launch() {
  mkfifo "$work/console"
  configure <"$work/console" &
  # GlassFish 8 learns of its Derby and its message broker from its asadmin, this way.
  export AS_DERBY_INSTALL="$server_home/javadb" AS_IMQ_LIB="$server_home/mq/lib" AS_IMQ_BIN="$server_home/mq/bin"
  exec_domain >"$work/console" 2>&1
}

# Passes the log on, and gives the server the commands when the log says that it has started.
configure() {
  while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      *' startup time'*)
        asadmin --host 127.0.0.1 --port "$admin_port" --interactive=false multimode --file "$work/commands" &
        exec cat ;;
    esac
  done
}

# Like start-database, but with a known process id.
start_derby() {
  derby_port=$(free_ports 1)
  sed -i "s/value=\"1527\"/value=\"$derby_port\"/" "$domain/config/domain.xml"
  ("$java" -Xmx128m -Dderby.system.home="$work/derby" -jar "$server_home/javadb/lib/derbyrun.jar" \
    server start -h 127.0.0.1 -p "$derby_port" -noSecurityManager >"$work/derby.log" 2>&1 &
    echo $! >"$work/derby.pid")
}

ended() {
  [ ! -f "$work/derby.pid" ] || kill "$(cat "$work/derby.pid")"
}
