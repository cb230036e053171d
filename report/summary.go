package report

import (
	"strings"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/words"
)

// Summary is a report's page of what matters.
type Summary struct {
	Headline string
	Before   string // the period that is compared with: Q1 2023/24; empty: none
	Counts   []Count
	Sums     []words.Sum // lead from the reds before to those of now
	Sections []Section
}

// Count is how many indicators have a rating, and how many had.
type Count struct {
	Rating      string
	Now, Before int
}

// Section is some of the indicators under a heading.
type Section struct {
	Heading string
	Items   []Item
}

func summaryOf(f Facts) Summary {
	cards := make([]kpi.Card, len(f.Cards))
	for n, r := range f.Cards {
		cards[n] = r.Card
	}
	of := kpi.Summarise(f.Committee, f.Period, cards, f.Before, f.Then)
	s := Summary{Headline: words.Summary(of), Sums: words.Sums(of)}
	if !of.Before.IsZero() {
		s.Before = of.Before.Words()
	}
	for _, c := range of.Counts {
		s.Counts = append(s.Counts, Count{string(c.Rating), c.Now, c.Before})
	}
	s.add("Red, the worst first", redItems(of))
	for _, named := range words.Moves(of) {
		s.add(named.Heading, namedItems(named, cards))
	}
	s.add("Red without actions", lackingItems(cards))
	s.add("Restated since the last report", restatedItems(f))
	s.add("Doubts that were accepted, and why", doubtItems(f))
	return s
}

func (s *Summary) add(heading string, items []Item) {
	if len(items) > 0 {
		s.Sections = append(s.Sections, Section{heading, items})
	}
}

func redItems(of kpi.Summary) (all []Item) {
	for _, c := range of.Reds {
		said := func(c kpi.Card) string {
			return words.Name(c.Indicator) + ": " + words.MarkedFigure(c) + ". " + words.RedSince(c) + "."
		}
		all = append(all, Item{anchor(c.Indicator.Code), said(c), unless(said(c), said(c.ForEverybody()))})
	}
	return all
}

// namedItems are those of a part, each with its title and the card that it names, where that is in this report.
func namedItems(named words.Named, cards []kpi.Card) (all []Item) {
	for _, one := range named.Of {
		item := Item{Text: one.Said}
		longest := ""
		for _, c := range cards {
			code := c.Indicator.Code
			if rest, found := strings.CutPrefix(one.Said, code); !found || len(code) < len(longest) || rest != "" && !strings.ContainsAny(rest[:1], ", (") {
				continue
			}
			longest = code
			item = Item{Anchor: anchor(code), Text: words.Name(c.Indicator) + strings.TrimPrefix(one.Said, code)}
		}
		if item.Anchor == "" && one.Title != "" {
			item.Text += " (" + one.Title + ")"
		}
		all = append(all, item)
	}
	return all
}

func lackingItems(cards []kpi.Card) (all []Item) {
	for _, c := range cards {
		if c.LacksActions() {
			all = append(all, Item{Anchor: anchor(c.Indicator.Code), Text: words.Name(c.Indicator)})
		}
	}
	return all
}

// unless is what the public reads; empty where that is the same.
func unless(text, public string) string {
	if text == public {
		return ""
	}
	return public
}

// restatedItems are the figures of earlier periods that have been restated; those of the report's own are what its
// edition corrects.
func restatedItems(f Facts) (all []Item) {
	for _, r := range f.Cards {
		for _, s := range r.Restated {
			i, name := r.Card.Indicator, words.Name(r.Card.Indicator)+", "+s.Period.Words()
			all = append(all, restatedItem(i, name, s.Restatement, s.Published, f.Zone))
		}
	}
	return all
}

// restatedItem says what became of a published figure.
func restatedItem(i kpi.Indicator, name string, r kpi.Restatement, published time.Time, zone *time.Location) Item {
	said := func(r kpi.Restatement) string {
		return name + ". " + words.OneLine(words.Restated(i, r, published, zone))
	}
	return Item{anchor(i.Code), said(r), unless(said(r), said(i.RestatedForEverybody(r)))}
}

// doubtItems are the doubts that somebody accepted, with who did and why.
func doubtItems(f Facts) (all []Item) {
	for _, r := range f.Cards {
		name, at := words.Name(r.Card.Indicator)+": ", anchor(r.Card.Indicator.Code)
		for _, d := range r.Doubts {
			said := d.Sentence + " Accepted by " + d.By + " on " + words.Day(d.At, f.Zone) + whyAccepted(d)
			public := name + acceptedDoubt(d)
			if r.Card.Indicator.Sensitive {
				public = name + "a doubt about it was accepted."
			}
			all = append(all, Item{Anchor: at, Text: name + said, Public: public})
		}
		for _, said := range confirmedDoubts(r) {
			all = append(all, Item{Anchor: at, Text: name + said})
		}
	}
	return all
}

// acceptedDoubt is a doubt and why it may stand, without who said so.
func acceptedDoubt(d kpi.Accepted) string { return d.Sentence + " Accepted" + whyAccepted(d) }

func whyAccepted(d kpi.Accepted) string { return ": “" + words.OneLine(d.Reason) + "”" }

// acceptedDoubts are those about a card's figure.
func acceptedDoubts(r kpi.Reported) (all []string) {
	for _, d := range r.Doubts {
		all = append(all, acceptedDoubt(d))
	}
	return append(all, confirmedDoubts(r)...)
}

func confirmedDoubts(r kpi.Reported) (all []string) {
	for _, kind := range r.Accepted {
		if said := doubt.Kind(kind).InWords(); said != "" {
			all = append(all, said)
		}
	}
	return all
}
