package kpi

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

var (
	slackPerson  = pattern(`^[UW][A-Z0-9]+$`)
	slackChannel = pattern(`^[CG][A-Z0-9]+$`)
)

// Faults finds everything wrong with a register that is about to join what is held already: broken references,
// duplicates, impossible figures, rules that do not suit their indicator, figures for times that have not come by
// today. What the command refuses of a figure is refused here too. References may point into either.
func (r Register) Faults(held Register, today Date) Faults {
	c := registerCheck{
		people:      map[string]bool{},
		committees:  map[string]bool{},
		alike:       map[string]string{},
		indicators:  map[string]Indicator{},
		collections: joinedBy(held.Collections, r.Collections, func(k Collection) Period { return k.Period }),
		standing:    figuresByKey(held.Figures),
		today:       today,
	}
	c.know(held)
	c.know(r)
	c.checkPeople(r.People)
	c.checkCommittees(r.Committees, held.Committees)
	c.checkIndicators(r.Indicators)
	c.checkCollections(r.Collections)
	c.checkOverlaps(r.Collections, held.Collections)
	c.checkIdentities(r.Identities)
	c.checkClosures(r.Closures)
	c.checkFigures(r.Figures)
	return c.faults
}

type registerCheck struct {
	people      map[string]bool
	committees  map[string]bool
	alike       map[string]string    // a committee's name in lower case → the first that is written so
	indicators  map[string]Indicator // by lower-case code
	collections []Collection
	standing    map[figureKey]Figure // those that are held
	today       Date
	faults      Faults
}

// figureKey names a figure among others: the indicator's code in lower case, and the period.
type figureKey struct {
	code   string
	period Period
}

func keyOf(f Figure) figureKey { return figureKey{strings.ToLower(f.Indicator), f.Period} }

func figuresByKey(figures []Figure) map[figureKey]Figure {
	byKey := make(map[figureKey]Figure, len(figures))
	for _, f := range figures {
		byKey[keyOf(f)] = f
	}
	return byKey
}

func (c *registerCheck) know(r Register) {
	for _, p := range r.People {
		c.people[p.SlackID] = true
	}
	for _, k := range r.Committees {
		c.committees[k.Name] = true
		if name := strings.ToLower(k.Name); c.alike[name] == "" {
			c.alike[name] = k.Name
		}
	}
	for _, i := range r.Indicators {
		c.indicators[strings.ToLower(i.Code)] = i
	}
}

func (c *registerCheck) add(path, format string, args ...any) {
	c.faults = append(c.faults, Fault{Path: path, Sentence: fmt.Sprintf(format, args...)})
}

// once reports a key that stands in the list twice.
func (c *registerCheck) once(seen map[string]int, key, path string, n int) {
	if first, ok := seen[key]; ok {
		c.add(path, "%q stands here and at position %d already; keep one of them", key, first)
		return
	}
	seen[key] = n
}

func (c *registerCheck) person(path, id string) {
	if id != "" && !c.people[id] {
		c.add(path, "%q is nobody in people; add the person, or correct the Slack id", id)
	}
}

func (c *registerCheck) text(path, text string, limit int, required bool) {
	if required && text == "" {
		c.add(path, "is empty; it is needed")
	}
	if n := utf8.RuneCountInString(text); n > limit {
		c.add(path, "is %d characters long; the limit is %d", n, limit)
	}
}

func (c *registerCheck) checkPeople(people []Person) {
	seen := map[string]int{}
	for n, p := range people {
		path := fmt.Sprintf("people[%d]", n)
		if p.SlackID == slackbot {
			c.add(path+".slack_id", "%q is Slack's own bot, whom nobody can write to; leave this person out", p.SlackID)
		}
		if !slackPerson().MatchString(p.SlackID) {
			c.add(path+".slack_id", "%q is not a Slack user id; it looks like U012AB3CD and stands in the person's profile under “Copy member ID”", p.SlackID)
		}
		c.once(seen, p.SlackID, path+".slack_id", n)
		c.text(path+".name", p.Name, MaxName, true)
		c.text(path+".email", p.Email, MaxName, false)
		c.person(path+".manager", p.Manager)
	}
}

