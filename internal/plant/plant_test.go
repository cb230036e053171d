package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// council is a module whose tests notice some bugs and not others.
var council = map[string]string{
	"go.mod": "module council\n\ngo 1.26\n",
	"due/due.go": `package due

func Late(day, due int) bool {
	return day > due
}

func Days(day, due int) int { return day - due }

func Words(day int) string { return "day" }
`,
	"due/due_test.go": `package due

import "testing"

func TestLate(t *testing.T) {
	t.Run("on the day", func(t *testing.T) {
		if Late(3, 3) {
			t.Error("late on the day")
		}
	})
}

`,
	"words/words.go": "package words\n\nfunc Words() string { return \"day\" }\n",
	"words/words_test.go": `package words

import "testing"

func TestFails(t *testing.T) { t.Error("it fails with and without any bug") }
`,
	"chase/chase.go": `package chase

import "council/due"

func Chased(day, due_ int) bool { return due.Days(day, due_) > 0 }
`,
	"chase/chase_test.go": `package chase

import "testing"

func TestChased(t *testing.T) {
	if !Chased(4, 3) {
		t.Error("nobody is chased")
	}
}
`,
	"bugs.txt": `# What is said of each is what the test below expects.
bug  on-the-day
says Somebody is late on the day itself.
file due/due.go
test ./due -run 'TestLate|TestNone'
-day > due
+day >= due

bug  a-week
says Whoever is late is chased a week too late.
file due/due.go
after func Days
test ./due -run 'TestLate'
-day - due
+day - due - 7

bug  a-week-seen-by-importers
says Whoever is late is chased a week too late.
file due/due.go
test ./due -run TestLate
test ./chase
-day - due
+day - due - 7

bug  for-the-record
says It says something else.
file due/due.go
test ./due -run TestLate
survives nobody reads it
-"day"
+"days"

bug  twice
says It stands there twice.
file due/due.go
-return
+panic

bug  no-such-file
says It is about nothing.
file due/gone.go
-x

bug  does-not-build
says It is no Go.
file due/due.go
test ./due -run TestLate
-day > due
+day > "due"

bug  no-such-test
says No test has the name that it names.
file due/due.go
test ./due -run TestGone
-day > due
+day < due

bug  proves-nothing
says The test that fails fails without it too.
file words/words.go
-"day"
+"days"
`,
}

