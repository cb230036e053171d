package printed

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// definition is an indicator as a card defines it, or as it is held.
type definition struct {
	kpi.Indicator
	known bool
}

var (
	cumulative = pattern(`(?i)\b(?:figures?|actual|target)\b[^.]{0,40}\b(?:is|are) cumulative\b`)
	daysTitle  = pattern(`(?i)^(?:average |mean |median )?(?:number of )?(?:working |calendar )?days\b|\((?:working |calendar )?days\)$`)
	shareTitle = pattern(`(?i)^(?:the )?(?:percentage|per cent|proportion|%)`)
)

// define finds the indicator that is held by its code or title, or makes one.
func (m *making) define(c *card) definition {
	if held, ok := m.held(c); ok {
		held.Targets = copied(held.Targets)
		m.target(c, &held)
		return definition{held, true}
	}
	i := kpi.Indicator{
		Title: c.title, Committee: m.committee, Service: kpi.CleanLine(cut(c.service, kpi.MaxName)),
		Direction: kpi.None, Compare: kpi.WithPrevious, Frequency: m.Period.Span(), Targets: map[kpi.Period]decimal.Decimal{},
		Description: cut(proseOf(c.prose[description]), kpi.MaxDescription),
	}
	i.Code = m.code(c, i.Service)
	if c.titleFrom == fromDescription {
		m.missing(i.Code, "title. Of its description this is made: “%s”", i.Title)
	}
	i.Unit = m.unit(c, i.Code)
	i.Decimals = decimals(c)
	for _, p := range c.values {
		i.Cumulative = i.Cumulative || p.label.cumulative && p.label.item.holdsNumber()
		if p.label.item == previous && p.label.yearAgo || (p.label.item == previous || p.label.item == current) && p.label.when.period == m.Period.YearAgo() && !m.hasPrevious(c) {
			i.Compare = kpi.WithYearAgo
		}
	}
	i.Cumulative = i.Cumulative || cumulative().MatchString(i.Description)
	for n, l := range linksOf(c.prose[links]) {
		if n < kpi.MaxLinks {
			i.Links = append(i.Links, kpi.Link{Text: cut(l.Text, kpi.MaxLinkText), URL: cut(l.URL, kpi.MaxURL)})
		}
	}
	m.kind(c, &i)
	m.target(c, &i)
	for to, of := range map[**decimal.Decimal]item{&i.NeighboursMean: neighbours, &i.EnglandMean: england, &i.Baseline: baseline} {
		if p, ok := c.of(of); ok {
			*to = m.number(c, i, p)
		}
	}
	return definition{i, false}
}

func copied(targets map[kpi.Period]decimal.Decimal) map[kpi.Period]decimal.Decimal {
	all := make(map[kpi.Period]decimal.Decimal, len(targets)+1)
	for p, t := range targets {
		all[p] = t
	}
	return all
}

// hasPrevious reports whether the card has the figure of the period before the report's.
func (m *making) hasPrevious(c *card) bool {
	for _, p := range c.values {
		if (p.label.item == previous || p.label.item == current) && p.label.periodIn(m.Period).period == m.Period.Previous(m.Period.Span()) {
			return true
		}
	}
	return false
}

func (m *making) held(c *card) (kpi.Indicator, bool) {
	if held, ok := m.byCode[strings.ToLower(c.code)]; ok && c.code != "" {
		return held, true
	}
	held, ok := m.byTitle[alike(c.title)]
	return held, ok && held.Code != "" && (c.code == "" || alike(c.code) == alike(held.Code) || !m.codes[strings.ToLower(c.code)])
}

// code is the card's own, or one of its service's or committee's letters with a number.
func (m *making) code(c *card, of string) string {
	own := strings.TrimFunc(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._/-", r) {
			return r
		}
		return -1
	}, c.code), func(r rune) bool { return strings.ContainsRune("._/-", r) })
	if own != "" && len(own) <= kpi.MaxCode {
		m.codes[strings.ToLower(own)] = true
		return own
	}
	ahead := initials(cmp.Or(of, m.committee, "KPI"))
	for {
		m.numbers[ahead]++
		if code := fmt.Sprintf("%s%d", ahead, m.numbers[ahead]); !m.codes[strings.ToLower(code)] {
			m.codes[strings.ToLower(code)] = true
			return code
		}
	}
}

