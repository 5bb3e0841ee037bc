# Payara Server: a domain that is configured before it starts.
. "$home/bin/servers/domain.sh"
deployed='*Boot Command deploy returned with result SUCCESS*'
failed='*Boot Command * failed *'

prepare() {
  unpack fish.payara.distributions:payara "$(version payara)"
  server_home=$unpacked/payara6
  copy_domain
  log_lines <<END
fish.payara.boot.runtime.BootCommand.level=INFO
com.sun.enterprise.server.logging.GFFileHandler.logStandardStreams=false
END
  cp "$war" "$work/latchkey.war"
  : >"$work/preboot.asadmin"
  [ -n "$bare" ] || cat "$home/src/main/payara/latchkey.asadmin" >>"$work/preboot.asadmin"
  for file in "$work/latchkey.war" $also; do
    echo "deploy $file"
  done >"$work/postboot.asadmin"
  if [ -n "$database" ]; then
    cp "$driver" "$domain/lib"
    cat "$home/src/main/payara/postgresql.asadmin" >>"$work/preboot.asadmin"
  fi
}

launch() {
  # The H2 that comes with Payara would listen on all addresses.
  java_options="$java_options -Dh2.bindAddress=127.0.0.1"
  exec_domain --prebootcommandfile "$work/preboot.asadmin" --postbootcommandfile "$work/postboot.asadmin"
}
