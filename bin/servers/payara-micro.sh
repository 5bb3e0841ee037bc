# Payara Micro: one jar, from target/server unless $micro names another.
micro=${micro:-$home/target/server/payara-micro.jar}
deployed='*"Name": "latchkey"*'
failed='*Payara Micro* ready in *'
# Payara Micro goes on without it, for example with its embedded database.
misconfigured='*Boot Command * failed *'
unpacked=
part=
archive=
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
  [ "$class_archive" != true ] || archive_classes
  [ -z "$database" ] || cat "$home/src/main/payara/postgresql.preboot.asadmin" >>"$work/preboot.asadmin"
}

# Half of a start is Payara Micro's search in its jar for jars within, and the loading of their classes. So it is unpacked
# once for each JDK of this machine, as for its own launcher, and the JVM archives the classes that a first start needs. A
# JVM without the archive loads them from the unpacked jars.
archive_classes() {
  unpacked=$cache/payara-micro-$(cat "$micro" "$JAVA_HOME/release" | cksum | cut -d ' ' -f 1)
  [ ! -f "$unpacked/classes.jsa" ] || return 0
  echo "bin/serve: archiving the classes of $micro in $unpacked" >&2
  mkdir -p "$cache"
  part=$(mktemp -d "$cache/part.XXXXXX")
  "$java" -jar "$micro" --outputlauncher --rootdir "$part" >/dev/null 2>&1 || die "$micro could not be unpacked"
  # The archive holds the paths of the jars, and another process may have been faster.
  mv -T "$part" "$unpacked" 2>/dev/null || rm -rf "$part"
  archive=$unpacked/classes.$$
  (
    without_settings
    database='' also='' access_log=''
    port=$(free_ports 1)
    java_options="$java_options -XX:ArchiveClassesAtExit=$archive"
    launch
  ) >"$work/first" 2>&1 &
  pid=$!
  complete=
  while [ -z "$complete" ] && kill -0 "$pid" 2>/dev/null; do
    case $(cat "$work/first") in
      $deployed) complete=yes ;;
      $failed) complete=no ;;
      *) sleep 0.2 ;;
    esac
  done
  kill "$pid" 2>/dev/null || :
  status=0
  wait "$pid" || status=$?
  pid=
  # 143: the server has ended because of the signal, and has written the whole archive before.
  if [ "$complete $status" = 'yes 143' ] && [ -f "$archive" ]; then
    mv -f "$archive" "$unpacked/classes.jsa"
  else
    echo "bin/serve: the classes of $micro could not be archived; servers start more slowly" >&2
    rm -f "$archive"
  fi
  archive=
}

# What an interruption leaves.
ended() {
  [ -z "$part" ] || rm -rf "$part"
  [ -z "$archive" ] || rm -f "$archive"
}

launch() {
  rm -rf "$work/root"
  set -- "$work/latchkey.war"
  for further in $also; do
    set -- "$@" --deploy "$further"
  done
  [ -z "$access_log" ] || set -- "$@" --accesslog "$access_log"
  set -- --nohazelcast --disablephonehome --rootdir "$work/root" \
    --logproperties "$work/logging.properties" \
    --prebootcommandfile "$work/preboot.asadmin" \
    --port "$port" --deploy "$@"
  [ -z "$unpacked" ] || launch_unpacked "$@"
  [ -z "$database" ] || set -- "$@" --addlibs "$driver"
  exec "$java" $java_options -Djava.io.tmpdir="$work" -jar "$micro" "$@"
}

# As its launcher does, which insists on a root directory that servers would share.
launch_unpacked() {
  . "$unpacked/.env"
  mkdir "$work/root"
  cp -r "$unpacked/config" "$unpacked/docroot" "$unpacked/lib" "$unpacked/META-INF" "$work/root"
  [ -n "$archive" ] || [ ! -f "$unpacked/classes.jsa" ] ||
    java_options="$java_options -XX:SharedArchiveFile=$unpacked/classes.jsa"
  classes=$(printf '%s' "$unpacked/$MICRO_CLASSPATH" | sed "s|:|:$unpacked/|g")
  exec "$java" $java_options $MICRO_OPENS -Djava.io.tmpdir="$work" \
    -Dfish.payara.micro.BootJar="file:$unpacked/launch-micro.jar" -Dfish.payara.micro.UnpackDir="$unpacked" \
    -cp "$classes${database:+:$driver}" fish.payara.micro.impl.PayaraMicroImpl "$@"
}
