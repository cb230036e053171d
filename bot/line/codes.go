package line

import (
	"slices"
	"strings"
)

// codeJoiners are the words and signs that people put between codes. A comma may stand behind a code, too.
var codeJoiners = []string{"and", "&", "+", ",", "or", "vs", "v", "versus", "with", "against"}

// Codes reads codes and nothing else, each once: “178 and 175”, “175, 176 & 177”, “REG1 vs REG2”. It reports whether a
// word or sign other than a comma joins any of them: without one, “178, 142” may be a figure.
func (r Reader) Codes() (codes []string, joined, ok bool) {
	for r.Left() > 0 && !r.OnlyCourtesies() {
		code, rest, isCode := r.Code()
		if !isCode {
			return nil, false, false
		}
		if !slices.ContainsFunc(codes, func(c string) bool { return strings.EqualFold(c, code) }) {
			codes = append(codes, code)
		}
		for r = rest; r.Left() > 1 && slices.Contains(codeJoiners, r.lower()); r = r.From(1) {
			joined = joined || r.lower() != ","
		}
	}
	return codes, joined, len(codes) > 0
}

func (r Reader) lower() string { return strings.ToLower(strings.TrimRight(r.Word(), ".,")) }
