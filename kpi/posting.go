package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Posting is what a person asks to be recorded about an indicator.
type Posting struct {
	Period Period // zero for the one that is being collected
	Typed  *Typed // nil where no figure was given
	// Status is empty for final, or where a figure is revised for the status that stands. A typed figure ends
	// carried-forward and unavailable.
	Status Status

	OnlyFirst bool // it is for an awaited figure, and must not replace one that stands

	// Words are what followed the figure in a line of text. On a first figure, or beside an unchanged one, they are its
	// commentary. Beside a changed figure they are the reason for the revision. Beside a figure that turned unavailable
	// they are both.
	Words string

	// A form has its texts by name instead. Nil leaves what stands.
	Commentary *string
	Actions    *string
	Reason     string
}

// Circumstances are the facts that decide about a posting, read under the indicator's lock.
type Circumstances struct {
	Indicator   Indicator
	Collections []Collection
	Figures     []Figure          // the latest revision of each period
	Today       Date              // in the council's time zone
	Delegates   map[Period]string // Slack id of the colleague that a period's figure was handed on to
	Leaves      []Leave           // of the owner, and of those to whom a figure was handed on
	Published   map[Period]Date   // the day on which a period was published
}

// Decide works out the figure that a posting makes: a period's first one, or the next revision. If the posting says
// nothing new, it returns the recorded figure and fresh is false. So a double click, or a message sent twice, does no
// harm. The error is a *Refusal; nothing is saved then.
func (c Circumstances) Decide(p Posting, who Person, now time.Time) (f Figure, fresh bool, err error) {
	period, err := c.period(p.Period)
	if !who.MayPost(c.Indicator) && (err != nil || !c.has(who, period)) {
		return Figure{}, false, Deny(FieldIndicator, "You cannot post figures for %s: only its owner, deputy or manager and the performance team can. Ask one of them, or ask the performance team to add you.", c.Indicator.Code)
	}
	if err != nil {
		return Figure{}, false, err
	}
	current := c.figure(period)
	f = Figure{Indicator: c.Indicator.Code, Period: period, Revision: 1, PostedBy: who.SlackID, PostedAt: now}
	if current != nil {
		f.Revision = current.Revision + 1
		f.Commentary, f.Actions = current.Commentary, current.Actions
	}
	if f.Status, err = p.status(current); err != nil {
		return Figure{}, false, err
	}
	if err := c.measure(&f, p, current); err != nil {
		return Figure{}, false, err
	}
	_, published := c.Published[period]
	f.word(p, current, published)
	if current != nil && f.Says(*current) {
		return *current, false, nil
	}
	if current != nil && p.OnlyFirst {
		return Figure{}, false, Refuse(FieldCommentary, "%s has a figure for %s by now: %s. Nothing was changed; to change it, use the card's Edit button.", c.Indicator.Code, period.Words(), c.Indicator.ShowTyped(*current))
	}
	if p.OnlyFirst && !c.asks(period) {
		return Figure{}, false, c.notAsked(FieldCommentary, period)
	}
	if err := f.check(c.Indicator, p, current, c.Published[period]); err != nil {
		return Figure{}, false, err
	}
	f.Assessment = c.Indicator.Assess(f)
	return f, true, nil
}

// status decides how firm the figure is.
func (p Posting) status(current *Figure) (Status, error) {
	switch {
	case p.Status != "" && !slices.Contains(Statuses, p.Status):
		return "", Refuse(FieldStatus, "“%s” is not a status. Choose final, provisional, part-period, carried-forward or unavailable.", Excerpt(string(p.Status)))
	case p.Status != "":
		return p.Status, nil
	case current == nil, p.Typed != nil && !current.Status.Reportable():
		return Final, nil
	}
	return current.Status, nil
}

