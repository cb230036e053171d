package report

import (
	"iter"
	"time"

	"chaser/kpi"
	"chaser/words"
)

// Report is a whole report. What is empty is not printed.
type Report struct {
	Head
	Cards iter.Seq2[Card, error] // in the index's order; each ranging begins with the first
}

// Head is all of a report but its cards.
type Head struct {
	Cover       Cover
	Summary     Summary
	Index       []Entry
	Key         Key
	Definitions []Item // what was redefined since the last report
	Corrections []Item // what this edition corrects of the first
	Footer      Footer
}

// Cover is what a report is.
type Cover struct {
	Title         string   // Performance Report
	Committee     string   // Communities, Social Mobility and Inclusion Committee
	CommitteeName string   // as the register has it
	Span, Year    string   // Quarter 2; 2023/24 financial year
	Period        string   // Q2 2023/24
	PeriodCode    string   // 2023-24Q2
	Produced      string   // 12 December 2023
	ProducedDay   string   // 2023-12-12
	By            []string // who produced it, a line each; none: nobody said
	Published     string   // 12 December 2023; empty in a draft
	Draft         string   // stands on every page; empty of what was published
	Edition       string   // First edition; empty in a draft
	EditionNumber int      // from 1; 0 in a draft
	Audience      Audience
}

// Heading is the report in a line, such as for a running head or a file's title.
func (c Cover) Heading() string { return c.Title + ", " + c.Period + ": " + c.Committee }

// Audience is for whom a report is printed.
type Audience string

// Members read all of it. The public reads it without people's names.
const (
	ForMembers Audience = "members"
	ForPublic  Audience = "public"
)

// Entry is a line of the index.
type Entry struct {
	Anchor  string // of the card
	Code    string
	Title   string
	Service string
	Rating  string
}

// Item is a line about an indicator.
type Item struct {
	Anchor string // of its card; empty: it has none in this report
	Text   string
	Public string `json:",omitempty"` // what the public reads instead; empty: the same
}

// Footer is by what a report can be checked.
type Footer struct {
	Digest string // SHA-256 of the content, in hexadecimal; empty in a draft
	Trail  string // the last entry of the audit trail when it was made; empty in a draft
}

// Facts are what a report is made of.
type Facts struct {
	Committee string
	Period    kpi.Period
	Before    kpi.Period // the period that the committee was shown last; zero: none
	Produced  kpi.Date
	By        []string
	Published time.Time // zero: it has not been
	Edition   int       // of a published one, from 1
	Zone      *time.Location
	Trail     string
	Cards     []kpi.Reported // light, in the register's order
	Then      []kpi.Card     // those that the committee was shown in Before
}

// NewHead makes all of a report but its cards.
func NewHead(f Facts) Head {
	span, year := words.ReportPeriod(f.Period)
	h := Head{
		Cover: Cover{
			Title: "Performance Report", Committee: words.CommitteeTitle(f.Committee), CommitteeName: f.Committee,
			Span: span, Year: year, Period: f.Period.Words(), PeriodCode: f.Period.String(),
			Produced: f.Produced.Words(), ProducedDay: f.Produced.String(), By: f.By, Audience: ForMembers,
		},
		Footer: Footer{Trail: f.Trail},
	}
	if f.Published.IsZero() {
		h.Cover.Draft = words.DraftMark
	} else {
		h.Cover.Published = words.Day(f.Published, f.Zone)
		h.Cover.Edition, h.Cover.EditionNumber = words.Edition(f.Edition), f.Edition
	}
	for _, r := range f.Cards {
		h.Index = append(h.Index, entryOf(r.Card))
	}
	h.Summary = summaryOf(f)
	h.Key = keyOf(f.Cards)
	h.Definitions = definitionsOf(f.Cards)
	h.Corrections = correctionsOf(f)
	return h
}

func entryOf(c kpi.Card) Entry {
	return Entry{anchor(c.Indicator.Code), c.Indicator.Code, c.Indicator.Title, c.Indicator.Service, words.Rating(c)}
}

func definitionsOf(cards []kpi.Reported) []Item {
	var all []Item
	for _, r := range cards {
		if r.Then == nil {
			continue
		}
		for _, d := range kpi.Redefinition(*r.Then, r.Card) {
			all = append(all, Item{Anchor: anchor(r.Card.Indicator.Code), Text: words.Name(r.Card.Indicator) + ". " + words.Redefined(d)})
		}
	}
	return all
}

// correctionsOf are the figures of the period itself that are not those that were published.
func correctionsOf(f Facts) []Item {
	var all []Item
	for _, r := range f.Cards {
		if s := r.Card.Standing.Restated; s != nil {
			all = append(all, restatedItem(r.Card.Indicator, words.Name(r.Card.Indicator), *s, f.Published, f.Zone))
		}
	}
	return all
}
