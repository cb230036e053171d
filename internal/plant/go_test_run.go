package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// failedTest is the test that noticed a bug; test is empty where the whole package failed, such as by a time-out.
type failedTest struct{ pkg, test string }

func (f failedTest) String() string { return strings.TrimSpace(f.pkg + " " + f.test) }

// top is the outermost test.
func (f failedTest) top() string {
	top, _, _ := strings.Cut(f.test, "/")
	return top
}

// testRun is what came of one go test.
type testRun struct {
	unbuilt bool
	empty   bool         // no test passed
	says    string       // the compiler's first complaint
	failed  []failedTest // the innermost first; a package as a whole is last
}

// goTest runs go test until the first test fails.
func goTest(ctx context.Context, o options, t tree, args []string) (run testRun, err error) {
	// The paths of this machine stay out of what is compiled, so that every copy uses the same build cache.
	all := slices.Concat(o.command, []string{"test", "-json", "-failfast", "-trimpath", "-vet=off", "-timeout", o.timeout.String()}, args)
	cmd := exec.CommandContext(ctx, all[0], all[1:]...)
	cmd.Dir = t.dir
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return run, ctx.Err()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return run, err
	}
	ran := false
	events := bufio.NewScanner(bytes.NewReader(out))
	events.Buffer(nil, 64<<20)
	for events.Scan() {
		var e struct{ Action, Package, ImportPath, Test, Output string }
		if json.Unmarshal(events.Bytes(), &e) != nil {
			continue // what a test writes beside its own output
		}
		ran = ran || e.Action == "pass" && e.Test != ""
		switch e.Action {
		case "build-output":
			if run.says == "" && !strings.HasPrefix(e.Output, "#") {
				run.says = strings.TrimSpace(e.Output)
			}
		case "build-fail":
			run.unbuilt = true
		case "fail":
			run.failed = append(run.failed, failedTest{e.Package, e.Test})
		}
	}
	if err := events.Err(); err != nil {
		return run, err
	}
	if len(run.failed) == 0 && !run.unbuilt && err != nil {
		return run, fmt.Errorf("go test %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	run.empty = !ran
	return run, nil
}

// importers are the packages whose tests could notice what is wrong in a package, but for its own: near are those that
// import it, far those that import them.
func importers(ctx context.Context, o options, t tree, pkg string) (near, far []string, err error) {
	list := func(args ...string) (string, error) {
		all := slices.Concat(o.command, []string{"list"}, args)
		cmd := exec.CommandContext(ctx, all[0], all[1:]...)
		cmd.Dir = t.dir
		out, err := cmd.Output()
		return strings.TrimSpace(string(out)), err
	}
	own, err := list(pkg)
	if err != nil {
		return nil, nil, fmt.Errorf("go list %s: %w", pkg, err)
	}
	graph, err := list("-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}{{range .TestImports}} {{.}}{{end}}{{range .XTestImports}} {{.}}{{end}}`+
		"\t{{len .TestGoFiles}} {{len .XTestGoFiles}}", "./...")
	if err != nil {
		return nil, nil, fmt.Errorf("go list: %w", err)
	}
	found := []string{own}
	for n := 0; n < len(found); n++ {
		for line := range strings.SplitSeq(graph, "\n") {
			imports, tests, _ := strings.Cut(line, "\t")
			all := strings.Fields(imports)
			if slices.Contains(found, all[0]) || !slices.Contains(all[1:], found[n]) {
				continue
			}
			found = append(found, all[0])
			switch {
			case tests == "0 0":
			case n == 0:
				near = append(near, all[0])
			default:
				far = append(far, all[0])
			}
		}
	}
	return near, far, nil
}
