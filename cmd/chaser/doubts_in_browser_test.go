package main

import (
	"os"
	"testing"

	"chaser/internal/thorough"
)

// One morning of the demo in one real browser, as starting either takes longer than what is looked at.
func TestFilesAndDoubtsInABrowser(t *testing.T) {
	t.Parallel()
	if *pictures == "" {
		thorough.LeaveToCI(t)
	}
	dir, err := os.MkdirTemp("", "chaser-morning-*")
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	check(t, os.Chmod(dir, 0o755)) //nolint:gosec // under root Postgres runs as another user, who must be able to enter
	demo := start(t, map[string]string{}, false, "demo", "--listen", "127.0.0.1:0", "--dir", dir, "--at", "2024-01-08T09:00:00Z")
	b := openBrowser(t, demo.page())
	for _, part := range []struct {
		name  string
		plays func(b *browser)
	}{{"doubts", asksWhatContradicts}, {"a file", importsFiles}} {
		t.Run(part.name, func(t *testing.T) {
			part.plays(&browser{T: t, page: b.page, ctx: b.ctx})
		})
	}
}

// What contradicts itself is asked about at posting, listed by the check and before publishing, and accepted with a
// reason.
func asksWhatContradicts(b *browser) {
	b.be("U0REGISTR", "C0PERFORM")
	b.types("/kpi submit REG2 55% 889 deaths were registered, of which 570 were within 5 days.")
	b.sees("570 of 889 is 64.1%, not 55%: Blue, not Amber.", "Use 64.1% (570 of 889)", "Correct the words", "Keep both")
	b.pictureOfLast("asked at posting")
	b.presses("Keep both")
	b.sees("Why may both stand?")
	b.picture("keep both")
	b.presses("Cancel")

	b.be("U0PERF", "C0PERFORM")
	b.types("/kpi check Q2 2023/24")
	b.sees("doubts are open for Q2 2023/24", "Cannot be true", "570 of 889")
	b.picture("check")
	b.presses("Accept")
	b.sees("Why may it stand?")
	b.picture("accept")
	b.presses("Cancel")

	b.be("U0PERF", "C0PERFORM")
	b.types("/kpi publish 2023-24Q2")
	b.sees("Post to #", "570 of 889")
	b.pictureOfLast("before publishing")
}
