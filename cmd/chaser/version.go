package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"chaser/store"
)

// versionFlag prints which Chaser this is, and ends the program.
type versionFlag bool

// BeforeReset runs before a command is looked for, so that --version needs none.
func (versionFlag) BeforeReset(app *kong.Kong) error {
	text, err := version()
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(app.Stdout, text)
	app.Exit(0)
	return nil
}

// version names the release, the commit that it was built from, the Go that built it, and the schema that it needs.
func version() (string, error) {
	schema, err := store.SchemaVersion()
	if err != nil {
		return "", err
	}
	release, commit := built()
	return fmt.Sprintf("chaser  %s\ncommit  %s\nGo      %s\nschema  %d", release, commit, runtime.Version(), schema), nil
}

// built is the release, and the commit that it was built from.
func built() (release, commit string) {
	release, commit = "(devel)", "unknown"
	changed := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" {
			release = info.Main.Version
		}
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				commit = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = ", changed since"
			}
		}
	}
	return release, commit + changed
}
