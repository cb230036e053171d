package bot

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// A form's boxes say all that they can change: what was drawn and left alone changes nothing, each box that is changed
// changes what it is called after and nothing else, and one that is emptied takes that out.
func TestABoxChangesWhatItIsCalledAfter(t *testing.T) {
	t.Parallel()
	draw := rand.New(rand.NewPCG(1, 59))
	r := kpi.Register{}
	for _, id := range []string{"U0A", "U0B", "U0C"} {
		r.People = append(r.People, kpi.Person{SlackID: id, Name: id})
	}
	v := &visit{asker: kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}}
	for range 200 {
		one, other := randomPerson(draw), randomPerson(draw)
		r.People = append(r.People[:3], one)
		boxesSay(t, draw, &personDesk{visit: v, id: one.SlackID}, r, personBoxes(one), personBoxes(other), func(r kpi.Register) (any, boxes) {
			return r.People[0], personBoxes(r.People[0])
		}, one)

		k, another := randomCommittee(draw), randomCommittee(draw)
		r.Committees = []kpi.Committee{{Name: "First"}, k}
		boxesSay(t, draw, &committeeDesk{visit: v, committee: k.Name}, r, committeeBoxes(k), committeeBoxes(another), func(r kpi.Register) (any, boxes) {
			return r.Committees[0], committeeBoxes(r.Committees[0])
		}, k)

		i, next := randomIndicator(draw), randomIndicator(draw)
		r.Indicators = []kpi.Indicator{i}
		boxesSay(t, draw, newIndicatorDesk(v, i.Code), r, indicatorBoxes(i), indicatorBoxes(next), func(r kpi.Register) (any, boxes) {
			return r.Indicators[0], indicatorBoxes(r.Indicators[0])
		}, i)
		if t.Failed() {
			return
		}
	}
}

// boxesSay holds one thing against its boxes, and then boxes of which each is another thing's by chance.
func boxesSay(t *testing.T, draw *rand.Rand, d desk, r kpi.Register, own, others boxes, of func(kpi.Register) (any, boxes), thing any) {
	t.Helper()
	held, known := d.held(r)
	if !known {
		t.Fatalf("%v is not known", thing)
	}
	if diff := cmp.Diff(own, held); diff != "" {
		t.Errorf("the boxes of %+v:\n%s", thing, diff)
	}
	as, err := d.item(r, held)
	if err != nil {
		t.Fatalf("%+v as it is: %v", thing, err)
	}
	if got, _ := of(as); !cmp.Equal(thing, got, asTheyRead) {
		t.Errorf("left alone it changes:\n%s", cmp.Diff(thing, got, asTheyRead))
	}
	want := maps.Clone(held)
	for name := range held {
		if draw.IntN(2) == 0 {
			want[name] = others[name]
		}
	}
	if as, err = d.item(r, maps.Clone(want)); err != nil {
		t.Fatalf("%+v with %v: %v", thing, want, err)
	}
	_, got := of(as)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("of the boxes that were filled in:\n%s", diff)
	}
}

var asTheyRead = cmp.Options{
	cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b kpi.Period) bool { return a == b }),
	cmp.Comparer(func(a, b kpi.Rule) bool { return a.String() == b.String() }),
}

func personBoxes(p kpi.Person) boxes {
	return boxes{fieldName: p.Name, fieldRoles: rolesText(p.Roles), fieldManager: p.Manager}
}

// anyOf is one of these, or the zero value.
func anyOf[T any](draw *rand.Rand, all ...T) (one T) {
	if n := draw.IntN(len(all) + 1); n > 0 {
		one = all[n-1]
	}
	return one
}

func randomPerson(draw *rand.Rand) kpi.Person {
	p := kpi.Person{
		SlackID: "U0ONE", Name: fmt.Sprint("Name ", draw.IntN(9)), Email: anyOf(draw, "one@example.org"), Manager: anyOf(draw, "U0A", "U0B"),
		Alerts: anyOf(draw, kpi.AlertsDaily),
	}
	for _, role := range []kpi.Role{kpi.Member, kpi.Manager, kpi.Admin} {
		if draw.IntN(2) == 0 {
			p.Roles = append(p.Roles, role)
		}
	}
	return p
}

