# The three commands of everyday work are make, make update and make lint; CONTRIBUTING.md says more.

GOLANGCI_VERSION := 2.15.0
GOFUMPT_VERSION  := 0.12.0
FUZZTIME ?= 10s
BENCH_MB ?= 1024

# The linter that is installed, if it is the right version; otherwise it is built, which takes minutes once.
GOLANGCI := $(shell golangci-lint version 2>/dev/null | grep -q 'version $(GOLANGCI_VERSION) ' && echo golangci-lint || \
	echo go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$(GOLANGCI_VERSION))

.PHONY: all build test race lint linter fmt update bench fuzz gallery docs cross

all: build test

build:
	go build -o crowsfoot ./cmd/crowsfoot

test:
	go vet ./...
	go test ./...

# The packages that start goroutines. Packages that come to start some belong here.
race:
	go test -race -short -timeout 12m ./parse ./parse/internal/syntax ./render/layout ./cmd/internal/app

lint:
	$(GOLANGCI) run ./...

# Builds the linter where it is not installed.
linter:
	$(GOLANGCI) version

fmt:
	go run mvdan.cc/gofumpt@v$(GOFUMPT_VERSION) -extra -w .

# Rewrites what tests compare with: read the difference before you keep it.
update:
	UPDATE=1 go test ./...

docs:
	UPDATE=1 go test -run 'TestDocs' ./cmd/internal/app

# Draws the pictures of the documentation anew: look at them before you keep them.
gallery: build
	./crowsfoot embed README.md docs/pictures.md
	./crowsfoot diff testdata/schemas/blog.sql testdata/schemas/next/blog.sql -o docs/pictures/blog-diff.svg

# BENCH_MB is the size of the largest dump; docs/performance.md has the figures of one run.
bench:
	go test -run '^$$' -bench . ./...
	go test -count=1 -v -run 'TestCorpus$$' ./render/layout
	CROWSFOOT_BENCH_MB=$(BENCH_MB) go test -count=1 -timeout 1h -run 'TestDumps|TestPictures' -v ./cmd/internal/bench

# Every fuzz target, one after the other.
fuzz:
	.ci/fuzz $(FUZZTIME)

# What users of other systems would build; nothing here needs C.
cross:
	@set -e; for target in linux/arm64 linux/386 darwin/arm64 windows/amd64; do \
	  echo $$target; \
	  CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/} go build -o /dev/null ./cmd/crowsfoot; \
	done
	CGO_ENABLED=0 GOOS=windows go vet ./... # the tests have to compile there as well