// period finds the period that is meant, and refuses one that nobody can post for yet.
func (c Circumstances) period(asked Period) (Period, error) {
	i := c.Indicator
	if asked.IsZero() {
		if _, p, ok := Open(c.Collections, i.Frequency, c.Today); ok {
			return p, nil
		}
		return Period{}, Refuse(FieldPeriod, "No collection is open for %s. Ask the performance team to open one, or type a period that was collected: %s.", i.Code, i.Frequency.example())
	}
	if !asked.Suits(i.Frequency) {
		return Period{}, Refuse(FieldPeriod, "%s is reported %s, so it has no figure for %s. Type %s.", i.Code, i.Frequency, asked.Words(), i.Frequency.insteadOf(asked))
	}
	collection, ok := Collected(c.Collections, i.Frequency, asked)
	switch {
	case ok && c.Today.Before(collection.Opens):
		return Period{}, Refuse(FieldPeriod, "The collection for %s opens on %s. Post its figure from then on.", asked.Words(), collection.Opens.Words())
	case ok:
		return asked, nil
	case c.Today.Before(asked.End()):
		return Period{}, Refuse(FieldPeriod, "%s does not end until %s, and no collection is set for it yet.%s", asked.Words(), asked.End().Words(), c.instead())
	}
	return Period{}, Refuse(FieldPeriod, "%s is not being collected for %s.%s", asked.Words(), i.Code, c.instead())
}

// instead ends a refusal's sentence with the open period, or with whom to ask for one.
func (c Circumstances) instead() string {
	if _, p, ok := Open(c.Collections, c.Indicator.Frequency, c.Today); ok {
		return fmt.Sprintf(" Type %s for the one that is open.", p)
	}
	return " Ask the performance team to open a collection for it."
}

func (c Circumstances) figure(p Period) *Figure {
	for n := range c.Figures {
		if c.Figures[n].Period == p {
			return &c.Figures[n]
		}
	}
	return nil
}

// measure sets the value: the typed one, the one carried forward, or none.
func (c Circumstances) measure(f *Figure, p Posting, current *Figure) error {
	switch {
	case f.Status == Unavailable:
		if p.Typed != nil {
			return Refuse(FieldStatus, "A figure is given and yet marked unavailable. Leave the figure empty, or choose another status.")
		}
		return nil
	case p.Typed == nil && p.Status == "" && current != nil:
		f.Value, f.Numerator, f.Denominator = current.Value, current.Numerator, current.Denominator
		return nil
	case f.Status == CarriedForward && p.Typed == nil:
		last := c.lastReported(f.Period)
		if last == nil {
			return Refuse(FieldFigure, "%s has no earlier figure to carry forward. Post it as unavailable, with the reason.", c.Indicator.Code)
		}
		f.Value, f.Numerator, f.Denominator = last.Value, last.Numerator, last.Denominator
		return nil
	case p.Typed == nil:
		return Refuse(FieldFigure, "There is no figure for %s. Give one, such as 142, or the status unavailable and the reason in the commentary.", c.Indicator.Code)
	}
	if err := c.Indicator.accepts(*p.Typed); err != nil {
		return err
	}
	f.Value, f.Numerator, f.Denominator = p.Typed.Value, p.Typed.Numerator, p.Typed.Denominator
	f.workOut(c.Indicator.Unit)
	return nil
}

// lastReported is the latest figure before p that was its own period's, not carried forward.
func (c Circumstances) lastReported(p Period) *Figure {
	var last *Figure
	for n := range c.Figures {
		f := &c.Figures[n]
		if f.Period.Before(p) && f.Value != nil && f.Status.Reportable() && (last == nil || last.Period.Before(f.Period)) {
			last = f
		}
	}
	return last
}

// word sets the commentary, the actions and the reason.
func (f *Figure) word(p Posting, current *Figure, published bool) {
	if p.Commentary != nil {
		f.Commentary = CleanText(*p.Commentary)
	}
	if p.Actions != nil {
		f.Actions = CleanText(*p.Actions)
	}
	if published && current != nil {
		f.KeepWords(*current)
	}
	words := CleanText(p.Words)
	if current == nil {
		if words != "" {
			f.Commentary = words
		}
		return
	}
	f.Reason = CleanText(p.Reason)
	same := f.SameMeasure(*current)
	switch {
	case words == "", same && words == current.Reason: // the second case is the same revision, sent twice
	case same || f.Reason != "":
		f.Commentary = words
	case f.Status == Unavailable:
		f.Reason, f.Commentary = words, words
	default:
		f.Reason = words
	}
	if same && f.Reason == "" {
		f.Reason = f.changedWords(*current)
	}
}

