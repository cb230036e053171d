package bot

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
)

// codeShaped is what a register takes for a code. The store need not be asked about any other word.
var codeShaped = regexp.MustCompile(`^[\pL\pN][\pL\pN._/-]*$`)

// codes tells which words of one line are codes. It asks the store once for each word. After an error nothing counts as
// a code, and failed is the error; the line must then not be answered.
func (v *visit) codes(ctx context.Context) (isCode func(string) bool, failed func() error) {
	known := map[string]bool{}
	var failure error
	isCode = func(word string) bool {
		if failure != nil || !codeShaped.MatchString(word) || utf8.RuneCountInString(word) > kpi.MaxCode {
			return false
		}
		word = strings.ToLower(word)
		if is, asked := known[word]; asked {
			return is
		}
		i, found, err := v.store.Indicator(ctx, word)
		if err != nil {
			failure = fmt.Errorf("looking up the code %q: %w", word, err)
		}
		if found {
			if v.coded == nil {
				v.coded = map[string]kpi.Indicator{}
			}
			v.coded[word] = i
		}
		known[word] = found
		return found
	}
	return isCode, func() error { return failure }
}
