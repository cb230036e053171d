package line

// yearBefore are the words with which people ask for the figure of a year before, besides those that name nothing.
var yearBefore = wordSet(`same time point period quarter month year ago before earlier prior previous last figure value`)

// YearBefore reads a line that asks for one indicator's figure of a year before: “178 last year”, “178 same time last
// year”, “lib1 what was it last year?”.
func (r Reader) YearBefore() (code string, ok bool) {
	asks := false
	for len(r.tokens) > 0 {
		if typed, rest, is := r.Code(); is {
			if code != "" {
				return "", false
			}
			code, r = typed, rest
			continue
		}
		word, rest := plainWord(r.tokens[0].text), r.From(1)
		if !yearBefore[word] && !isNoise(r.tokens[0]) && !courtesies[word] {
			return "", false
		}
		switch next := plainWord(rest.Word()); word {
		case "last", "previous", "prior":
			asks = asks || next == "year"
		case "year":
			asks = asks || next == "ago" || next == "before" || next == "earlier"
		}
		r = rest
	}
	return code, code != "" && asks
}
