# Built with the toolchain of Debian 12, because the run stage is Debian 12: same C library, same OpenSSL.
FROM swift:6.3-bookworm AS build
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends libssl-dev zlib1g-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
# Dependencies are fetched before the sources come, so that a change of ours does not fetch them again.
COPY Package.swift ./
RUN swift package resolve
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product sitrep \
    && strip -o /sitrep .build/release/sitrep

FROM debian:bookworm-slim
# What `readelf -d` says the program needs; .ci/linkage compares.
RUN apt-get update -qq \
    && apt-get install -qq -y --no-install-recommends libssl3 zlib1g libstdc++6 libgcc-s1 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /sitrep /usr/local/bin/sitrep
# A number, so that a platform that refuses root can see that this is none.
# Mount a dataset and name it: docker run -v ./reports:/data:ro sitrep serve /data
USER 65532:65532
ENV SITREP_HOST=0.0.0.0
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=4s --start-period=60s CMD ["sitrep", "healthcheck"]
ENTRYPOINT ["sitrep"]
CMD ["serve"]
