# docker build -t crowsfoot . && docker run --rm -v "$PWD:/repo" crowsfoot render schema.sql
FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY cmd cmd
COPY parse parse
COPY render render
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /crowsfoot ./cmd/crowsfoot

# git is for operands such as main:schema.sql. The folder that is mounted belongs to somebody else, which git wants to be
# told is meant.
FROM alpine:3.22
RUN apk add --no-cache git && git config --system --add safe.directory /repo
COPY --from=build /crowsfoot /usr/local/bin/crowsfoot
ENV XDG_CACHE_HOME=/tmp
USER nobody
WORKDIR /repo
ENTRYPOINT ["crowsfoot"]
