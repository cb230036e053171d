package printed

import (
	"strings"
)

// pair is a label with what stands beside it: Target: 95%.
type pair struct {
	label label
	said  string
	value value // what a card reads of it
}

// betweenPairs is what parts pairs in one run of words.
var betweenPairs = pattern(`\s*(?:[;,•·]|\s[–-])\s+`)

// pairsIn reads a line that is pairs and nothing else; nil where it is not.
func pairsIn(l line) []pair {
	var all []pair
	for n := 0; n < len(l.cells); {
		p, used, ok := pairAt(l.cells, n)
		if !ok {
			if several := severalPairs(l.cells[n].text); several != nil {
				all = append(all, several...)
				n++
				continue
			}
			return nil
		}
		all = append(all, p)
		n += used
	}
	return all
}

// pairAt reads a pair from a line's cells, and says how many of them it takes.
func pairAt(cells []cell, n int) (p pair, used int, ok bool) {
	text := cells[n].text
	if p, ok := pairOf(text); ok {
		return p, 1, true
	}
	l, labelled := labelOf(text)
	if !labelled || n+1 >= len(cells) {
		return pair{}, 0, false
	}
	beside := cells[n+1].text
	switch {
	case l.item.figures() && l.suits(beside) > 0,
		l.item == title || l.item == code || l.item == service || l.item == unit || l.item == other:
		if _, label := labelOf(beside); label && l.suits(beside) < 2 {
			return pair{}, 0, false
		}
		return pair{label: l, said: beside}, 2, true
	}
	return pair{}, 0, false
}

// pairOf reads a label and its value out of one run of words: with a colon between them, or a value alone.
func pairOf(text string) (pair, bool) {
	if !mayBegin(text) {
		return pair{}, false
	}
	if head, rest, colon := strings.Cut(text, ":"); colon {
		if l, ok := labelOf(head); ok && !l.item.prose() {
			rest = strings.TrimSpace(rest)
			if l.item.figures() && l.suits(rest) == 0 && (!l.item.holdsNumber() || len(rest) > 30) || rest == "" {
				return pair{}, false
			}
			return pair{label: l, said: rest}, true
		}
		return pair{}, false
	}
	fields := strings.Fields(text)
	if len(fields) > longest+4 {
		return pair{}, false
	}
	l, n := firstLabel(fields)
	if n == 0 || n == len(fields) || !l.item.figures() {
		return pair{}, false
	}
	rest := strings.Join(fields[n:], " ")
	if l.suits(rest) < 2 {
		return pair{}, false
	}
	l.said = strings.Join(fields[:n], " ")
	return pair{label: l, said: rest}, true
}

// severalPairs reads words such as “Target 95%, actual 93%, RAG amber”.
func severalPairs(text string) []pair {
	if len(text) > 300 || !mayBegin(text) {
		return nil
	}
	parts := betweenPairs().Split(text, -1)
	if len(parts) < 2 {
		return nil
	}
	var all []pair
	for _, part := range parts {
		p, ok := pairOf(part)
		if !ok {
			return nil
		}
		all = append(all, p)
	}
	return all
}

// headed reads the heading of a text, with what of the text stands in the same line.
func headed(l line) (heading label, rest line, ok bool) {
	if l.blank() {
		return label{}, line{}, false
	}
	first := l.cells[0]
	if !mayBegin(first.text) {
		return label{}, line{}, false
	}
	rest = l
	if found, ok := labelOf(first.text); ok && (found.item.prose() || found.item == rating || found.item == other) {
		rest.cells = l.cells[1:]
		return found, rest, true
	}
	head, said, colon := strings.Cut(first.text, ":")
	if !colon {
		return label{}, line{}, false
	}
	found, ok := labelOf(head)
	if !ok || !found.item.prose() && found.item != rating && found.item != other {
		return label{}, line{}, false
	}
	rest.cells = append([]cell{{clean(said), first.from + len(head) + 1, first.to}}, l.cells[1:]...)
	return found, rest, true
}
