// Package thorough lets dear tests play a little in go test ./..., which then stays quick and still notices what breaks
// at once, and all of it in CI, in a stage of its own.
//
//	for seed := range thorough.Plays(1, 3) {
//
// A test asks in its own function, so that its name can be found: a test of this package fails where .ci/run does not
// name a test that asks.
package thorough

import "flag"

var all = flag.Bool("thorough", false, "play all that CI plays, and not a few of it")

// Plays is how much a test plays: a few, or all where the flag says so.
func Plays[N int | uint64](few, whole N) N {
	if *all {
		return whole
	}
	return few
}
