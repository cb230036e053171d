package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// outcome is what became of a bug.
type outcome string

const (
	caught   outcome = "caught"
	survived outcome = "SURVIVED"
	unfit    outcome = "DOES NOT APPLY"
	unbuilt  outcome = "DOES NOT BUILD"
	broken   outcome = "FAILS WITHOUT IT" // the test that failed fails without the bug too, so it proves nothing
)

// result is what came of trying a bug.
type result struct {
	bug  bug
	is   outcome
	by   string // the test that noticed, or why it was not tried
	took time.Duration
}

func (r result) String() string {
	return fmt.Sprintf("%-16s %-34s %5.0fs  %s", r.is, r.bug.name, r.took.Seconds(), r.by)
}

// try plants a bug, runs tests until one fails, and takes it out again.
func try(ctx context.Context, o options, t tree, b bug, clean *cleanRuns) (r result, err error) {
	began := time.Now()
	r.bug = b
	defer func() { r.took = time.Since(began) }()
	dig, notThere, err := t.plant(b)
	if err != nil || notThere != nil {
		r.is, r.by = unfit, fmt.Sprint(notThere)
		return r, err
	}
	dug := false
	defer func() {
		if !dug {
			if failed := dig(); err == nil {
				err = failed
			}
		}
	}()
	runs, err := runsFor(ctx, o, t, b)
	if err != nil {
		return r, err
	}
	for _, args := range runs {
		run, err := goTest(ctx, o, t, args)
		switch {
		case err != nil:
			return r, err
		case run.unbuilt:
			r.is, r.by = unbuilt, run.says
			return r, nil
		case run.failed != nil:
			if err := dig(); err != nil {
				return r, err
			}
			dug = true
			passes, err := clean.passes(ctx, o, t, *run.failed)
			r.is, r.by = caught, run.failed.String()
			if !passes {
				r.is = broken
			}
			return r, err
		}
	}
	r.is = survived
	r.by = fmt.Sprintf("%d runs of tests", len(runs))
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

// cleanRuns remembers which tests pass without any bug.
type cleanRuns struct {
	mu     sync.Mutex
	passed map[failedTest]bool
}

// passes reports whether a test passes in a tree without any bug.
func (c *cleanRuns) passes(ctx context.Context, o options, t tree, f failedTest) (bool, error) {
	c.mu.Lock()
	passed, known := c.passed[f]
	c.mu.Unlock()
	if known {
		return passed, nil
	}
	args := []string{f.pkg}
	if f.test != "" {
		top, _, _ := strings.Cut(f.test, "/")
		args = append(args, "-run", "^"+top+"$")
	}
	run, err := goTest(ctx, o, t, args)
	if err != nil {
		return false, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.passed == nil {
		c.passed = map[failedTest]bool{}
	}
	c.passed[f] = run.failed == nil && !run.unbuilt
	return c.passed[f], nil
}
