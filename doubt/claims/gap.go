package claims

import (
	"math/big"
	"regexp"
	"strings"
)

// gapped is a number with a space among its digits: “5 318”, “5, 318”.
var gapped = regexp.MustCompile(`\b(\d{1,3})(, | )(\d{3})\b`)

// withoutGaps closes up the numbers of a text that are written with a space, where they are the card's own then. The
// text keeps its length.
func (c *Card) withoutGaps(text string) string {
	if c.Figure.Value == nil || c.Figure.Value.Cmp(whole(1000)) < 0 {
		return text
	}
	return gapped.ReplaceAllStringFunc(text, func(number string) string {
		at := gapped.FindStringSubmatch(number)
		v, ok := new(big.Rat).SetString(at[1] + at[3])
		if !ok {
			return number
		}
		for _, k := range []Known{c.Figure, c.Previous, c.YearAgo} {
			if k.Value != nil && k.Value.Cmp(v) == 0 {
				return at[1] + "," + at[3] + strings.Repeat(" ", len(at[2])-1)
			}
		}
		return number
	})
}