// In a copy of a module each bug meets the tests that should notice it; the module itself stays as it is.
func TestPlanting(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for name, text := range council {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.CommandContext(t.Context(), "git", "init", "-q", root).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v\n%s", err, out)
	}
	var stdout, stderr bytes.Buffer
	planting := func(args ...string) (all bool) {
		t.Helper()
		stdout.Reset()
		stderr.Reset()
		all, err := plant(t.Context(), append([]string{"-root", root, "-lists", "*.txt"}, args...), &stdout, &stderr)
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		return all
	}
	if planting("-jobs", "2") {
		t.Error("it says that all is well")
	}
	want := `caught            on-the-day                due/due.go      council/due TestLate/on_the_day
SURVIVED          a-week                    due/due.go      Whoever is late is chased a week too late.
caught            a-week-seen-by-importers  due/due.go      council/chase TestChased
SURVIVED          for-the-record            due/due.go      nobody reads it
DOES NOT APPLY    twice                     due/due.go      "return" stands in it 3 times
DOES NOT APPLY    no-such-file              due/gone.go     there is no such file
DOES NOT BUILD    does-not-build            due/due.go      due/due.go:4:15: invalid operation: day > "due" (mismatched types int and untyped string)
NOT TESTED        no-such-test              due/due.go      its tests are not there
FAILS WITHOUT IT  proves-nothing            words/words.go  council/words TestFails

Of 9 bugs 2 were caught and 2 survived (1 as listed); 2: DOES NOT APPLY; 1: DOES NOT BUILD; 1: NOT TESTED; 1: FAILS WITHOUT IT.
`
	got := stdout.String()
	for line := range strings.Lines(got) { // the compiler's column is its own
		if before, after, found := strings.Cut(line, "due/due.go:4:"); found {
			_, after, _ = strings.Cut(after, ":")
			got = strings.Replace(got, line, before+"due/due.go:4:15:"+after, 1)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-want +got):\n%s", diff)
	}
	if n := strings.Count(stderr.String(), "\n"); n != 9 {
		t.Errorf("%d lines are told on the way:\n%s", n, stderr.String())
	}

	// Without named tests the package's own are run, and then those of the packages that import it; -wide adds these.
	if !planting("-only", "^a-week$", "-wide") {
		t.Errorf("it survives -wide:\n%s", stdout.String())
	}
	if !planting("-only", "^on-the-day$") || !planting("-only", "record") {
		t.Errorf("what is caught, or survives as listed, is not well:\n%s", stdout.String())
	}
	if !planting("-list", "-only", "gone") || stdout.String() != "no-such-file  due/gone.go\n    It is about nothing.\n" {
		t.Errorf("-list prints\n%s", stdout.String())
	}
	if planting("-check") || !strings.HasPrefix(stdout.String(), `twice  due/due.go: "return" stands in it 3 times`+"\nno-such-file  due/gone.go: ") {
		t.Errorf("-check prints\n%s", stdout.String())
	}
	if !planting("-check", "-only", "record") || stdout.Len() > 0 {
		t.Errorf("-check of what fits prints\n%s", stdout.String())
	}
	for name, text := range council {
		now, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || string(now) != text {
			t.Errorf("%s has been changed (%v)", name, err)
		}
	}
}

func TestWhatAListMayNotSay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"says before":                           "line 1 stands before the first bug",
		"bug a\nfile f\n-x":                     "a needs a file, and says what it would do",
		"bug a\nsays s\n-x":                     "a needs a file, and says what it would do",
		"bug a\nsays s\nfile f":                 "a changes nothing",
		"bug a\nsays s\nfile f\n-x\n+x":         "a changes nothing",
		"bug a\nnonsense":                       `line 2 begins with "nonsense"; it begins with bug, says, file, after, test, survives, - or +`,
		"bug a\ntest ./store -run 'A":           "line 2: a quote is not closed in ./store -run 'A",
		"bug a\ntest":                           "line 2: test says what to run",
		"bug a\nsays s\nfile f\n-x\nbug b\n-yy": "b needs a file, and says what it would do",
	} {
		if _, err := parseList(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestWhereABugIsPlanted(t *testing.T) {
	t.Parallel()
	const text = "one\n\ttwo()\n\ttwo()\nthree\n\ttwo()\n"
	for _, c := range []struct{ after, old, new, want, fault string }{
		{old: "three", new: "3", want: "one\n\ttwo()\n\ttwo()\n3\n\ttwo()\n"},
		{old: "\ttwo()\n\ttwo()", new: "\ttwo()", want: "one\n\ttwo()\nthree\n\ttwo()\n"},
		{after: "three", old: "two", new: "four", want: "one\n\ttwo()\n\ttwo()\nthree\n\tfour()\n"},
		{after: "one", old: "\n\ttwo()", want: "one\n\ttwo()\nthree\n\ttwo()\n"},
		{old: "two", fault: `"two" stands in it 3 times`},
		{old: "five", fault: `"five" stands in it nowhere`},
		{after: "two", old: "one", fault: `"two" stands in it 3 times`},
		{after: "three", old: "one", fault: `"one" stands in it nowhere`},
	} {
		got, err := bug{after: c.after, old: c.old, new: c.new}.plantedIn(text)
		if fault := ""; c.fault != "" || err != nil {
			if err != nil {
				fault = err.Error()
			}
			if fault != c.fault {
				t.Errorf("%+v: %q", c, fault)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
