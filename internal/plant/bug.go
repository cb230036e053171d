package main

import (
	"fmt"
	"strings"
)

// bug is a small mistake that somebody might make, and who should notice it.
type bug struct {
	name  string
	says  string // what the bug would do to a council
	file  string // where it is planted, from the module's root
	after string // the old text is the first behind this one; "" where it stands in the file only once
	old   string
	new   string
	tests [][]string // arguments of go test, each a run of its own; none: the file's package, then those that import it
	// survives says why no test can be expected to notice. It is for a bug that was tried and is kept as a record.
	survives string
}

// parseList reads a list of bugs. Each begins with its name, and a line's first word says what the rest of it is:
//
//	bug   sign-own-figure
//	says  A manager signs off the figure that they posted themselves.
//	file  store/sign_off.go
//	after func (t *signing) may(
//	test  ./store -run 'TestSign|TestWhoSigns'
//	-if own {
//	+if false {
//
// Lines with - are the old text to the letter, lines with + the new, each without its sign. The old text may be a part
// of a line, and must stand in the file once; with after, the first one behind it is meant, and the text of after must
// stand there once. Without new lines the old text is taken out.
//
// Each test line is a run of its own; without any, the file's package is tested and then those that import it. A line
// "survives REASON" says that no test can be expected to notice. Lines that begin with #, and empty ones, are for the
// reader.
func parseList(text string) (bugs []bug, err error) {
	var olds, news []string
	end := func() error {
		if len(bugs) == 0 {
			return nil
		}
		b := &bugs[len(bugs)-1]
		b.old, b.new = strings.Join(olds, "\n"), strings.Join(news, "\n")
		olds, news = nil, nil
		switch {
		case b.file == "" || b.says == "":
			return fmt.Errorf("%s needs a file, and says what it would do", b.name)
		case b.old == "" || b.old == b.new:
			return fmt.Errorf("%s changes nothing", b.name)
		}
		return nil
	}
	for n, line := range strings.Split(text, "\n") {
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		switch {
		case word == "bug":
			if err := end(); err != nil {
				return nil, err
			}
			bugs = append(bugs, bug{name: rest})
			continue
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
			continue
		case len(bugs) == 0:
			return nil, fmt.Errorf("line %d stands before the first bug", n+1)
		}
		b := &bugs[len(bugs)-1]
		switch {
		case line[0] == '-':
			olds = append(olds, line[1:])
		case line[0] == '+':
			news = append(news, line[1:])
		case word == "says":
			b.says = rest
		case word == "file":
			b.file = rest
		case word == "after":
			b.after = rest
		case word == "survives":
			b.survives = rest
		case word == "test":
			args, err := splitArguments(rest)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			b.tests = append(b.tests, args)
		default:
			return nil, fmt.Errorf("line %d begins with %q; it begins with bug, says, file, after, test, survives, - or +", n+1, word)
		}
	}
	return bugs, end()
}

// splitArguments splits as a shell does, as far as single quotes go.
func splitArguments(text string) (args []string, err error) {
	parts := strings.Split(text, "'")
	if len(parts)%2 == 0 {
		return nil, fmt.Errorf("a quote is not closed in %s", text)
	}
	for n, part := range parts {
		if n%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	if len(args) == 0 {
		return nil, fmt.Errorf("test says what to run")
	}
	return args, nil
}

// plantedIn is a file's text with the bug in it.
func (b bug) plantedIn(text string) (string, error) {
	from := 0
	if b.after != "" {
		if n := strings.Count(text, b.after); n != 1 {
			return "", fmt.Errorf("%q stands in it %s", b.after, times(n))
		}
		from = strings.Index(text, b.after) + len(b.after)
	}
	at := strings.Index(text[from:], b.old)
	if n := strings.Count(text[from:], b.old); at < 0 || n > 1 && b.after == "" {
		return "", fmt.Errorf("%q stands in it %s", b.old, times(n))
	}
	at += from
	return text[:at] + b.new + text[at+len(b.old):], nil
}

func times(n int) string {
	if n == 0 {
		return "nowhere"
	}
	return fmt.Sprintf("%d times", n)
}
