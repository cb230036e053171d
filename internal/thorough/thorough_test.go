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

// What go test ./... plays only a few of, or leaves out, CI plays all of: a stage names each test that asks, and its
// package.
func TestCIPlaysAll(t *testing.T) {
	t.Parallel()
	played := stages(t)
	asking := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, name := range whoAsk(t, path) {
			asking[name] = true
			if !slices.Contains(played[name], "./"+filepath.ToSlash(dir)) {
				t.Errorf("%s: .ci/run does not name %s of ./%s, so nobody plays all of it", path, name, dir)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range played {
		if !asking[name] {
			t.Errorf(".ci/run names %s, which does not ask how much to play", name)
		}
	}
}

// stages are the tests of CI's stages that play all, each with the packages in which they are looked for.
func stages(t *testing.T) map[string][]string {
	t.Helper()
	script, err := os.ReadFile(root + "/.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	var many strings.Builder
	for _, line := range regexp.MustCompile(`(?m)^thorough\+?='(.*)'$`).FindAllSubmatch(script, -1) {
		many.Write(line[1])
	}
	played := map[string][]string{}
	stage := regexp.MustCompile(`(?m)^go test (\./.*) -run ['"]\^\((.*)\)\\?\$['"] .*-args -thorough\b`)
	for _, s := range stage.FindAllSubmatch(script, -1) {
		tests := strings.ReplaceAll(string(s[2]), "$thorough", many.String())
		for _, name := range strings.Split(tests, "|") {
			played[name] = append(played[name], strings.Fields(string(s[1]))...)
		}
	}
	if len(played) == 0 {
		t.Fatal(".ci/run has no stage that plays all")
	}
	return played
}

// whoAsk are the functions of a file that ask how much to play, or whether.
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
			is = is || ok && x.Name == "thorough" && (s.Sel.Name == "Plays" || s.Sel.Name == "LeaveToCI")
		}
		return true
	})
	return is
}