func (c *registerCheck) checkCommittees(committees, held []Committee) {
	seen := map[string]int{}
	known := map[string]bool{}
	for _, k := range held {
		known[k.Name] = true
	}
	for n, k := range committees {
		path := fmt.Sprintf("committees[%d]", n)
		c.text(path+".name", k.Name, MaxName, true)
		c.once(seen, k.Name, path+".name", n)
		if alike := c.alike[strings.ToLower(k.Name)]; alike != k.Name && !known[k.Name] {
			c.add(path+".name", "%q differs from the committee %q in its capitals alone; write the one name for both", k.Name, alike)
		}
		if k.Channel != "" && !slackChannel().MatchString(k.Channel) {
			c.add(path+".channel", "%q is not a Slack channel id; it looks like C012AB3CD and stands at the foot of the channel's details", k.Channel)
		}
		for m, id := range k.Members {
			if id == "" {
				c.add(fmt.Sprintf("%s.members[%d]", path, m), "is empty; remove it or give the Slack id")
			}
			c.person(fmt.Sprintf("%s.members[%d]", path, m), id)
		}
	}
}

func (c *registerCheck) checkIndicators(indicators []Indicator) {
	seen := map[string]int{}
	for n, i := range indicators {
		path := fmt.Sprintf("indicators[%d]", n)
		c.code(path+".code", i.Code)
		c.once(seen, strings.ToLower(i.Code), path+".code", n)
		c.text(path+".title", i.Title, MaxTitle, true)
		c.text(path+".service", i.Service, MaxName, false)
		c.text(path+".description", i.Description, MaxDescription, false)
		if !c.committees[i.Committee] {
			c.unknownCommittee(path+".committee", i.Committee)
		}
		c.meanPeriod(path+".neighbours_mean_period", i.NeighboursMean != nil, i.NeighboursMeanPeriod)
		c.meanPeriod(path+".england_mean_period", i.EnglandMean != nil, i.EnglandMeanPeriod)
		if i.Decimals < 0 || i.Decimals > 10 {
			c.add(path+".decimals", "%d is not between 0 and 10", i.Decimals)
		}
		if i.SmallestCount != nil && *i.SmallestCount < 0 {
			c.add(path+".smallest_count", "%d is below 0; write the fewest people that may be named as a number, or 0 to ask of none", *i.SmallestCount)
		}
		if i.Kind == Target {
			c.checkRule(path, i)
		}
		for _, p := range i.TargetPeriods() {
			if !p.Suits(i.Frequency) {
				c.add(fmt.Sprintf("%s.targets[%q]", path, p), "%s is reported %s; write %s", i.Code, i.Frequency, i.Frequency.insteadOf(p))
			}
		}
		c.person(path+".owner", i.Owner)
		c.person(path+".deputy", i.Deputy)
		c.person(path+".manager", i.Manager)
		c.checkLinks(path, i.Links)
	}
}

func (c *registerCheck) unknownCommittee(path, name string) {
	if alike := c.alike[strings.ToLower(name)]; alike != "" {
		c.add(path, "%q is not one of the committees; did you mean %q?", name, alike)
		return
	}
	c.add(path, "%q is not one of the committees", name)
}

func (c *registerCheck) checkRule(path string, i Indicator) {
	if err := i.RatingRule().Suits(i.Direction); err != nil {
		c.add(path+"."+fieldOf(err), "%s", err)
		return
	}
	if i.Target != nil && !i.RatingRule().leavesAmber(*i.Target, i.Direction) {
		c.add(path+".rule", "the floor of %s is better than the target, %s, so nothing could be Amber; correct one of them", i.RatingRule(), Exactly(*i.Target))
	}
	for _, p := range i.TargetPeriods() {
		if t := i.Targets[p]; !i.RatingRule().leavesAmber(t, i.Direction) {
			c.add(path+".rule", "the floor of %s is better than the target of %s, %s, so nothing could be Amber; correct one of them", i.RatingRule(), p, Exactly(t))
		}
	}
}

