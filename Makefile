MVN := ./mvnw -B -q
SOURCES := $(shell find src/main config pom.xml -type f)

SIZE ?= 100000

.PHONY: help build demo test chaos planted bench bench-cli flood format clean

help: ## show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: target/trikk.jar ## build target/trikk.jar and its libraries

target/trikk.jar: $(SOURCES)
	@echo "building Trikk (the first time, Maven downloads its libraries)"
	@fleet/need javac
	@$(MVN) package -DskipTests -Djacoco.skip=true
	@touch $@
	@./trikk --archive

BALANCER ?=

demo: build ## a whole deployment pipeline in this terminal, in under a minute; BALANCER=ace puts a Cisco ACE's stand-in before it
	@fleet/need wget unzip
	@./trikk demo $(if $(BALANCER),--balancer=$(BALANCER))

test: ## all tests, on a real local fleet (as root, or with sudo)
	@.ci/test

SEED ?= 1
RUNS ?= 200

chaos: ## bad days, made on purpose: SEED=1 RUNS=200 says which and how many
	@fleet/need javac mvn wget unzip postgresql
	@$(MVN) test -Djacoco.skip=true -Dtest=BadDays -Dchaos.seed=$(SEED) -Dchaos.runs=$(RUNS)

planted: ## the same with bugs planted in Trikk, which must be found
	@fleet/need javac mvn wget unzip postgresql
	@$(MVN) test -Djacoco.skip=true -Dtest=PlantedBugs

bench: build ## Trikk beside a shell script over multiplexed OpenSSH, on a real local fleet (as root)
	@fleet/need sshd ssh haproxy apache2 sudo unzip wget zip python3
	@bench/run

bench-cli: build ## how long the client and a Tab in bash, zsh and fish take, beside gh and kubectl where they are
	@fleet/need bash zsh fish python3
	@bench/cli

flood: ## SIZE requests (100000) posted while the daemon is down: how fast it accepts them, and with how much memory
	@$(MVN) test -Djacoco.skip=true -Dtest=FloodTest -Dtrikk.flood=$(SIZE)
	@cat target/flood.txt

format: ## lay the sources out
	@$(MVN) spotless:apply

clean: ## delete what was built
	@rm -rf target