// KeepWords keeps the texts that the committee was shown where a correction leaves its own empty. But where there is no
// longer a figure, the reason must be given anew.
func (f *Figure) KeepWords(shown Figure) {
	if f.Commentary == "" && (f.Status != Unavailable || shown.Status == Unavailable) {
		f.Commentary = shown.Commentary
	}
	if f.Actions == "" {
		f.Actions = shown.Actions
	}
}

// SameFigure ends the reason that is given to a revision of words alone, where nobody gave another.
const SameFigure = "; the figure is the same."

// The reasons that are given to such revisions.
const (
	actionsChanged    = "Actions changed" + SameFigure
	commentaryChanged = "Commentary changed" + SameFigure
	wordsChanged      = "Commentary and actions changed" + SameFigure
)

// changedWords is the reason for a revision that leaves the figure unchanged.
func (f *Figure) changedWords(current Figure) string {
	switch {
	case f.Commentary == current.Commentary:
		return actionsChanged
	case f.Actions == current.Actions:
		return commentaryChanged
	}
	return wordsChanged
}

// SameMeasure reports whether both record the same figure, whatever their words.
func (f Figure) SameMeasure(other Figure) bool {
	return f.Status == other.Status && sameNumber(f.Value, other.Value) &&
		sameNumber(f.Numerator, other.Numerator) && sameNumber(f.Denominator, other.Denominator)
}

// check refuses texts that are too long, a missing figure without an explanation and a revision without a reason.
func (f *Figure) check(i Indicator, p Posting, current *Figure, published Date) error {
	if err := checkLength(FieldCommentary, "The commentary", f.Commentary, MaxCommentary); err != nil {
		return err
	}
	if err := checkLength(FieldActions, "The text of the actions", f.Actions, MaxActions); err != nil {
		return err
	}
	if err := checkLength(FieldReason, "The reason", f.Reason, MaxReason); err != nil {
		return err
	}
	if f.Status == Unavailable && f.Commentary == "" {
		return Refuse(FieldCommentary, "Say why there is no figure for %s, such as `%s unavailable The database changed over in August.`", f.Period.Words(), i.Code)
	}
	if current != nil && f.Reason == "" {
		return f.unexplained(i, p, *current, published)
	}
	return nil
}

// unexplained refuses a revision without a reason, and shows how to type the same with one.
func (f *Figure) unexplained(i Indicator, p Posting, current Figure, published Date) *Refusal {
	stands := fmt.Sprintf("already has a figure for %s: %s", f.Period.Words(), i.ShowTyped(current))
	reason := "The first count was wrong."
	if current.Value == nil {
		stands = fmt.Sprintf("is already recorded as unavailable for %s", f.Period.Words())
		reason = "The data has come in."
	}
	if !published.IsZero() {
		stands += ", published on " + published.Words()
	}
	example := fmt.Sprintf("`%s %s`", f.retyped(p.Period), reason)
	if p.Status != "" && p.Status != Unavailable { // only a form sets these, and a form has a box for the reason
		example = "“" + reason + "”"
	}
	return Refuse(FieldReason, "%s %s. To change it, give the reason too, such as %s", i.Code, stands, example)
}

// retyped is the figure as somebody would type it in a line, with the period if one was named.
func (f *Figure) retyped(named Period) string {
	words := []string{f.Indicator}
	if !named.IsZero() {
		words = append(words, named.String())
	}
	switch {
	case f.Value == nil:
		words = append(words, string(Unavailable))
	case f.Numerator != nil:
		words = append(words, Exactly(*f.Numerator)+"/"+Exactly(*f.Denominator))
	default:
		words = append(words, Exactly(*f.Value))
	}
	return strings.Join(words, " ")
}
