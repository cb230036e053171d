package words

import (
	"fmt"
	"math/big"

	"chaser/kpi"
)

// Change is how the figure moved and what from: "Improving ↑ from 90,157 in Q1 2023/24".
func Change(c kpi.Card) string {
	m := c.Movement
	line := "Change: " + string(m.Change)
	if m.Change != kpi.NotAvailable {
		line = string(m.Change)
	}
	switch {
	case m.From == nil || m.From.Value == nil:
		return line
	case m.Change == kpi.NotAvailable:
		return fmt.Sprintf("%s · %s in %s", line, Shown(c, *m.From), m.Since.Words())
	}
	return fmt.Sprintf("%s %s from %s in %s", line, arrow(m.By), Shown(c, *m.From), m.Since.Words())
}

// arrow is the way that the number went, whichever way is better.
func arrow(by *big.Rat) string {
	switch by.Sign() {
	case 1:
		return "↑"
	case -1:
		return "↓"
	}
	return "→"
}

// RedSince is since when a card has been Red.
func RedSince(c kpi.Card) string {
	since, orEarlier := c.RedSince()
	if orEarlier {
		return "Red since " + since.Words() + " or earlier"
	}
	return "Red since " + since.Words()
}
