package main

import (
	"os"
	"testing"
)

// A quarter from its opening to its publishing, in a real browser on the demo's page: the service lead, the manager, the performance team and a
// member of the committee do what they would do.
func TestAQuarterInABrowser(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "chaser-quarter-*")
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	check(t, os.Chmod(dir, 0o755)) //nolint:gosec // under root Postgres runs as another user, who must be able to enter
	demo := start(t, map[string]string{}, false, "demo", "--listen", "127.0.0.1:0", "--dir", dir, "--at", "2024-01-01T12:00:00Z")
	b := openBrowser(t, demo.page())

	b.be("U0CORONER", "")
	b.moves("Next working day, 9:00")
	b.sees("The collection for Q3 2023/24 is open", "Post figure")
	b.picture("opening")
	b.pressesFor("178", "Post figure")
	b.sees("Post a figure")
	b.fills("Figure", "142")
	b.fills("Commentary", "Staff leave over the summer.")
	b.picture("form")
	b.presses("Post")
	b.sees("Posted 142 for Q3 2023/24")
	b.presses("Done")
	b.sees("✓ 178")
	b.picture("ticked")
}
