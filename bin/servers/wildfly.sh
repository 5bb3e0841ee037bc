# WildFly, with standalone.xml or standalone-microprofile.xml; the configuration is a copy in $work.
deployed='*WFLYSRV0025: *'
failed='*WFLYSRV0026: *'
case $server in
  wildfly) configuration=standalone.xml ;;
  *) configuration=standalone-microprofile.xml ;;
esac

prepare() {
  unpack org.wildfly:wildfly-dist "$(version wildfly)"
  wildfly=$(echo "$unpacked"/wildfly-*)
  base=$work/base
  mkdir -p "$base/deployments"
  cp -r "$wildfly/standalone/configuration" "$base/configuration"
  cp "$war" "$base/deployments/latchkey.war"
  for further in $also; do
    cp "$further" "$base/deployments/"
  done
  yaml=
  [ -n "$bare" ] || yaml=$home/src/main/wildfly/latchkey.yaml
  if [ -n "$database" ]; then
    cp "$driver" "$base/deployments/postgresql.jar"
    yaml=${yaml:+$yaml:}$home/src/main/wildfly/postgresql.yaml
  fi
}

launch() {
  unset JAVA_OPTS
  export LAUNCH_JBOSS_IN_BACKGROUND=yes JBOSS_JAVA_SIZING="$java_options -Djava.io.tmpdir=$work" JBOSS_HOME="$wildfly"
  exec "$wildfly/bin/standalone.sh" --server-config="$configuration" ${yaml:+--yaml="$yaml"} \
    -Djboss.server.base.dir="$base" -b=127.0.0.1 -bmanagement=127.0.0.1 \
    -Djboss.http.port="$port" -Djboss.https.port=0 -Djboss.ajp.port=0 -Djboss.management.http.port=0
}
