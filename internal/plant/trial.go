package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// outcome is what became of a bug.
type outcome string

const (
	caught   outcome = "caught"
	survived outcome = "SURVIVED"
	unfit    outcome = "DOES NOT APPLY"
	unbuilt  outcome = "DOES NOT BUILD"
	untested outcome = "NOT TESTED"
	broken   outcome = "FAILS WITHOUT IT" // the test that failed fails without the bug too, so it proves nothing
)

// result is what came of trying a bug.
type result struct {
	bug  bug
	is   outcome
	by   string // the test that noticed, or why it was not tried
	took time.Duration

	noticed failedTest // where it was caught
}

func (r result) String() string {
	return fmt.Sprintf("%-16s %-34s %5.0fs  %s", r.is, r.bug.name, r.took.Seconds(), r.by)
}

// try plants a bug, runs tests until one fails, and takes it out again.
func try(ctx context.Context, o options, t tree, b bug) (r result, err error) {
	began := time.Now()
	r.bug = b
	defer func() { r.took = time.Since(began) }()
	dig, notThere, err := t.plant(b)
	if err != nil || notThere != nil {
		r.is, r.by = unfit, fmt.Sprint(notThere)
		return r, err
	}
	defer func() {
		if failed := dig(); err == nil {
			err = failed
		}
	}()
	runs, err := runsFor(ctx, o, t, b)
	if err != nil {
		return r, err
	}
	ran := 0
	for _, args := range runs {
		run, err := goTest(ctx, o, t, args)
		switch {
		case err != nil:
			return r, err
		case run.unbuilt:
			r.is, r.by = unbuilt, run.says
			return r, nil
		case len(run.failed) > 0:
			r.is, r.by, r.noticed = caught, run.failed[0].String(), run.failed[0]
			return r, nil
		case !run.empty:
			ran++
		}
	}
	r.is, r.by = survived, fmt.Sprintf("%d runs of tests", ran)
	if ran == 0 {
		r.is, r.by = untested, "its tests are not there"
	}
	return r, nil
}

// runsFor is what to test a bug with, the likeliest first.
func runsFor(ctx context.Context, o options, t tree, b bug) (runs [][]string, err error) {
	runs = slices.Clone(b.tests)
	if len(runs) > 0 && !o.wide {
		return runs, nil
	}
	own := "./" + path.Dir(b.file)
	runs = append(runs, []string{own})
	near, far, err := importers(ctx, o, t, own)
	if err != nil {
		return nil, err
	}
	if o.wide {
		near = append(near, far...)
	}
	for _, pkg := range near {
		runs = append(runs, []string{pkg})
	}
	return runs, nil
}

// confirm runs the tests that noticed bugs in a tree without any, and marks the results whose test fails there too.
func confirm(ctx context.Context, o options, t tree, results []result) error {
	noticed := map[string][]string{} // the outermost tests, by package
	for _, r := range results {
		if top := r.noticed.top(); r.is == caught && !slices.Contains(noticed[r.noticed.pkg], top) {
			noticed[r.noticed.pkg] = append(noticed[r.noticed.pkg], top)
		}
	}
	for pkg, tests := range noticed {
		args := []string{pkg, "-failfast=false"}
		if !slices.Contains(tests, "") {
			args = append(args, "-run", "^("+strings.Join(tests, "|")+")$")
		}
		run, err := goTest(ctx, o, t, args)
		if err != nil {
			return err
		}
		for n := range results {
			r := &results[n]
			fails := func(f failedTest) bool { return f.pkg == pkg && f.top() == r.noticed.top() }
			if r.is == caught && r.noticed.pkg == pkg && (run.unbuilt || slices.ContainsFunc(run.failed, fails)) {
				r.is = broken
			}
		}
	}
	return nil
}
