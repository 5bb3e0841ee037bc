# GlassFish 8, which needs a later JDK than the others.
need_java 21
java=$JAVA_HOME/bin/java
. "$home/bin/servers/glassfish.sh"
