package line

import (
	"errors"
	"slices"
	"strings"

	"chaser/days"
	"chaser/kpi"
)

// Collecting is what somebody wants of a period's collection: “extend Q3 to 31 January”, “close Q3”, “reopen Q3 for
// 178”.
type Collecting struct {
	Wants   CollectingWish
	Period  kpi.Period   // zero: the line names none, so it is the one that is being collected
	Undated bool         // the period is a quarter without its year
	Code    string       // of the one indicator that it is wanted for
	For     string       // the other words that say for whom it is wanted
	Due     kpi.Date     // the new deadline
	Longer  days.Longer  // by how much the deadline is to move, where Due is zero
	Doubt   *kpi.Refusal // set where the deadline is no day
}

// CollectingWish is what is to happen to a collection.
type CollectingWish string

// The wishes.
const (
	ExtendCollecting CollectingWish = "extend"
	CloseCollecting  CollectingWish = "close"
	ReopenCollecting CollectingWish = "reopen"
)

// maxCollecting is the most words in which somebody asks that of a collection.
const maxCollecting = 16

var (
	wishes = map[string]CollectingWish{
		"extend": ExtendCollecting, "extending": ExtendCollecting, "postpone": ExtendCollecting, "delay": ExtendCollecting, "defer": ExtendCollecting,
		"close": CloseCollecting, "closing": CloseCollecting, "shut": CloseCollecting, "lock": CloseCollecting, "freeze": CloseCollecting,
		"reopen": ReopenCollecting, "re-open": ReopenCollecting, "unlock": ReopenCollecting, "unfreeze": ReopenCollecting, "unclose": ReopenCollecting,
	}
	// moves ask for another deadline where the line names the deadline, or a period and then a day.
	moves = wordSet("move push shift change set put make new")

	asksFor = wordSet("can could would will may we i you us let lets please pls to need want id like just hi hello")

	deadlines  = wordSet("deadline deadlines cutoff cut-off")
	collecting = wordSet("collection collections collecting period quarter qtr return returns")
	// aroundWish are words that add nothing to a wish.
	aroundWish = wordSet(`the a an date dates day quarterly figure figures data kpis for of on in off out down up back again now please pls thanks thank
		you all everyone everybody it this that window later from is be instead`)
	// untils stand before the new deadline. The first of them are not said of anything else.
	untils      = []string{"to", "until", "till", "til", "by", "due", "=", ":", "-", "–", "→"}
	surelyUntil = untils[:5]
	// elsewhere are what has a deadline or is closed too, and is no collection.
	elsewhere = wordSet("action actions target targets report reports meeting question alert alerts account leave publication")
)

// Collecting reads a line that wants something of a collection. It is false where the line names none.
func (r Reader) Collecting() (Collecting, bool) {
	if len(r.tokens) < 2 || len(r.tokens) > maxCollecting {
		return Collecting{}, false
	}
	r = r.of(strings.TrimRight(r.Rest(), "?! "))
	for r.Left() > 1 && asksFor[plainWord(r.Word())] {
		r = r.From(1)
	}
	var c Collecting
	if p, undated, rest, ok := r.collected(); ok && rest.Left() > 0 { // “Q3: extend to 31 January”
		c.Period, c.Undated, r = p, undated, rest.Skip(":", "-", "–")
	}
	moved := false
	switch word := plainWord(r.Word()); {
	case wishes[word] != "":
		c.Wants, r = wishes[word], r.From(1)
	case word == "open" && r.Left() > 1 && slices.ContainsFunc(r.tokens[1:], func(t token) bool { return again[plainWord(t.text)] }):
		c.Wants, r = ReopenCollecting, r.From(1)
	case moves[word]:
		c.Wants, r, moved = ExtendCollecting, r.From(1), true
	case deadlines[word]:
		c.Wants, moved = ExtendCollecting, true
	default:
		return Collecting{}, false
	}
	named, ok := c.read(r)
	if !ok {
		return Collecting{}, false
	}
	dated := !c.Due.IsZero() || !c.Longer.IsZero()
	switch {
	case moved:
		ok = dated && c.For == "" && (named.deadline || named.period && c.Code == "")
	case c.Code == "":
		ok = named.any()
	case c.Wants == ExtendCollecting:
		ok = c.For == "" && (dated || named.any())
	case c.Wants == CloseCollecting:
		ok = named.any()
	}
	return c, ok
}

