# Latchkey on Payara Micro 6 or 7, or on Open Liberty: docker build --build-arg SERVER=liberty -t latchkey .
# SERVER is payara-micro, payara7-micro or liberty.
ARG SERVER=payara-micro

FROM maven:3.9-eclipse-temurin-17 AS pom
WORKDIR /build
COPY pom.xml ./

# Versions come from the POM. This stage depends on the POM alone, so the server is fetched again only when it
# changes. As packed, some of Liberty's files are readable by owner and group only.
FROM pom AS liberty-runtime
RUN mvn -B dependency:copy -Dartifact='com.h2database:h2:${h2.version}' \
      -DoutputDirectory=target/jdbc -Dmdep.stripVersion=true \
 && mvn -B dependency:unpack -Dartifact='io.openliberty:openliberty-runtime:${liberty.version}:zip' \
      -DoutputDirectory=target/liberty \
 && chmod -R a+rX target/liberty

FROM pom AS payara7-runtime
RUN mvn -B dependency:copy -Dartifact='fish.payara.extras:payara-micro:${payara7-micro.version}' \
      -DoutputDirectory=target/payara7 -Dmdep.stripVersion=true

FROM pom AS build
COPY .mvn .mvn
COPY src/main src/main
RUN mvn -B -Dmaven.test.skip=true package
# A container listens on all addresses; with PostgreSQL, both parts must be in one file.
RUN sed '/this machine alone/d; /address=127/d' src/main/payara/preboot.asadmin >target/server/preboot.asadmin \
 && cat target/server/preboot.asadmin src/main/payara/postgresql.preboot.asadmin \
      >target/server/postgresql.preboot.asadmin

# Payara 7 needs a later Java than the others.
FROM eclipse-temurin:17-jre AS java-payara-micro
FROM eclipse-temurin:25-jre AS java-payara7-micro
FROM eclipse-temurin:17-jre AS java-liberty

# Common to all servers. They write only to /tmp, so the rest may be read-only.
FROM java-${SERVER} AS base
RUN useradd --system --uid 10001 --no-create-home latchkey
WORKDIR /opt/latchkey
ENV HTTP_PORT=8080
# The heap grows with the container's memory, and leaves room for other memory.
ENV JVM_ARGS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$HTTP_PORT && printf 'GET /_latchkey/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]

FROM base AS payara-micro
COPY --from=build /build/target/server/ ./
COPY --from=build /build/target/latchkey.war ./
COPY --chmod=755 src/main/docker/payara-micro ./
USER 10001
ENTRYPOINT ["./payara-micro"]

FROM base AS payara7-micro
COPY --from=payara7-runtime /build/target/payara7/ ./
COPY --from=build /build/target/server/postgresql.jar /build/target/server/preboot.asadmin ./
COPY --from=build /build/target/server/postgresql.preboot.asadmin /build/target/latchkey.war ./
COPY --chmod=755 src/main/docker/payara-micro ./
USER 10001
ENTRYPOINT ["./payara-micro"]

FROM base AS liberty
ENV WLP_OUTPUT_DIR=/tmp/liberty LOG_DIR=/tmp/liberty/logs
COPY --from=liberty-runtime /build/target/liberty/ ./
COPY --from=liberty-runtime /build/target/jdbc/ wlp/usr/servers/latchkey/jdbc/
COPY --from=build /build/target/server/postgresql.jar wlp/usr/servers/latchkey/jdbc/
COPY --chmod=644 src/main/liberty/config/server.xml wlp/usr/servers/latchkey/
COPY --from=build /build/target/latchkey.war wlp/usr/servers/latchkey/apps/
USER 10001
ENTRYPOINT ["wlp/bin/server", "run", "latchkey"]

FROM ${SERVER}
