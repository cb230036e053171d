# Chaser as an image of one static program: no shell, no package, no user but its own.
#
#   docker build -t chaser .
#   docker run -e DATABASE_URL=… -e SLACK_BOT_TOKEN=… -e SLACK_SIGNING_SECRET=… -p 8080:8080 chaser      runs the bot
#   docker run -e DATABASE_URL=… -e SLACK_BOT_TOKEN=… chaser doctor                                      any other command
#
# The image has neither Chromium nor PostgreSQL, so `report --format pdf` and `demo` are for a machine that has them.

# Pinned to Go 1.26.8. deploy/pin-images moves it to the tag's newest, with Go's corrections.
FROM golang:1.26-bookworm@sha256:a688600ca24f8a4d3ca77f95b0dd40704a9fc787c826660eb7ba0b641b8b175d AS build
WORKDIR /src
# The modules change less often than the code: a layer of their own.
COPY go.mod go.sum ./
RUN go mod download && go mod verify
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w' -o /out/chaser ./cmd/chaser \
 && install -d -m 1777 /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/tmp /tmp
COPY --from=build /out/chaser /chaser
USER 65532:65532
EXPOSE 8080
# Whether the bot is alive, asked by the program itself since nothing else is in here. A platform that asks over HTTP has GET /healthz
# (alive; restart where it fails) and GET /readyz (database and schema fine; send no traffic where it fails).
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/chaser", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/chaser"]
CMD ["serve"]
