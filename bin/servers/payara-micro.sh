# Payara Micro: one jar, from target/server unless $micro names another.
micro=${micro:-$home/target/server/payara-micro.jar}
deployed='*"Name": "latchkey"*'
failed='*Payara Micro* ready in *'
# Its services start in parallel, and now and then HK2 fails over a list of listeners that is just growing.
unstarted='*Startup service failed to start*'

prepare() {
  [ -f "$micro" ] || die "there is no $micro; build first: mvn package"
  # The first WAR's name is what the log tells.
  cp "$war" "$work/latchkey.war"
  cp "$home/src/main/payara/logging.properties" "$work/logging.properties"
  [ -z "$log_level" ] || echo "dev.latchkey.level=$log_level" >>"$work/logging.properties"
  [ -z "$access_log" ] || mkdir -p "$access_log"
  cp "$home/src/main/payara/preboot.asadmin" "$work/preboot.asadmin"
  [ -z "$database" ] || cat "$home/src/main/payara/postgresql.preboot.asadmin" >>"$work/preboot.asadmin"
}

launch() {
  rm -rf "$work/root"
  set -- "$work/latchkey.war"
  for further in $also; do
    set -- "$@" --deploy "$further"
  done
  [ -z "$database" ] || set -- "$@" --addlibs "$driver"
  [ -z "$access_log" ] || set -- "$@" --accesslog "$access_log"
  exec "$java" $java_options -Djava.io.tmpdir="$work" -jar "$micro" \
    --nohazelcast --disablephonehome --rootdir "$work/root" \
    --logproperties "$work/logging.properties" \
    --prebootcommandfile "$work/preboot.asadmin" \
    --port "$port" --deploy "$@"
}
