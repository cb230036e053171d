package bot

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

func targetsConversation() conversation {
	return conversation{modals: []modal{{targetsForm, submittedTargets}}}
}

// targetsPage is a page of the indicators with their targets.
func (v *visit) targetsPage(ctx context.Context, of store.PageOf) (adminPage, error) {
	return v.pageOfIndicators(ctx, of, targetsEntry)
}

// pageOfIndicators is a page of the indicators, each as entry says it with its owner's name.
func (v *visit) pageOfIndicators(
	ctx context.Context, of store.PageOf, entry func(i kpi.Indicator, owner string) adminEntry,
) (adminPage, error) {
	found, err := v.store.IndicatorPage(ctx, of)
	if err != nil {
		return adminPage{}, err
	}
	var owners []string
	for _, i := range found.Entries {
		owners = append(owners, i.Owner)
	}
	names, err := v.store.NamesOf(ctx, owners...)
	if err != nil {
		return adminPage{}, err
	}
	page := adminPage{from: found.From, all: found.All}
	for _, i := range found.Entries {
		page.entries = append(page.entries, entry(i, names[i.Owner]))
	}
	return page, nil
}

func (v *visit) openTargets(ctx context.Context, code string, typed boxes) (*Message, error) {
	return v.openDesk(ctx, &targetsDesk{visit: v, code: code}, subject{Code: code}, typed)
}

func submittedTargets(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	return v.submitDesk(ctx, &targetsDesk{visit: v, code: readSubject(view.PrivateMetadata).Code}, view)
}

// targetsDesk is the form of an indicator's targets.
type targetsDesk struct {
	visit   *visit
	code    string
	before  kpi.Indicator
	after   kpi.Indicator
	figures []kpi.Figure // those that stand and have a value, the earliest first
	first   kpi.Period   // the first period that has a figure or may get one
	open    kpi.Period   // that is being collected; zero: none
}

func (*targetsDesk) inputs() []string {
	return []string{kpi.FieldTarget, kpi.FieldFrom, kpi.FieldTargets}
}

func (d *targetsDesk) load(ctx context.Context) (kpi.Register, error) {
	i, known, err := d.visit.store.Indicator(ctx, d.code)
	if err != nil || !known {
		return kpi.Register{}, err
	}
	err = d.visit.store.EachRating(ctx, store.RatingsOf{Code: i.Code}, func(_ kpi.Indicator, f kpi.Figure) error {
		d.figures = append(d.figures, f)
		return nil
	})
	if err != nil {
		return kpi.Register{}, err
	}
	collections, _, err := d.visit.store.Schedule(ctx)
	if err != nil {
		return kpi.Register{}, fmt.Errorf("collections: %w", err)
	}
	_, d.open, _ = kpi.Open(collections, i.Frequency, d.visit.today)
	d.first = kpi.Upcoming(collections, i.Frequency, d.visit.today)
	if len(d.figures) > 0 && d.figures[0].Period.Before(d.first) {
		d.first = d.figures[0].Period
	}
	d.before = i
	return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
}

func (d *targetsDesk) held(r kpi.Register) (boxes, bool) {
	for _, i := range r.Indicators {
		if strings.EqualFold(i.Code, d.code) {
			d.before, d.after = i, i
			return boxes{kpi.FieldTarget: numberText(i.Target), kpi.FieldFrom: "", kpi.FieldTargets: targetLines(i)}, true
		}
	}
	return nil, false
}

func numberText(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return kpi.Exactly(*d)
}

// targetLines are the targets of single periods as their box has them.
func targetLines(i kpi.Indicator) string {
	var all []string
	for _, p := range i.TargetPeriods() {
		all = append(all, p.String()+" "+kpi.Exactly(i.Targets[p]))
	}
	return strings.Join(all, "\n")
}

func (d *targetsDesk) item(_ kpi.Register, f boxes) (kpi.Register, error) {
	i := d.before
	if held := targetLines(i); f[kpi.FieldTargets] != held && utf8.RuneCountInString(held) > maxSection {
		return kpi.Register{}, kpi.Refuse(kpi.FieldTargets, "%s has more targets than this box can show, so it cannot change them. Import them from a file.", i.Code)
	}
	target, err := targetNumber(kpi.FieldTarget, f[kpi.FieldTarget])
	if err != nil {
		return kpi.Register{}, err
	}
	typed, err := line.Targets(f[kpi.FieldTargets], d.visit.today)
	if err != nil {
		return kpi.Register{}, err
	}
	own := make(map[kpi.Period]decimal.Decimal, len(typed))
	for p, text := range typed {
		t, err := targetNumber(kpi.FieldTargets, text)
		if err != nil {
			return kpi.Register{}, err
		}
		own[p] = *t
	}
	from, err := fromPeriod(f[kpi.FieldFrom], d.visit.today)
	if err != nil {
		return kpi.Register{}, err
	}
	i.Targets = own
	if i, err = i.Retargeted(target, from, d.first); err != nil {
		return kpi.Register{}, err
	}
	d.after = i
	return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
}

// targetNumber reads a target; nil where there is none.
func targetNumber(field, text string) (*decimal.Decimal, error) {
	t, err := part(field, text)
	if err != nil {
		return nil, kpi.Refuse(field, "“%s” is not a target. Write a number, such as 70, 93%% or £1,250.", kpi.Excerpt(text))
	}
	return t, nil
}

// fromPeriod reads the period from which a target holds; zero where none is given.
func fromPeriod(text string, today kpi.Date) (kpi.Period, error) {
	if text == "" {
		return kpi.Period{}, nil
	}
	p, rest, ok := line.New(text, func(string) bool { return false }, today).Skip("from").Period()
	if !ok || rest.Left() > 0 {
		return kpi.Period{}, kpi.Refuse(kpi.FieldFrom, "“%s” is not a period. Write one such as 2024-25Q1 or Q1 2024/25, or leave this empty.", kpi.Excerpt(text))
	}
	return p, nil
}

func (d *targetsDesk) name() string {
	if d.before.Code == "" {
		return kpi.Excerpt(d.code)
	}
	return words.Name(d.before)
}

func (d *targetsDesk) last(ctx context.Context, _ kpi.Register) (store.LastChange, bool, error) {
	return d.visit.store.LastIndicatorChange(ctx, d.before)
}

func (d *targetsDesk) changes(e store.Edited) []string { return targetChanges(d.before, e.Fields) }

// effects say what the change does to the figures that are in. They keep their ratings: the next posting goes by it.
func (d *targetsDesk) effects(store.Edited) []string {
	return targetEffects(d.before, d.after, d.figures, d.open)
}

func (d *targetsDesk) draw(f registerForm) slack.ModalViewRequest {
	return targetsView(d.before, d.open, f)
}
