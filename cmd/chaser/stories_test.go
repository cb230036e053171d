package main

import (
	"archive/zip"
	"io"
	"os"
	"regexp"
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
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"texts": writeTexts},
		Setup: func(e *testscript.Env) error {
			for _, variable := range e.Vars {
				if strings.HasPrefix(variable, "SLACK_") || strings.HasPrefix(variable, "CHASER_") {
					t.Errorf("the story would inherit %s", variable)
				}
			}
			e.Setenv("DATABASE_URL", migrated.DSN(t))
			e.Setenv("EMPTY_DATABASE", storetest.DSN(t)) // where nobody has typed migrate yet
			seed, err := os.ReadFile("../../demo/seed/register.json")
			if err != nil {
				return err
			}
			return os.WriteFile(e.WorkDir+"/seed.json", seed, 0o600)
		},
	})
}

var tags = regexp.MustCompile(`<[^>]*>`)

// writeTexts is “texts report.docx report.txt”: what the parts of a Word document or an Excel workbook say, each text
// in a line of its own.
func writeTexts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: texts ARCHIVE FILE")
	}
	archive, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer func() { _ = archive.Close() }()
	var all strings.Builder
	for _, f := range archive.File {
		part, err := f.Open()
		ts.Check(err)
		text, err := io.ReadAll(part)
		ts.Check(err)
		ts.Check(part.Close())
		all.WriteString(tags.ReplaceAllString(string(text), "\n") + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(all.String()), 0o600))
}
