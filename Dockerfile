# Trikk in an image: the same launcher, folders and defaults as in a checkout. docker-compose.yml runs a whole set.
FROM debian:bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
# the libraries are a layer of their own, which stays as long as the pom does
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -q dependency:go-offline
COPY config config
COPY src src
RUN ./mvnw -B -q package -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true

FROM debian:bookworm-slim AS run
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /var/lib/trikk --create-home trikk
WORKDIR /opt/trikk
COPY trikk LICENSE ./
COPY routes routes
COPY broker-config broker-config
COPY config config
COPY --from=build /build/target/trikk.jar /build/target/trikk-client.jar target/
COPY --from=build /build/target/lib target/lib
USER trikk
ENV TRIKK_DATA=/var/lib/trikk/data \
    TRIKK_UPLOADS=/var/lib/trikk/uploads
# made here, so that a new volume belongs to this user
RUN mkdir -p /var/lib/trikk/data /var/lib/trikk/uploads
VOLUME /var/lib/trikk
# OpenWire and STOMP, where the broker runs in here
EXPOSE 61616 61613 5672
# the broker listens when everything before it went well; with a broker elsewhere, docker-compose.yml has another check
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/61616"]
# SIGTERM lets the steps at hand end, which may take as long as trikk.stop.timeout: stop with that much time
STOPSIGNAL SIGTERM
ENTRYPOINT ["./trikk"]
CMD ["serve"]
