package kpi_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// Tests hold little at a time, and collecting garbage was a quarter of what they did.
func TestMain(m *testing.M) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(m.Run())
}
