package store

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// thorough plays random councils and harms rows as often as CI does, in a stage of its own. Without it the same tests
// play enough to notice what breaks at once, and go test ./... stays quick.
var thorough = flag.Bool("thorough", false, "play as many random councils, and harm as many rows, as CI does")

// councils is how many random councils a test plays: a few, or all where it is thorough. CI's stage names the test.
func councils(few, all uint64) uint64 {
	if *thorough {
		return all
	}
	return few
}

// What go test ./... plays only a few of, CI plays all of: its stage names each test that asks how many.
func TestCIPlaysAllCouncils(t *testing.T) {
	t.Parallel()
	stage, err := os.ReadFile("../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, name := range strings.FieldsFunc(string(stage), func(r rune) bool { return strings.ContainsRune("'|\n", r) }) {
		named[name] = true
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	asking := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			test, is := d.(*ast.FuncDecl)
			if !is || !callsCouncils(test) {
				continue
			}
			asking++
			if !named[test.Name.Name] {
				t.Errorf("%s: .ci/run does not name %s, so nobody plays all of its councils", name, test.Name.Name)
			}
		}
	}
	if asking < 9 {
		t.Errorf("only %d tests ask how many councils to play", asking)
	}
}

func callsCouncils(in ast.Node) (calls bool) {
	ast.Inspect(in, func(n ast.Node) bool {
		if call, is := n.(*ast.CallExpr); is {
			if f, is := call.Fun.(*ast.Ident); is && f.Name == "councils" {
				calls = true
			}
		}
		return true
	})
	return calls
}
