MVN := ./mvnw -B -q
SOURCES := $(shell find src/main config pom.xml -type f)

SIZE ?= 100000

.PHONY: help build demo test bench flood format clean

help: ## show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: target/trikk.jar ## build target/trikk.jar and its libraries

target/trikk.jar: $(SOURCES)
	@echo "building Trikk (the first time, Maven downloads its libraries)"
	@fleet/need javac
	@$(MVN) package -DskipTests -Djacoco.skip=true
	@touch $@

demo: build ## a whole deployment pipeline in this terminal, in under a minute
	@fleet/need wget unzip
	@./trikk demo

test: ## all tests, on a real local fleet (as root, or with sudo)
	@.ci/test

bench: build ## Trikk beside a shell script over multiplexed OpenSSH, on a real local fleet (as root)
	@fleet/need sshd ssh haproxy apache2 sudo unzip wget zip python3
	@bench/run

flood: ## SIZE requests (100000) posted while the daemon is down: how fast it accepts them, and with how much memory
	@$(MVN) test -Djacoco.skip=true -Dtest=FloodTest -Dtrikk.flood=$(SIZE)
	@cat target/flood.txt

format: ## lay the sources out
	@$(MVN) spotless:apply

clean: ## delete what was built
	@rm -rf target
