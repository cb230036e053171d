package kpi

import "slices"

// Summary is what a committee is told of a period that was published: how many indicators have which rating, what moved into and out of red
// since the last time, and the reds.
type Summary struct {
	Committee string
	Period    Period
	Before    Period // the one that is compared with: published last, or else simply before this; zero where there is none
	Counts    []RatingCount
	Into      []Card // Red now, and not then
	OutOf     []Card // Red then, and not now: the cards of now
	Reds      []Card // the worst first
	NoFigure  []Card // published without a figure
}

// RatingCount is how many indicators have a rating, and how many had.
type RatingCount struct {
	Rating      Rating
	Now, Before int
}

// ratingsInOrder are all, as a summary counts them.
var ratingsInOrder = []Rating{Red, Amber, Green, Blue, BaselineRating, ContextRating, InDevRating, NoData}

// Summarise compares the cards of a period with those that were published last. Where it is the first to be published, as in a council's first
// quarter with Chaser, it compares with the period before as the cards themselves remember it.
func Summarise(committee string, p Period, cards []Card, before Period, then []Card) Summary {
	fromMemory := before.IsZero()
	if fromMemory {
		before, then = remembered(p, cards)
	}
	s := Summary{Committee: committee, Period: p, Before: before, Reds: WorstFirst(cards)}
	now, was := map[Rating]int{}, map[Rating]int{}
	wasRed, wasThere := map[string]bool{}, map[string]bool{}
	for _, c := range then {
		wasThere[codeOf(c)] = true
		was[c.Assessment().Rating]++
		wasRed[codeOf(c)] = c.Assessment().Rating == Red
	}
	for _, c := range cards {
		now[c.Assessment().Rating]++
		red := c.Assessment().Rating == Red
		switch {
		case before.IsZero(), fromMemory && !wasThere[codeOf(c)]: // nobody knows what it was
		case red && !wasRed[codeOf(c)]:
			s.Into = append(s.Into, c)
		case !red && wasRed[codeOf(c)]:
			s.OutOf = append(s.OutOf, c)
		}
		if c.Figure == nil {
			s.NoFigure = append(s.NoFigure, c)
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
		earlier := Card{Indicator: c.Indicator, Period: c.Period.Previous(c.Indicator.Frequency)}
		if earlier.Figure = ofPeriod(c.History, earlier.Period); earlier.Figure != nil {
			before = p.Previous(p.Span())
			then = append(then, earlier)
		}
	}
	return before, then
}

func codeOf(c Card) string { return c.Indicator.Code }

// WorstFirst keeps the red cards, those furthest from their target first; those whose gap cannot be told in per cent come last.
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

// How many reds a message of the summary holds at most. The first has the counts too. Each fits with texts as long as they may be.
const (
	RedsOnFirstPage = 4
	RedsOnPage      = 6
)

// Pages are the reds by the message that holds them, at least one message.
func (s Summary) Pages() [][]Card {
	pages := [][]Card{s.Reds[:min(len(s.Reds), RedsOnFirstPage)]}
	for rest := s.Reds[len(pages[0]):]; len(rest) > 0; {
		n := min(len(rest), RedsOnPage)
		pages = append(pages, rest[:n])
		rest = rest[n:]
	}
	return pages
}

// RedSince is the period since which the card has been Red, and whether it may have been longer, as a card does not look back further; zero
// where it is not Red.
func (c Card) RedSince() (since Period, orEarlier bool) {
	if c.Figure == nil || c.Figure.Rating != Red {
		return Period{}, false
	}
	since = RedSince(c.History)
	return since, len(c.History) == HistoryLength && since == c.History[0].Period
}
