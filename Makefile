# Short names for long commands. CONTRIBUTING.md says what each is for.

.PHONY: test bench crash forge

test:
	go test -timeout 20m ./...

# One table, each row beside its yardstick; some ten minutes on a machine that does nothing else. BENCHMARKS.md holds it.
bench:
	go run ./cmd/bench

# Processes and the database die for some hours: 1,000 rounds of Chaser's, 40 of the database's.
crash:
	go test ./cmd/chaser -run '^(TestCrashes|TestTheDatabaseIsKilled|TestFailover|TestDiskFull|TestNoConnectionIsLeft)' -count=1 -v -timeout 6h -args -thorough -crash.rounds=1000 -ruin.rounds=40

# Every button and form, forged by every kind of person in every shape: 13,000 requests, two minutes.
forge:
	go test ./bot -run TestWhateverIsForged -count=1 -v -args -forge.all
