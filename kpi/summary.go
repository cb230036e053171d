package kpi

import "slices"

// Summary is what a committee is told of a period that was published: how many indicators have which rating, what is
// counted as Red and was not, or was and is not, since the last time, and the reds.
//
// Its sums hold: Red now = Red before + moved in − moved out + newly reported − no longer reported. See Move.
type Summary struct {
	Committee string
	Period    Period
	Before    Period // the one that is compared with: published last, or else simply before this; zero where there is none
	Counts    []RatingCount
	Moved     []Moved // in the order of the cards
	Reds      []Card  // the worst first
	NoFigure  []Card  // published without a figure of the period's own
	NotFinal  []Card  // rated by a figure that is provisional or of a part of the period
}

// RatingCount is how many indicators have a rating, and how many had.
type RatingCount struct {
	Rating      Rating
	Now, Before int
}

// ratingsInOrder are all, as a summary counts them.
var ratingsInOrder = []Rating{Red, Amber, Green, Blue, BaselineRating, ContextRating, InDevRating, NoData}

// Summarise compares the cards of a period with those that were published last. Where it is the first to be published,
// as in a council's first quarter with Chaser, it compares with the period before as the cards themselves remember it.
func Summarise(committee string, p Period, cards []Card, before Period, then []Card) Summary {
	if before.IsZero() {
		before, then = remembered(p, cards)
	}
	s := Summary{Committee: committee, Period: p, Before: before, Reds: WorstFirst(cards)}
	now, was := map[Rating]int{}, map[Rating]int{}
	earlier, seen := map[string]*Card{}, map[string]bool{}
	for n := range then {
		earlier[codeOf(then[n])] = &then[n]
		was[then[n].Assessment().Rating]++
	}
	for n, c := range cards {
		now[c.Assessment().Rating]++
		seen[codeOf(c)] = true
		s.move(earlier[codeOf(c)], &cards[n])
		if !c.reports() {
			s.NoFigure = append(s.NoFigure, c)
		} else if c.NotFinal() {
			s.NotFinal = append(s.NotFinal, c)
		}
	}
	for n, c := range then {
		if !seen[codeOf(c)] {
			s.move(&then[n], nil)
		}
	}
	for _, r := range ratingsInOrder {
		if now[r] > 0 || was[r] > 0 || r == Red {
			s.Counts = append(s.Counts, RatingCount{r, now[r], was[r]})
		}
	}
	return s
}

// remembered are the cards of the period before of which these know the figure; the zero Period where none does.
func remembered(p Period, cards []Card) (before Period, then []Card) {
	for _, c := range cards {
		last, reported := p.Previous(p.Span()).For(c.Indicator.Frequency)
		if !reported {
			continue
		}
		earlier := Card{Indicator: c.Indicator, Period: last}
		if earlier.Figure = ofPeriod(c.History, last); earlier.Figure != nil {
			before = p.Previous(p.Span())
			then = append(then, earlier)
		}
	}
	return before, then
}

func codeOf(c Card) string { return c.Indicator.Code }

// WorstFirst keeps the red cards, those furthest from their target first; those whose gap cannot be told in per cent
// come last.
func WorstFirst(cards []Card) []Card {
	var red []Card
	for _, c := range cards {
		if c.Assessment().Rating == Red {
			red = append(red, c)
		}
	}
	slices.SortStableFunc(red, func(a, b Card) int {
		x, y := a.Assessment().Gap, b.Assessment().Gap
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		case y == nil:
			return -1
		}
		return x.Cmp(*y)
	})
	return red
}

// RedsOnPage is how many reds a message of the summary holds at most. They fit with texts as long as they may be.
const RedsOnPage = 6

// Pages are the reds by the message that holds them, at least one message; the first holds so many.
func (s Summary) Pages(first int) [][]Card {
	pages := [][]Card{s.Reds[:min(len(s.Reds), first)]}
	for rest := s.Reds[len(pages[0]):]; len(rest) > 0; {
		n := min(len(rest), RedsOnPage)
		pages = append(pages, rest[:n])
		rest = rest[n:]
	}
	return pages
}

// RedSince is the period since which the card has been Red, and whether it may have been longer, as a card does not
// look back further; zero where it is not Red.
func (c Card) RedSince() (since Period, orEarlier bool) {
	if c.Figure == nil || c.Figure.Rating != Red {
		return Period{}, false
	}
	since = RedSince(c.History)
	return since, len(c.History) == HistoryLength && since == c.History[0].Period
}
