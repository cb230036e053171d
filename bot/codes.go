package bot

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
)

// codeShaped is what a register takes for a code; no other word is worth a question to the store.
var codeShaped = regexp.MustCompile(`^[\pL\pN][\pL\pN._/-]*$`)

// codes tells the words of one line that are codes from those that are not, asking the store once a word. After an
// error nothing is a code any more; failed has it, and the line must then not be answered.
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
		_, found, err := v.store.Indicator(ctx, word)
		if err != nil {
			failure = fmt.Errorf("looking up the code %q: %w", word, err)
		}
		known[word] = found
		return found
	}
	return isCode, func() error { return failure }
}