func randomCommittee(draw *rand.Rand) kpi.Committee {
	k := kpi.Committee{
		Name: "Second", Channel: anyOf(draw, "C0ONE", "C0TWO"), SignOff: anyOf(draw, kpi.ManagerSignOff), Corrections: anyOf(draw, kpi.TeamCorrects),
		SelfSignOff: draw.IntN(2) == 0, ActionsOnAny: draw.IntN(2) == 0,
	}
	for _, id := range []string{"U0B", "U0A", "U0C"} {
		if draw.IntN(2) == 0 {
			k.Members = append(k.Members, id)
		}
	}
	if text := anyOf(draw, "opens, -5, 0", "-2, 0, +1 deputy"); text != "" {
		k.Ladder, _ = kpi.ParseLadder(text)
	}
	return k
}

func randomIndicator(draw *rand.Rand) kpi.Indicator {
	some := func() *decimal.Decimal {
		d := decimal.New(int64(draw.IntN(99)), -1)
		return anyOf(draw, &d)
	}
	i := kpi.Indicator{
		Code: "REG2", Title: fmt.Sprint("Title ", draw.IntN(9)), Committee: anyOf(draw, "Second"), Service: anyOf(draw, "Roads", "Parks"),
		Unit: anyOf(draw, kpi.Percent, kpi.Count, kpi.Currency), Decimals: draw.IntN(4), Direction: anyOf(draw, kpi.Up, kpi.Down, kpi.None),
		Kind: anyOf(draw, kpi.Target, kpi.Contextual), Target: some(), Baseline: some(), Cumulative: draw.IntN(2) == 0, Compare: anyOf(draw, kpi.WithPrevious, kpi.WithYearAgo),
		Frequency: anyOf(draw, kpi.Quarterly, kpi.Monthly), Owner: anyOf(draw, "U0A", "U0B"), Deputy: anyOf(draw, "U0A", "U0B"), Manager: anyOf(draw, "U0A", "U0B"),
		Sensitive: draw.IntN(2) == 0, Description: anyOf(draw, "How it is counted"), Links: []kpi.Link{{Text: "How", URL: "https://example.org/a"}},
		NeighboursMean: some(), EnglandMean: some(), Targets: map[kpi.Period]decimal.Decimal{kpi.Quarter(2023, 1): decimal.New(7, 0)},
	}
	if i.Committee == "" { // an indicator has one
		i.Committee = "First"
	}
	if text := anyOf(draw, "met", "relative:-10,0,5"); text != "" {
		rule, _ := kpi.ParseRule(text)
		i.Rule = &rule
	}
	return i
}

// A deputy or a manager who is not in the register is refused beside their own box, as an owner is.
func TestWhoIsChosenMustBeKnown(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "REG2", Title: "Title", Committee: "First", Frequency: kpi.Quarterly, Owner: "U0A"}
	r := kpi.Register{People: []kpi.Person{{SlackID: "U0A"}}, Committees: []kpi.Committee{{Name: "First"}}, Indicators: []kpi.Indicator{i}}
	for _, field := range []string{fieldOwner, kpi.FieldDeputy, fieldManager} {
		d := newIndicatorDesk(&visit{}, i.Code)
		f, _ := d.held(r)
		f[field] = "U0NOBODY"
		var refusal *kpi.Refusal
		if _, err := d.item(r, f); !errors.As(err, &refusal) || refusal.Field != field {
			t.Errorf("nobody as the %s: %v", field, err)
		}
	}
}

