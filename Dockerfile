FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN mvn -B -DskipTests package \
 && grep -v 'address=127.0.0.1' src/main/payara/preboot.asadmin > target/server/preboot.asadmin

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --create-home latchkey
WORKDIR /opt/latchkey
COPY --from=build /build/target/server/payara-micro.jar /build/target/server/preboot.asadmin /build/target/latchkey.war ./
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /_allauth/app/v1/config HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "payara-micro.jar", \
  "--nohazelcast", "--disablephonehome", "--prebootcommandfile", "preboot.asadmin", \
  "--port", "8080", "--deploy", "latchkey.war"]
