package bot

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// fitting counts what a list still has room for, in bytes of JSON and in lines or cards. What does not fit is counted
// as left.
type fitting struct {
	bytes, pieces int
	shown, left   int
}

// line reports whether a line still fits. After one that does not fit, none does, so that a list has no gap.
func (f *fitting) line(text string) bool { return f.within(lineSent(text)) }

// within is like line, for anything whose size in bytes is known.
func (f *fitting) within(size int) bool {
	f.bytes -= size
	return f.take(f.bytes >= 0)
}

// card reports whether a card still fits. The first always does: a message with one card that is large says more than
// one with none.
func (f *fitting) card(blocks []slack.Block) bool {
	size := blocksSent(blocks)
	fits := f.take(f.shown == 0 || size <= f.bytes)
	if fits {
		f.bytes -= size
	}
	return fits
}

func (f *fitting) take(fits bool) bool {
	if !fits || f.shown == f.pieces {
		f.left++
		return false
	}
	f.shown++
	return true
}

// lineSent is how many bytes a line of a list takes as sent.
func lineSent(line string) int {
	size := len(`{"type":"text","text":"","style":{"bold":true}},`)
	for _, r := range line {
		size += sentSize(r)
	}
	return size
}

// blockSent is how many bytes a block takes as sent.
func blockSent(b slack.Block) int {
	text, err := json.Marshal(b)
	if err != nil {
		return maxPageSent // a block that cannot be written; its tests show it
	}
	return len(text)
}

func blocksSent(blocks []slack.Block) (sent int) {
	for _, b := range blocks {
		sent += blockSent(b)
	}
	return sent
}

// cutSent shortens a text to at most limit bytes, as JSON carries it. The limit is three or more, which the ellipsis
// takes.
func cutSent(text string, limit int) string {
	size, fits := 0, 1
	for n, r := range []rune(text) {
		size += sentSize(r)
		if size > limit {
			return string([]rune(text)[:fits-1]) + "…"
		}
		if size <= limit-utf8.RuneLen('…') {
			fits = n + 2 // n+1 characters and the ellipsis
		}
	}
	return text
}

// sentSize is how many bytes a character takes in JSON as encoding/json writes it.
func sentSize(r rune) int {
	switch {
	case r == '"' || r == '\\' || r == '\n' || r == '\t' || r == '\r':
		return 2
	case r < ' ' || r == '<' || r == '>' || r == '&' || r == '\u2028' || r == '\u2029':
		return 6
	}
	return max(utf8.RuneLen(r), 1)
}
