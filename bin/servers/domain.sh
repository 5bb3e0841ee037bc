# A domain of Payara Server or GlassFish, in one JVM in the foreground. The scripts that read this file set $server_home
# to the folder of the unpacked server, and add "configure".

# Copies the domain that comes with the server to $work/domain, with ports and addresses of this machine alone: the
# server's own folder is never written to.
copy_domain() {
  mkdir -p "$work/domains"
  cp -r "$server_home/glassfish/domains/domain1" "$work/domains/latchkey"
  domain=$work/domains/latchkey
  set -- $(free_ports 7)
  admin_port=$2
  sed -i \
    -e 's/"0\.0\.0\.0"/"127.0.0.1"/; s/<network-listener port=/<network-listener address="127.0.0.1" port=/' \
    -e "s/port=\"8080\"/port=\"$port\"/; s/port=\"8181\"/port=\"$1\"/; s/port=\"4848\"/port=\"$2\"/" \
    -e "s/port=\"3700\"/port=\"$3\"/; s/port=\"3820\"/port=\"$4\"/; s/port=\"3920\"/port=\"$5\"/" \
    -e "s/<jmx-connector /<jmx-connector enabled=\"false\" /; s/port=\"8686\"/port=\"$6\"/; s/value=\"7676\"/value=\"$7\"/" \
    -e '0,/<admin-service/s/<admin-service/<jms-service type="REMOTE" default-jms-host="none"><jms-host name="none" lazy-init="false"\/><\/jms-service>&/' \
    -e 's/<hazelcast-config-specific-configuration/& enabled="false"/' \
    -e 's/org\.apache\.felix\.shell\.remote,//' \
    "$domain/config/domain.xml"
}

# Adds to the domain's logging: one line for each event, on the standard error; further lines from the standard input.
log_lines() {
  cat "$home/src/main/payara/logging.properties" - >>"$domain/config/logging.properties"
}

asadmin() {
  AS_JAVA=$JAVA_HOME PATH=$JAVA_HOME/bin:$PATH "$server_home/glassfish/bin/asadmin" "$@"
}

# Becomes the JVM that start-domain would start: exec_domain OPTION…
exec_domain() {
  asadmin start-domain --domaindir "$work/domains" --verbose --dry-run "$@" latchkey >"$work/dry-run" 2>&1 ||
    { cat "$work/dry-run"; exit 1; }
  sed -n '/^Dump of/,/^$/p' "$work/dry-run" >"$work/command"
  set --
  while IFS= read -r argument; do
    case $argument in
      '' | 'Dump of '* | -Xmx*) ;;
      *) set -- "$@" "$argument" ;;
    esac
  done <"$work/command"
  shift
  exec "$java" $java_options -Djava.io.tmpdir="$work" "$@"
}
