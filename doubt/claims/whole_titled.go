package claims

import (
	"slices"
	"strings"
)

// saysTitle reports whether a number counts what the card does in as many words: all that the title names stands behind
// it, or before it as what it is a part of, and nothing stands behind it that could narrow it.
func (r *reading) saysTitle(c *Card, n int) bool {
	title := c.titleStems()
	s := r.sentences[r.sentenceOf(n)]
	var said []string
	for i := n + 1; i < min(s.to, n+12); i++ {
		it := r.items[i]
		if it.q != nil && it.q.noise && isStem(title, strings.ToLower(r.text[it.start:it.end])) {
			said = append(said, strings.ToLower(r.text[it.start:it.end])) // stage three
		}
		if it.text == "-" || it.q != nil && it.q.noise {
			continue
		}
		if it.kind == markItem || it.q != nil {
			break
		}
		if it.w != nil && c.slotOf(it.w) != slotOwn {
			return false
		}
		w := r.wordAt(i)
		if narrowing[w] && !isStem(title, r.wordAt(i+1)) && r.items[i+1].w == nil {
			return false // heard by the county
		}
		named := isStem(title, w)
		if r.strange(title, i) || strings.HasSuffix(w, "ed") && !named || pendingWords[w] || w == "not" {
			return false
		}
		if named {
			said = append(said, w)
		}
	}
	if len(said) == 0 || !isStem(title[len(title)-1:], said[len(said)-1]) {
		return false
	}
	for i := s.from; i < n; i++ {
		if w := r.wordAt(i); isStem(title, w) {
			said = append(said, w)
		}
	}
	for _, stem := range title {
		if !slices.ContainsFunc(said, func(w string) bool { return isStem([]string{stem}, w) }) {
			return false
		}
	}
	return len(said) > 1
}

// narrowing lead to what makes things some of all.
var narrowing = set("by", "for", "in", "at", "from", "among", "with", "about", "on", "across", "within", "under", "over")
