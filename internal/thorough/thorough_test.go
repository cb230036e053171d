package thorough

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// What go test ./... plays only a few of, CI plays all of: its stage names each test that asks how many, and its
// package.
func TestCIPlaysAll(t *testing.T) {
	t.Parallel()
	tests, packages := stage(t)
	asking := 0
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		for _, name := range whoAsk(t, path) {
			asking++
			if !slices.Contains(tests, name) {
				t.Errorf("%s: .ci/run does not name %s, so nobody plays all of it", path, name)
			}
			if dir, err := filepath.Rel(root, filepath.Dir(path)); err != nil || !slices.Contains(packages, "./"+filepath.ToSlash(dir)) {
				t.Errorf("%s: .ci/run does not play all of %s", path, dir)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if asking < len(tests) {
		t.Errorf("%d tests ask how much to play, and .ci/run names %d", asking, len(tests))
	}
}

// stage is what CI's stage names.
func stage(t *testing.T) (tests, packages []string) {
	t.Helper()
	script, err := os.ReadFile(root + "/.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range regexp.MustCompile(`(?m)^thorough\+?='(.*)'$`).FindAllSubmatch(script, -1) {
		tests = append(tests, strings.FieldsFunc(string(line[1]), func(r rune) bool { return r == '|' })...)
	}
	command := regexp.MustCompile(`(?m)^go test (\./.*) -run "\^\(\$thorough\)\\\$" .*-args -thorough$`).FindSubmatch(script)
	if command == nil || len(tests) == 0 {
		t.Fatal(".ci/run has no stage that plays all")
	}
	return tests, strings.Fields(string(command[1]))
}

// whoAsk are the functions of a file that ask how much to play.
func whoAsk(t *testing.T, path string) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		if f, is := d.(*ast.FuncDecl); is && asks(f) {
			names = append(names, f.Name.Name)
		}
	}
	return names
}

func asks(in ast.Node) (is bool) {
	ast.Inspect(in, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			x, ok := s.X.(*ast.Ident)
			is = is || ok && x.Name == "thorough" && s.Sel.Name == "Plays"
		}
		return true
	})
	return is
}
