package report

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register"
	"chaser/words"
)

// Card is an indicator's page.
type Card struct {
	Anchor, Code, Title string
	Name                string // Indicator 178: Total number of Inquests closed
	Service             string
	Period, PeriodCode  string // the indicator's own, which of a monthly one is the quarter's last month

	Target    Cell
	Direction Cell
	Current   Cell
	Previous  Cell
	Change    Cell

	Rating      string // the word
	Mark        string // Provisional, Carried forward; empty for a plain final figure
	Explanation string // why it has its rating
	Unmoved     string // why its change cannot be said

	Neighbours, England Cell

	Description, Commentary []string // paragraphs
	ActionText              []string // what was written as actions, in paragraphs
	Actions                 []Action
	Lacking                 string // said of a Red without actions
	Links                   []Link

	Trend      Trend
	History    []Point // every period, the oldest first
	Restated   *words.Restatement
	Accepted   []string // doubts that whoever posted the figure was asked about
	Questions  []Question
	Provenance string // who posted the figure and when

	Unit       string // count, percent, currency, days, ratio
	Decimals   int
	Kind       string // target, baseline, contextual, in_development
	Frequency  string
	Cumulative bool
	Status     string // of the figure: final, provisional, …; empty without one

	Everybody *Card `json:",omitempty"` // the card without what a sensitive indicator hides; nil: it hides nothing

	Register json.RawMessage // the indicator and its figures as an import reads them; none for the public
}

// Cell is a box of the card: what is over it and what is in it.
type Cell struct {
	Label string
	Shown string // never empty
	Exact string // the number in full, in digits and a point, with “-” below 0; empty where there is none
}

// Action is something that is done about under-performance.
type Action struct {
	What  string
	Owner string // who does it; empty for the public
	Due   string // 31 January 2024
	Day   string // 2024-01-31
	State string // by 31 January 2024; done: …
}

// Link is a useful link; without an address it is words alone.
type Link struct{ Text, URL string }

// Question is what a member asked of the figure.
type Question struct {
	Text       string
	Asked      string // by whom and when
	AskedOn    string // the same without who
	Answer     string // empty: not answered yet
	Answered   string
	AnsweredOn string
}

// Clock is what a card's days are told by.
type Clock struct {
	Produced kpi.Date
	Zone     *time.Location
}

// NewCard is an indicator's page.
func NewCard(r kpi.Reported, clock Clock) Card {
	card := newCard(r, clock)
	if r.Card.Indicator.Sensitive {
		shown := newCard(r.ForEverybody(), clock)
		card.Everybody = &shown
	}
	return card
}

func newCard(r kpi.Reported, clock Clock) Card {
	c, i := r.Card, r.Card.Indicator
	said := words.OfCard(c, clock.Produced, clock.Zone)
	card := Card{
		Anchor: anchor(i.Code), Code: i.Code, Title: i.Title, Name: words.CardTitle(i), Service: i.Service,
		Period: c.Period.Words(), PeriodCode: c.Period.String(),
		Target:    targetCell(c),
		Direction: Cell{Label: "Direction for Improvement", Shown: words.Direction(i.Direction)},
		Current:   figureCell(words.CurrentLabel(i), c, c.Figure),
		Previous:  figureCell(words.PreviousLabel(i, c.Period), c, c.Movement.From),
		Change:    Cell{Label: "Change in Performance", Shown: string(c.Movement.Change)},
		Rating:    string(said.Rating), Mark: said.Status, Explanation: said.Explanation, Unmoved: said.Unmoved,
		Neighbours:  meanCell("Statistical Neighbours Mean", i, i.NeighboursMean, i.NeighboursMeanPeriod),
		England:     meanCell("England Mean", i, i.EnglandMean, i.EnglandMeanPeriod),
		Description: paragraphs(i.Description),
		Restated:    said.Restated,
		Accepted:    acceptedDoubts(r),
		Unit:        string(i.Unit), Decimals: i.Decimals, Kind: string(i.Kind), Frequency: string(i.Frequency), Cumulative: i.Cumulative,
	}
	if c.Figure != nil {
		card.Status = string(c.Figure.Status)
		card.Commentary, card.ActionText = paragraphs(c.Figure.Commentary), paragraphs(c.Figure.Actions)
		if c.Figure.PostedBy != "" { // that an import brought it says nothing to a committee
			card.Provenance = words.Posted(*c.Figure, c.PostedBy, clock.Zone)
		}
	}
	for _, a := range c.StandingActions() {
		card.Actions = append(card.Actions, Action{a.Text, a.OwnerName, a.Due.Words(), a.Due.String(), words.ActionState(a, clock.Produced)})
	}
	if c.LacksActions() {
		card.Lacking = words.NoActions
	}
	for _, l := range i.Links {
		card.Links = append(card.Links, linkOf(l))
	}
	for _, q := range c.Questions {
		card.Questions = append(card.Questions, questionOf(q, clock.Zone))
	}
	card.History = pointsOf(c, r.History)
	card.Trend = trendOf(c, card.History)
	card.Register = registered(r)
	return card
}

