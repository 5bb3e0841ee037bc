# Payara Micro 7, for Jakarta EE 11, which needs a later JDK than the others.
need_java 21
java=$JAVA_HOME/bin/java
fetch fish.payara.extras:payara-micro "$(version payara7-micro)"
micro=$fetched
. "$home/bin/servers/payara-micro.sh"
