package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
)

// A report's content is kept as lines of JSON: one for each card, and one for the head. From them the very same report
// is printed again, in a format too that was not asked for then. The names of the fields stand in what is kept, so none
// is renamed.

// CardWriter writes the cards of a content, one by one.
type CardWriter struct {
	to  *json.Encoder
	sum hash.Hash
}

// NewCardWriter writes cards to w.
func NewCardWriter(w io.Writer) *CardWriter {
	sum := sha256.New()
	to := json.NewEncoder(io.MultiWriter(w, sum))
	to.SetEscapeHTML(false)
	return &CardWriter{to, sum}
}

// Write adds a card.
func (w *CardWriter) Write(c Card) error {
	if err := w.to.Encode(c); err != nil {
		return fmt.Errorf("report: writing the card of %s: %w", c.Code, err)
	}
	return nil
}

// Sealed is the head with the digest of all cards that were written and of the head itself.
func (w *CardWriter) Sealed(h Head) (Head, error) {
	h.Footer.Digest = ""
	line, err := json.Marshal(h)
	if err != nil {
		return Head{}, fmt.Errorf("report: writing the head: %w", err)
	}
	_, _ = w.sum.Write(line) // a hash never fails to be written
	h.Footer.Digest = hex.EncodeToString(w.sum.Sum(nil))
	return h, nil
}

// Read is the report of a head and of cards as a CardWriter wrote them. Each ranging over its cards opens them anew,
// and holds one at a time.
func Read(h Head, open func() (io.ReadCloser, error)) Report {
	return Report{h, func(yield func(Card, error) bool) {
		file, err := open()
		if err != nil {
			yield(Card{}, fmt.Errorf("report: opening the cards: %w", err))
			return
		}
		defer func() { _ = file.Close() }() // it was only read
		lines := json.NewDecoder(bufio.NewReader(file))
		for lines.More() {
			var c Card
			if err := lines.Decode(&c); err != nil {
				yield(Card{}, fmt.Errorf("report: reading a card: %w", err))
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}}
}
