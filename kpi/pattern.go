package kpi

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: each start of the program would pay for all.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
