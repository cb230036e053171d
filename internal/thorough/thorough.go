// Package thorough lets dear tests play a little in go test ./..., which then stays quick and still notices what breaks
// at once, and all of it in CI, in a stage of its own.
//
//	for seed := range thorough.Plays(1, 3) {
//
// A test asks in its own function, so that its name can be found: a test of this package fails where .ci/run does not
// name a test that asks.
package thorough

import (
	"flag"
	"testing"
)

var all = flag.Bool("thorough", false, "play all that CI plays, and not a few of it")

// Plays is how much a test plays: a few, or all where the flag says so.
func Plays[N int | uint64](few, whole N) N {
	if *all {
		return whole
	}
	return few
}

// LeaveToCI skips a test of which even the least costs more than go test ./... has time for, such as the start of an
// office suite. Cheaper tests of the same must be left.
func LeaveToCI(t testing.TB) {
	t.Helper()
	if !*all {
		t.Skip("CI plays it, and so does -args -thorough")
	}
}
