# GlassFish 7.
. "$home/bin/servers/glassfish.sh"