// initials are a name's first letters: CSMI of Communities, Social Mobility and Inclusion; LIB of Libraries.
func initials(name string) string {
	var all []rune
	fields := strings.Fields(name)
	for _, word := range fields {
		if b := bare(word); b != "" && b != "and" && b != "of" && b != "the" && b != "for" && len(all) < 5 {
			all = append(all, unicode.ToUpper([]rune(b)[0]))
		}
	}
	if len(fields) == 1 || len(all) < 2 {
		all = []rune(strings.ToUpper(bare(fields[0])))
		all = all[:min(3, len(all))]
	}
	if len(all) == 0 {
		return "KPI"
	}
	return string(all)
}

// unit is what the card's figures are by their signs, else by its title.
func (m *making) unit(c *card, code string) kpi.Unit {
	for _, p := range c.values {
		if !p.label.item.holdsNumber() {
			continue
		}
		switch v := p.value; {
		case v.typed.PerCent:
			return kpi.Percent
		case v.typed.Pounds:
			return kpi.Currency
		case v.days:
			return kpi.Days
		}
	}
	switch low := strings.ToLower(c.unit); {
	case strings.Contains(low, "%"), strings.HasPrefix(low, "percent"), strings.HasPrefix(low, "per cent"):
		return kpi.Percent
	case strings.Contains(low, "£"), strings.HasPrefix(low, "pound"), strings.HasPrefix(low, "currency"):
		return kpi.Currency
	case strings.Contains(low, "day"):
		return kpi.Days
	case strings.HasPrefix(low, "ratio"):
		return kpi.Ratio
	}
	switch {
	case shareTitle().MatchString(c.title):
		m.note("%s: its figures have no %% sign; they are taken for percentages, as its title says.", code)
		return kpi.Percent
	case daysTitle().MatchString(c.title):
		return kpi.Days
	}
	return kpi.Count
}

// decimals are as many digits after the point as any of the card's numbers has.
func decimals(c *card) int {
	most := 0
	for _, p := range c.values {
		if v := p.value; v.sort == asNumber && v.typed.Value != nil && (p.label.item == current || p.label.item == previous || p.label.item == target || p.label.item == baseline) {
			most = max(most, int(-v.typed.Value.Exponent()))
		}
	}
	return min(most, 10)
}

// number is a target, baseline or point of comparison; nil where it is none.
func (m *making) number(c *card, i kpi.Indicator, p pair) *decimal.Decimal {
	v := p.value
	switch {
	case v.sort == asNumber && v.typed.Value != nil:
		return v.typed.Value
	case v.sort == asWords, v.sort == asNumber:
		m.fault(c, "%s: “%s” beside “%s” is not a number; it is left out", i.Code, kpi.Excerpt(p.said), p.label.said)
	}
	return nil
}

// target sets the target. One that counts up to the period, or is in proportion to it, holds for that period alone.
// What is held is left as it is where it says the same.
func (m *making) target(c *card, i *kpi.Indicator) {
	p, ok := m.targetOf(c)
	if !ok {
		return
	}
	t := m.number(c, *i, p)
	if t == nil {
		return
	}
	if p.label.when.span == kpi.Yearly && m.Period.Span() != kpi.Yearly && (i.Unit == kpi.Count || i.Unit == kpi.Currency) {
		m.ask(i.Code, fmt.Sprintf("“%s” is the year's target, %s. What is that of %s?", p.label.said, p.said, m.Period.Words()), "no target.", false)
		return
	}
	m.p.Read.Targets++
	if held := i.TargetFor(m.Period); held != nil && held.Equal(*t) {
		return
	}
	name := strings.ToLower(p.label.said)
	if i.Target != nil || i.Cumulative || p.label.cumulative || strings.HasPrefix(name, "pro rata") || strings.HasPrefix(name, "profiled") || strings.Contains(name, "to date") || !p.label.when.period.IsZero() || p.label.when.quarter > 0 {
		i.Targets[m.Period] = *t
		return
	}
	i.Target = t
}

// targetOf is the card's target for the period: the period's own before one without a period.
func (m *making) targetOf(c *card) (pair, bool) {
	var found pair
	ok := false
	for _, p := range c.values {
		if p.label.item != target {
			continue
		}
		switch at := p.label.periodIn(m.Period); {
		case p.label.when.period == m.Period:
			return p, true
		case at.period == m.Period && (!ok || found.label.when.span == kpi.Yearly),
			!ok && p.label.when.period.Span() == kpi.Yearly && p.label.when.period.FinancialYear() == m.Period.FinancialYear():
			if p.label.when.period.Span() == kpi.Yearly {
				p.label.when = when{span: kpi.Yearly}
			}
			found, ok = p, true
		}
	}
	return found, ok
}