func registered(r kpi.Reported) json.RawMessage {
	var file bytes.Buffer
	if err := register.WriteJSON(&file, kpi.Register{Indicators: []kpi.Indicator{r.Card.Indicator}, Figures: r.History}); err != nil {
		return nil // a buffer never fails
	}
	return file.Bytes()
}

func targetCell(c kpi.Card) Cell {
	i := c.Indicator
	label := words.TargetLabel(i)
	switch target := c.Assessment().Target; {
	case i.Kind == kpi.InDevelopment:
		return Cell{Label: label, Shown: string(kpi.InDevRating)}
	case label == "Baseline":
		return valueCell(label, i, i.Baseline)
	case target != nil:
		return Cell{label, words.Target(c), kpi.Exactly(*target)}
	}
	return valueCell(label, i, i.TargetFor(c.Period))
}

func valueCell(label string, i kpi.Indicator, d *decimal.Decimal) Cell {
	if d == nil {
		return Cell{Label: label, Shown: words.NotReported}
	}
	return Cell{label, i.ShowValue(d), kpi.Exactly(*d)}
}

// meanCell is a point of comparison, with the period that it is of where that is known.
func meanCell(label string, i kpi.Indicator, mean *decimal.Decimal, of kpi.Period) Cell {
	cell := valueCell(label, i, mean)
	if mean != nil {
		cell.Shown = words.Mean(i, mean, of)
	}
	return cell
}

func figureCell(label string, c kpi.Card, f *kpi.Figure) Cell {
	if f == nil || f.Value == nil {
		return Cell{Label: label, Shown: words.NotReported}
	}
	shown := words.Shown(c, *f)
	if mark := words.Mark(f.Status); mark != "" {
		shown += " (" + mark + ")"
	}
	return Cell{label, shown, exactly(*f)}
}

// exactly is a figure as it was given; one worked out of two counts has the digits with which it is kept.
func exactly(f kpi.Figure) string {
	if f.Value == nil {
		return ""
	}
	return kpi.Exactly(*f.Value)
}

func written(r *big.Rat) string {
	text := r.FloatString(10) // exact decimal text, despite its name
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// paragraphs parts a text at its empty lines; a line end within one stays.
func paragraphs(text string) []string {
	var all []string
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

func linkOf(l kpi.Link) Link {
	link := Link{Text: strings.TrimSpace(l.Text)}
	if address := strings.TrimSpace(l.URL); strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		link.URL = address
	}
	if link.Text == "" {
		link.Text = strings.TrimSpace(l.URL)
	}
	return link
}

func questionOf(q kpi.Question, zone *time.Location) Question {
	said := Question{
		Text: q.Text, Answer: q.Answer,
		Asked: words.Asked(q.AskedByName, q.AskedAt, zone), AskedOn: words.Asked("", q.AskedAt, zone),
	}
	if q.Answer != "" {
		said.Answered, said.AnsweredOn = words.Answered(q.AnsweredByName, q.AnsweredAt, zone), words.Answered("", q.AnsweredAt, zone)
	}
	return said
}