func (c *registerCheck) checkLinks(path string, links []Link) {
	if len(links) > MaxLinks {
		c.add(path+".links", "there are %d links; the limit is %d", len(links), MaxLinks)
	}
	for n, l := range links {
		at := fmt.Sprintf("%s.links[%d]", path, n)
		c.text(at+".text", l.Text, MaxLinkText, l.URL == "")
		c.text(at+".url", l.URL, MaxURL, false)
		c.webAddress(at+".url", l.URL)
	}
}

func (c *registerCheck) checkCollections(collections []Collection) {
	seen := map[string]int{}
	for n, k := range collections {
		path := fmt.Sprintf("collections[%d]", n)
		c.once(seen, k.Period.String(), path+".period", n)
		if k.Due.Before(k.Opens) {
			c.add(path+".due", "is due on %s, before it opens on %s", k.Due.Words(), k.Opens.Words())
		}
		if !k.CommitteeDate.IsZero() && k.CommitteeDate.Before(k.Due) {
			c.add(path+".committee_date", "the committee meets on %s, before the figures are due on %s", k.CommitteeDate.Words(), k.Due.Words())
		}
		if !k.Publishes.IsZero() && k.Publishes.Before(k.Due) {
			c.add(path+".publishes", "is published on %s, before the figures are due on %s", k.Publishes.Words(), k.Due.Words())
		}
	}
}

// checkOverlaps finds collections that open while the one before is still being gathered. From then on nobody would be
// asked for the earlier one's figures.
func (c *registerCheck) checkOverlaps(joining, held []Collection) {
	type placed struct {
		Collection
		path string // empty: it is held, and does not join
	}
	bySpan := map[Frequency]map[Period]placed{}
	place := func(k Collection, path string) {
		if bySpan[k.Period.Span()] == nil {
			bySpan[k.Period.Span()] = map[Period]placed{}
		}
		bySpan[k.Period.Span()][k.Period] = placed{k, path}
	}
	for _, k := range held {
		place(k, "")
	}
	for n, k := range joining {
		place(k, fmt.Sprintf("collections[%d]", n))
	}
	for _, span := range []Frequency{Monthly, Quarterly, Yearly} {
		inOrder := slices.SortedFunc(maps.Values(bySpan[span]), func(a, b placed) int { return a.Period.compare(b.Period) })
		for n := range len(inOrder) - 1 {
			earlier, later := inOrder[n], inOrder[n+1]
			switch {
			case earlier.Due.Before(later.Opens), earlier.Due.IsZero(), later.Opens.IsZero():
			case later.path != "":
				c.add(later.path+".opens", "%s opens on %s, while %s is still being collected until %s; open it after that, or let %s be due sooner",
					later.Period, later.Opens.Words(), earlier.Period, earlier.Due.Words(), earlier.Period)
			case earlier.path != "":
				c.add(earlier.path+".due", "%s is due on %s, but %s opens on %s; let it be due before that, or open %s later",
					earlier.Period, earlier.Due.Words(), later.Period, later.Opens.Words(), later.Period)
			}
		}
	}
}

func (c *registerCheck) checkIdentities(identities []Identity) {
	seen := map[string]int{}
	for n, i := range identities {
		path := fmt.Sprintf("identities[%d]", n)
		c.text(path+".name", i.Name, MaxName, true)
		c.once(seen, i.Name, path+".name", n)
		if i.Tolerance != nil && i.Tolerance.IsNegative() {
			c.add(path+".tolerance", "%s is below 0; write by how much both sides may differ", Exactly(*i.Tolerance))
		}
		e, err := i.ReadEquation()
		if err != nil {
			c.add(path+"."+fieldOf(err), "%s", err)
			continue
		}
		for _, t := range e.Terms() {
			if _, known := c.indicators[strings.ToLower(t.Code)]; !known && t.Code != StockTerm && t.Code != PreviousTerm {
				c.add(path+".rule", "%q is not one of the indicators", t.Code)
			}
		}
	}
}

