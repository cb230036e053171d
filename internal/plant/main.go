// Plant tells which small bugs the tests would not notice. It plants each bug of a list in a copy of the tree, runs the
// tests that should fail for it, and prints a table:
//
//	go run ./internal/plant -only store/ -jobs 1
//
// A bug is caught if a test fails with it and passes without it. It survives if every test that was run passes. The
// working tree is never touched: what is planted is in a copy of it, as it stands, in a temporary folder.
//
// The lists are internal/plant/bugs/*.txt. The comment of parseList tells how to write one.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	all, err := plant(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "plant:", err)
		os.Exit(2)
	}
	if !all {
		os.Exit(1)
	}
}

// options are what the flags set.
type options struct {
	root    string
	lists   string
	only    *regexp.Regexp
	list    bool
	check   bool
	wide    bool
	jobs    int
	command []string // the go command, and what it is run by
	timeout time.Duration
}

func parseOptions(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("plant", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", ".", "the folder of the module's go.mod")
	flags.StringVar(&o.lists, "lists", "internal/plant/bugs/*.txt", "the lists of bugs, from the root")
	only := flags.String("only", "", "a regular expression: plant only bugs whose name or file matches it")
	flags.BoolVar(&o.list, "list", false, "print the bugs and what each would do; plant nothing")
	flags.BoolVar(&o.check, "check", false, "say which bugs do not fit their files any more; plant nothing")
	flags.BoolVar(&o.wide, "wide", false, "try what survives its named tests with all packages that could notice")
	flags.IntVar(&o.jobs, "jobs", 1, "how many bugs are tried at a time, each in a copy of its own")
	command := flags.String("go", "go", "the go command, with what runs it before it, such as \"nice go\"")
	flags.DurationVar(&o.timeout, "timeout", 10*time.Minute, "how long one run of tests may take")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.command = strings.Fields(*command)
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is no flag; name bugs with -only", flags.Arg(0))
	case o.jobs < 1:
		return o, fmt.Errorf("-jobs %d: at least one", o.jobs)
	case len(o.command) == 0:
		return o, fmt.Errorf("-go is empty")
	}
	if o.only, err = regexp.Compile(*only); err != nil {
		return o, fmt.Errorf("-only: %w", err)
	}
	o.root, err = filepath.Abs(o.root)
	return o, err
}

// plant does what the flags say. all is whether every bug was caught, or survived as its list says.
func plant(ctx context.Context, args []string, stdout, stderr io.Writer) (all bool, err error) {
	o, err := parseOptions(args, stderr)
	if err != nil {
		return false, err
	}
	bugs, err := readLists(o)
	if err != nil {
		return false, err
	}
	if o.list {
		for _, b := range bugs {
			fmt.Fprintf(stdout, "%s  %s\n    %s\n", b.name, b.file, b.says)
		}
		return true, nil
	}
	if o.check {
		return printUnfit(stdout, o.root, bugs), nil
	}
	results, err := tryAll(ctx, o, bugs, stderr)
	if err != nil {
		return false, err
	}
	return printTable(stdout, results), nil
}

func readLists(o options) (bugs []bug, err error) {
	files, err := filepath.Glob(filepath.Join(o.root, o.lists))
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		of, err := parseList(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, b := range of {
			if seen[b.name] {
				return nil, fmt.Errorf("%s: two bugs are called %s", file, b.name)
			}
			seen[b.name] = true
			if o.only.MatchString(b.name) || o.only.MatchString(b.file) {
				bugs = append(bugs, b)
			}
		}
	}
	if len(bugs) == 0 {
		return nil, fmt.Errorf("no bug of %s matches", o.lists)
	}
	return bugs, nil
}

// tryAll tries each bug, several at a time in copies of their own, and tells of each as it is done.
func tryAll(ctx context.Context, o options, bugs []bug, stderr io.Writer) ([]result, error) {
	var (
		each    sync.WaitGroup
		mu      sync.Mutex
		failed  error
		results = make([]result, len(bugs))
		next    = make(chan int)
		clean   tree
	)
	for range min(o.jobs, len(bugs)) {
		t, err := copyTree(ctx, o.root)
		if err != nil {
			return nil, err
		}
		defer func() { _ = t.remove() }()
		clean = t // once the last bug is out of it
		each.Go(func() {
			for n := range next {
				r, err := try(ctx, o, t, bugs[n])
				mu.Lock()
				results[n] = r
				if err != nil && failed == nil {
					failed = fmt.Errorf("%s: %w", bugs[n].name, err)
				}
				fmt.Fprintf(stderr, "%s\n", r)
				mu.Unlock()
			}
		})
	}
	for n := range bugs {
		mu.Lock()
		ends := failed != nil
		mu.Unlock()
		if ends {
			break
		}
		next <- n
	}
	close(next)
	each.Wait()
	if failed != nil {
		return nil, failed
	}
	return results, confirm(ctx, o, clean, results)
}
