# Open Liberty, with the server.xml that administrators get: the unpacked server is only read, and what it writes goes
# to $work.
deployed='*CWWKZ0001I: *latchkey *'
failed='*CWWKF0011I: *'

prepare() {
  unpack io.openliberty:openliberty-runtime "$(version liberty)"
  config=$work/servers/latchkey
  mkdir -p "$config/apps" "$config/jdbc" "$config/configDropins/overrides"
  cp "$home/src/main/liberty/config/server.xml" "$config"
  cp "$war" "$config/apps/latchkey.war"
  if [ -n "$database" ]; then
    cp "$driver" "$config/jdbc"
  else
    fetch com.h2database:h2 "$(version h2)"
    cp "$fetched" "$config/jdbc"
    unset DB_URL DB_USER DB_PASSWORD
  fi
  [ -z "$also" ] || further_wars >"$config/configDropins/overrides/further.xml"
}

# The features that applications with Latchkey in or next to them may need are not in its server.xml. mpJwt needs a key
# store.
further_wars() {
  echo '<server>'
  echo '<featureManager><feature>mpJwt-2.1</feature><feature>enterpriseBeansLite-4.0</feature></featureManager>'
  echo '<keyStore id="defaultKeyStore" password="of-the-tests"/>'
  for further in $also; do
    name=$(basename "$further" .war)
    echo "<webApplication location=\"$(realpath "$further")\" name=\"$name\" contextRoot=\"/$name\"/>"
  done
  echo '</server>'
}

launch() {
  export HTTP_HOST=127.0.0.1 HTTP_PORT="$port"
  export WLP_USER_DIR="$work" WLP_OUTPUT_DIR="$work/output" LOG_DIR="$work/logs" JVM_ARGS="$java_options"
  exec "$unpacked/wlp/bin/server" run latchkey
}