func (c *registerCheck) checkClosures(closures []Closure) {
	seen := map[string]int{}
	for n, k := range closures {
		path := fmt.Sprintf("closures[%d]", n)
		if !k.Day.IsZero() {
			c.once(seen, k.Day.String(), path+".date", n)
		}
		c.text(path+".name", k.Name, MaxName, true)
	}
}

func (c *registerCheck) checkFigures(figures []Figure) {
	seen := map[string]int{}
	for n, f := range figures {
		path := fmt.Sprintf("figures[%d]", n)
		i, ok := c.indicators[strings.ToLower(f.Indicator)]
		if !ok {
			c.add(path+".indicator", "%q is not one of the indicators", f.Indicator)
			continue
		}
		c.once(seen, strings.ToLower(f.Indicator)+" "+f.Period.String(), path, n)
		if !f.Period.Suits(i.Frequency) {
			c.add(path+".period", "%s is reported %s; write %s", i.Code, i.Frequency, i.Frequency.insteadOf(f.Period))
		} else if _, stands := c.standing[keyOf(f)]; !stands {
			c.checkTime(path+".period", i, f.Period)
		}
		c.text(path+".commentary", f.Commentary, MaxCommentary, false)
		c.text(path+".actions", f.Actions, MaxActions, false)
		c.checkMeasure(path, i, f)
	}
}

// checkTime refuses a figure for a time that the command refuses too: one that has not ended and is not being
// collected, or whose collection has not opened. A period that has ended and was never collected is history. A figure
// that is held was taken by an earlier release, and the file may repeat or mend it.
func (c *registerCheck) checkTime(path string, i Indicator, p Period) {
	switch k, collected := Collected(c.collections, i.Frequency, p); {
	case collected && c.today.Before(k.Opens):
		c.add(path, "the collection for %s opens on %s; import its figures from then on", p.Words(), k.Opens.Words())
	case collected:
	case c.today.Before(p.Start()):
		c.add(path, "%s has not begun: it runs from %s to %s; correct the period", p.Words(), p.Start().Words(), p.End().Words())
	case c.today.Before(p.End()):
		c.add(path, "%s does not end until %s, and no collection is set for it; correct the period, or give the collection too", p.Words(), p.End().Words())
	}
}

func (c *registerCheck) checkMeasure(path string, i Indicator, f Figure) {
	if i.tooLow(f.Value) {
		c.add(path+".value", "%s cannot be below 0: its figures are %s; take the minus sign out or, if it really can fall that low, give %s %s",
			i.Code, i.Unit.InWords(), i.Code, i.negativeIf())
		return
	}
	if err := i.checkMeasure(f.Value, f.Numerator, f.Denominator); err != nil {
		field := fieldOf(err)
		if field == FieldFigure {
			field = "value"
		}
		c.add(path+"."+field, "%s", err)
		return
	}
	if standing, ok := c.standing[keyOf(f)]; i.checkWhole(f.Value) != nil && (!ok || !f.SameMeasure(standing)) {
		c.add(path+".value", "%s counts in whole numbers, and %s is not one; correct it, or give %s decimals", i.Code, Exactly(*f.Value), i.Code)
		return
	}
	hasMeasure := f.Value != nil || f.Numerator != nil
	switch {
	case f.Status == Unavailable && hasMeasure:
		c.add(path+".value", "an unavailable figure has no value; write null, or another status")
	case f.Status != Unavailable && !hasMeasure:
		c.add(path+".value", "there is no value; write one, or the status unavailable")
	case f.Value != nil && f.Numerator != nil && !f.valueAgrees(i.Unit):
		c.add(path+".value", "%s is not %s/%s, which is %s; correct one of them", Exactly(*f.Value), Exactly(*f.Numerator), Exactly(*f.Denominator),
			f.Exact(i.Unit).FloatString(max(2, int(-f.Value.Exponent()))))
	}
}

// valueAgrees reports whether the value is the fraction, rounded to the digits that the value was given with.
func (f Figure) valueAgrees(unit Unit) bool {
	rounded := decimal.RequireFromString(f.Exact(unit).FloatString(max(0, int(-f.Value.Exponent()))))
	return f.Value.Equal(rounded)
}