// again says that what is to be opened was open before.
var again = wordSet("again back up")

// collectionNamed is by what a line names a collection.
type collectionNamed struct{ period, deadline, collection bool }

func (n collectionNamed) any() bool { return n.period || n.deadline || n.collection }

// read takes in what follows the wish. It is false where that says something else.
func (c *Collecting) read(r Reader) (named collectionNamed, ok bool) {
	named.period = !c.Period.IsZero()
	var others []string
	whose := c.Wants == ExtendCollecting // whether words say for whom it is wanted, and do not begin a commentary
	for r.Left() > 0 {
		word := plainWord(r.Word())
		if after, ok := c.readDue(r); ok {
			r = after
			continue
		}
		if code, after, ok := r.Code(); ok && c.Code == "" {
			c.Code, r = code, after
			continue
		}
		if p, undated, after, ok := r.collected(); ok && !named.period {
			c.Period, c.Undated, named.period, r = p, undated, true, after
			continue
		}
		switch {
		case deadlines[word]:
			named.deadline = true
		case collecting[word]:
			named.collection = true
		case word == "" || aroundWish[word] || slices.Contains(untils, strings.ToLower(r.Word())):
		case elsewhere[word], r.beginsNumber(), !whose:
			return named, false
		default:
			others = append(others, strings.Trim(r.Word(), ".,;:?!"))
		}
		whose = whose || word == "for" || word == "of" || word == "on"
		r = r.From(1)
	}
	c.For = strings.Join(others, " ")
	return named, len(others) <= maxNamedFor
}

// maxNamedFor is the most words that are taken for whom something is wanted for. More of them say something else.
const maxNamedFor = 4

// collected reads the period of a collection: “Q3”, “last quarter”, “January”. It is zero for “this quarter”.
func (r Reader) collected() (p kpi.Period, undated bool, rest Reader, ok bool) {
	if r.Left() == 0 || r.isCode(unpunctuated(r.tokens[0].text)) {
		return kpi.Period{}, false, r, false
	}
	if p, rest, ok = r.Period(); ok {
		_, after, quarter := r.quarter()
		return p, quarter && after.Left() == rest.Left(), rest, true
	}
	p, rest, ok = r.relativePeriod()
	return p, false, rest, ok
}

// readDue reads the new deadline, or by how much it is to move.
func (c *Collecting) readDue(r Reader) (Reader, bool) {
	if !c.Due.IsZero() || !c.Longer.IsZero() || c.Doubt != nil || c.Wants != ExtendCollecting {
		return r, false
	}
	if _, _, code := r.Code(); code {
		return r, false
	}
	at, before := r, strings.ToLower(r.Word())
	if slices.Contains(untils, before) && r.Left() > 1 {
		at = r.From(1)
	}
	at = at.Skip("the", "be", "on")
	if longer, rest, ok := days.ParseLonger(at.Rest()); ok {
		c.Longer = longer
		return r.of(rest), true
	}
	_, _, _, period := at.collected()
	if !period {
		due, rest, ok, err := days.ParseDue(at.Rest(), r.today)
		if errors.As(err, &c.Doubt) || ok {
			c.Due = due
			return r.of(rest), true
		}
	}
	if !slices.Contains(surelyUntil, before) || period && c.Period.IsZero() {
		return r, false
	}
	if l, err := days.ParseLeave("until "+at.Rest(), r.today, kpi.Calendar{}); err == nil && !period && !l.Last.IsZero() && l.Doubt == nil {
		c.Due = l.Last
		return r.of(l.Rest), true
	}
	c.Doubt = kpi.Refuse(kpi.FieldDue, "“%s” is not a day. Type it as in `extend Q3 to 31 January`.", kpi.Excerpt(at.Rest()))
	return at.From(at.Left()), true
}