// A box holds what Slack gives back: without a return before a line's end, in whatever order its options were ticked.
func TestABoxAsSlackGivesItBack(t *testing.T) {
	t.Parallel()
	opened := boxes{"one": "First line\r\nSecond line\r\n", "two": strings.Repeat("x", maxSection+9), "three": "stays"}
	for name, given := range map[string]boxes{
		"as they were drawn": {"one": "First line\nSecond line", "two": strings.Repeat("x", maxSection), "three": "stays"},
		"one is not shown":   {"two": strings.Repeat("x", maxSection), "three": "stays"},
		"none is shown":      {},
	} {
		if got := merged([]string{"one", "two", "three"}, opened.digests(), given, opened); !maps.Equal(got, opened) {
			t.Errorf("%s: %v", name, slices.Collect(maps.Keys(got)))
		}
	}
	standing := boxes{"one": "another's", "two": "2", "three": "3"}
	got := merged([]string{"one", "two", "three"}, opened.digests(), boxes{"one": "First line\nSecond line", "two": "mine", "three": ""}, standing)
	if want := (boxes{"one": "another's", "two": "mine", "three": ""}); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Several that were ticked are the same in whatever order they were.
func TestTickedInAnyOrder(t *testing.T) {
	t.Parallel()
	for _, ticked := range [][]string{{ruleActionsOn, ruleSelfSignOff}, {ruleSelfSignOff, ruleActionsOn}} {
		var chosen slack.BlockAction
		for _, v := range ticked {
			chosen.SelectedOptions = append(chosen.SelectedOptions, slack.OptionBlockObject{Value: v})
		}
		view := slack.View{State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{fieldRules: {"rules#1": chosen}}}}
		if got := enteredAll(view, fieldRules); got != committeeBoxes(kpi.Committee{SelfSignOff: true, ActionsOnAny: true})[fieldRules] {
			t.Errorf("%v are %q", ticked, got)
		}
	}
}

// Each fault stands beside its own box, the first of several alone, and one of a field without a box beside the first.
func TestEachFaultHasItsBox(t *testing.T) {
	t.Parallel()
	view := slack.View{State: &slack.ViewState{Values: map[string]map[string]slack.BlockAction{fieldTitle: nil, fieldUnit: nil}}}
	faults := kpi.Faults{
		{Path: "indicators[0].unit", Sentence: "is no unit"}, {Path: "indicators[0].unit", Sentence: "has no sign"}, {Path: "indicators[0].links[2].url", Sentence: "the address leads nowhere."},
	}
	got := (&visit{}).deskError(faults, view, fieldTitle).Errors
	if want := map[string]string{fieldUnit: "This is no unit.", fieldTitle: "The address leads nowhere."}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// People and channels are told by name, whatever they are in an indicator or a committee.
func TestChangesNamePeople(t *testing.T) {
	t.Parallel()
	names := map[string]string{"U0A": "Ann", "U0B": "Ben"}
	for _, field := range []string{fieldOwner, kpi.FieldDeputy, fieldManager, fieldMembers, fieldChannel} {
		if got := fieldChanges([]store.Difference{{Field: field, From: "U0A", To: "U0A, U0B"}}, names); !strings.HasSuffix(got[0], ": Ann → Ann and Ben") {
			t.Errorf("the %s changes so: %q", field, got)
		}
	}
}

// Of many figures that would change their colour the latest are named.
func TestTheLatestRecolouredAreNamed(t *testing.T) {
	t.Parallel()
	before := kpi.Indicator{Code: "REG2", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: number("100"), Frequency: kpi.Quarterly}
	after := before
	after.Target = number("50")
	var figures []kpi.Figure
	for p := kpi.Quarter(2022, 1); len(figures) < 6; p = p.Next() {
		figures = append(figures, kpi.Figure{Period: p, Value: number("50"), Status: kpi.Final, Assessment: kpi.Assessment{Rating: kpi.Red}})
	}
	said := targetEffects(before, after, figures, kpi.Period{})
	if want := "6 of 6 would change: Q3 2022/23 Red → Green, Q4 2022/23 Red → Green, Q1 2023/24 Red → Green, Q2 2023/24 Red → Green, and 2 earlier."; len(said) != 1 || !strings.HasSuffix(said[0], want) {
		t.Errorf("%q", said)
	}
}
