package main

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"chaser/demo/privatepg"
	"chaser/store/storetest"
)

func TestMain(m *testing.M) {
	crashMain()
	privatepg.Supervise()
	testscript.Main(withPostgres{m}, map[string]func(){
		"chaser": func() { os.Exit(runUntilInterrupted()) },
	})
}

type withPostgres struct{ *testing.M }

func (m withPostgres) Run() int { return storetest.Run(m.M) }

// Each story is the whole program at work, in plain text, on a database of its own.
func TestStories(t *testing.T) {
	t.Parallel()
	storetest.DSN(t) // where there is no Postgres it skips here, and not inside a story
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/stories",
		UpdateScripts: os.Getenv("UPDATE_STORIES") != "",
		Setup: func(e *testscript.Env) error {
			for _, variable := range e.Vars {
				if strings.HasPrefix(variable, "SLACK_") || strings.HasPrefix(variable, "CHASER_") {
					t.Errorf("the story would inherit %s", variable)
				}
			}
			e.Setenv("DATABASE_URL", storetest.DSN(t))
			seed, err := os.ReadFile("../../demo/seed/register.json")
			if err != nil {
				return err
			}
			return os.WriteFile(e.WorkDir+"/seed.json", seed, 0o600)
		},
	})
}
