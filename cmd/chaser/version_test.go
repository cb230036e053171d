package main

import (
	"bytes"
	"regexp"
	"testing"
)

// --version needs no command, no database and no settings, and ends with 0.
func TestVersion(t *testing.T) {
	t.Parallel()
	var out, err bytes.Buffer
	code := run(t.Context(), []string{"--version"}, streams{out: &out, err: &err})
	want := regexp.MustCompile(`^chaser  \S+\ncommit  \S+.*\nGo      go1\.\S+.*\nschema  [1-9]\d+\n$`)
	if code != 0 || !want.Match(out.Bytes()) || err.Len() > 0 {
		t.Errorf("it ends with %d and prints %q, and %q", code, out.String(), err.String())
	}
}
