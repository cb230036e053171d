package store

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/register"
)

// Whatever register is imported: its export imported into an empty database gives the same export, and importing it
// where it came from changes nothing. Nor does importing for a second time what was imported over it.
func TestExportThenImportIsTheIdentity(t *testing.T) {
	t.Parallel()
	one, _ := empty(t)
	other, _ := empty(t)
	changed := 0
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue { // nobody chose how many
		if err := checks.Value.Set(strconv.Itoa(thorough.Plays(30, 100))); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for _, s := range []*Store{one, other} {
			wipe(t, s)
		}
		r := anyRegister().Draw(rt, "register")
		if faults := r.Faults(kpi.Register{}, later); len(faults) > 0 {
			rt.Fatalf("the register that was made up is faulty: %v", faults)
		}
		hour := 8
		imports := func(s *Store, r kpi.Register) []Change {
			hour++
			changes, err := s.ImportRegister(t.Context(), r, later.At(hour, time.UTC), false)
			if err != nil {
				rt.Fatal(err)
			}
			return changes
		}
		imports(one, r)
		exported := exportOf(t, one)
		read, faults := register.ReadJSON(strings.NewReader(exported))
		if len(faults) > 0 {
			rt.Fatalf("%v in %s", faults, exported)
		}
		if changes := imports(one, read); len(changes) > 0 {
			rt.Fatalf("importing the export changed %v", changes)
		}
		imports(other, read)
		if got := exportOf(t, other); got != exported {
			rt.Fatalf("exported %s\nwant %s", got, exported)
		}
		// Another register with the same codes changes all in which it differs: imported again, it changes nothing.
		next := anyRegister().Draw(rt, "the next register")
		if faults := next.Faults(read, later); len(faults) > 0 {
			next.Figures = nil
		}
		if faults := next.Faults(read, later); len(faults) == 0 {
			changed += len(imports(one, next))
			if changes := imports(one, next); len(changes) > 0 {
				rt.Fatalf("importing the next register again changed %v", changes)
			}
		}
		auditWhole(t, one)
	})
	if changed == 0 {
		t.Error("no register was changed by another")
	}
}

// wipe empties a store for the next case, which is quicker than to migrate another.
func wipe(t *testing.T, s *Store) {
	t.Helper()
	_, err := s.patient.ExecContext(t.Context(), `
		ALTER TABLE figure_revisions DISABLE TRIGGER figures_append_only;
		ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only;
		ALTER TABLE audit_chains DISABLE TRIGGER audit_chains_kept;
		DELETE FROM audit_entries; DELETE FROM audit_chains; DELETE FROM requests;
		DELETE FROM red_tidings; DELETE FROM notification_subjects; DELETE FROM notification_items; DELETE FROM notifications; DELETE FROM red_turns; DELETE FROM figure_revisions; DELETE FROM collections; DELETE FROM closures; DELETE FROM identities;
		DELETE FROM indicator_targets; DELETE FROM latest_cards; DELETE FROM unsigned_figures; DELETE FROM indicators; DELETE FROM committee_members; DELETE FROM committees; DELETE FROM people;
		ALTER TABLE figure_revisions ENABLE TRIGGER figures_append_only;
		ALTER TABLE audit_chains ENABLE TRIGGER audit_chains_kept;
		ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_append_only`)
	if err != nil {
		t.Fatal(err)
	}
}

// later is a day after everything that the registers speak of which are made up here.
var later = kpi.Date{Year: 2026, Month: 5, Day: 1}

var (
	anyText   = rapid.StringMatching(`[a-zé€"'\\%<>&]{1,5}( [A-Z\x{1F600},;→]{1,5})?`)
	anyLine   = rapid.OneOf(rapid.Just(""), anyText)
	anyNumber = rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.RequireFromString(rapid.StringMatching(`(0|[1-9][0-9]{0,12})(\.[0-9]{1,8})?`).Draw(t, "number"))
	})
	perhapsNumber = rapid.Custom(func(t *rapid.T) *decimal.Decimal {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		d := anyNumber.Draw(t, "number")
		return &d
	})
)

var anyLadder = rapid.Custom(func(t *rapid.T) kpi.Ladder {
	text := rapid.SampledFrom([]string{"", "0", "opens, -60, 0 team", "0, 0 manager, +60 deputy", kpi.DefaultLadder.String()}).Draw(t, "ladder")
	if text == "" {
		return nil
	}
	l, err := kpi.ParseLadder(text)
	if err != nil {
		t.Fatal(err)
	}
	return l
})

func anyRegister() *rapid.Generator[kpi.Register] {
	return rapid.Custom(func(t *rapid.T) kpi.Register {
		var r kpi.Register
		few := rapid.IntRange(0, 4)
		people := []string{""}
		for n := range few.Draw(t, "people") {
			people = append(people, fmt.Sprint("U0P", n))
		}
		person := rapid.SampledFrom(people)
		for _, id := range rapid.Permutation(people[1:]).Draw(t, "the people's order") {
			r.People = append(r.People, kpi.Person{
				SlackID: id, Name: anyText.Draw(t, "name"), Email: anyLine.Draw(t, "email"), Manager: person.Draw(t, "manager"),
				Roles:  rapid.SliceOfNDistinct(rapid.SampledFrom([]kpi.Role{kpi.Member, kpi.Manager, kpi.Admin}), 0, 3, rapid.ID).Draw(t, "roles"),
				Alerts: rapid.SampledFrom([]kpi.AlertTiming{"", kpi.AlertsAtOnce, kpi.AlertsDaily}).Draw(t, "alerts"),
			})
		}
		for n := range few.Draw(t, "committees") {
			c := kpi.Committee{Name: fmt.Sprint(anyText.Draw(t, "committee"), n), Channel: rapid.SampledFrom([]string{"", "C0X"}).Draw(t, "channel")}
			if len(people) > 1 {
				c.Members = rapid.SliceOfNDistinct(rapid.SampledFrom(people[1:]), 0, len(people)-1, rapid.ID).Draw(t, "members")
			}
			c.Ladder = anyLadder.Draw(t, "ladder")
			c.SignOff = rapid.SampledFrom([]kpi.SignOffMode{kpi.NoSignOff, kpi.ManagerSignOff}).Draw(t, "sign-off")
			c.SelfSignOff = rapid.Bool().Draw(t, "self sign-off")
			c.Corrections = rapid.SampledFrom([]kpi.CorrectionMode{kpi.OwnerCorrects, kpi.TeamCorrects}).Draw(t, "corrections")
			c.ActionsOnAny = rapid.Bool().Draw(t, "actions on any")
			r.Committees = append(r.Committees, c)
		}
		if len(r.Committees) > 0 {
			for n := range few.Draw(t, "indicators") {
				i := anyIndicator(t, fmt.Sprint(rapid.SampledFrom([]string{"A", "é", "b-", "7"}).Draw(t, "code"), n), person)
				i.Committee = rapid.SampledFrom(r.Committees).Draw(t, "committee").Name
				r.Indicators = append(r.Indicators, i)
				for k := range few.Draw(t, "figures") {
					r.Figures = append(r.Figures, anyFigure(t, i, periodsOf(i.Frequency)[k]))
				}
			}
		}
		if len(r.Figures) > 0 {
			r.Figures = rapid.Permutation(r.Figures).Draw(t, "the figures' order")
		}
		for n := range few.Draw(t, "collections") {
			opens := kpi.Date{Year: 2023, Month: 12, Day: 31}.AddDays(90 * n)
			c := kpi.Collection{Period: kpi.Quarter(2023+n/4, n%4+1), Opens: opens, Due: opens.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))}
			if rapid.Bool().Draw(t, "meets") {
				c.CommitteeDate = c.Due.AddDays(9)
			}
			if rapid.Bool().Draw(t, "is published on a day") {
				c.Publishes = c.Due.AddDays(3)
			}
			r.Collections = append(r.Collections, c)
		}
		if len(r.Indicators) > 1 && rapid.Bool().Draw(t, "adds up") {
			tolerance := decimal.New(rapid.Int64Range(0, 99).Draw(t, "tolerance"), -1)
			r.Identities = append(r.Identities, kpi.Identity{Name: "Sums", Rule: r.Indicators[0].Code + " = " + r.Indicators[1].Code, Tolerance: &tolerance})
			r.Identities = append(r.Identities, kpi.Identity{
				Name: "Wells", Rule: "stock = previous + " + r.Indicators[0].Code + " - " + r.Indicators[1].Code, Stock: "live wells, open wells",
			})
			r.Indicators[0].Sensitive, r.Indicators[1].SmallestCount = true, new(int)
		}
		for _, d := range rapid.SliceOfNDistinct(rapid.IntRange(0, 800), 0, 4, rapid.ID).Draw(t, "closures") {
			r.Closures = append(r.Closures, kpi.Closure{Day: kpi.Date{Year: 2023, Month: 12, Day: 31}.AddDays(d), Name: anyText.Draw(t, "closure")})
		}
		return r
	})
}

func anyIndicator(t *rapid.T, code string, person *rapid.Generator[string]) kpi.Indicator {
	i := kpi.Indicator{
		Code: code, Title: anyText.Draw(t, "title"), Service: anyLine.Draw(t, "service"),
		Unit:      rapid.SampledFrom([]kpi.Unit{kpi.Count, kpi.Percent, kpi.Currency, kpi.Days, kpi.Ratio}).Draw(t, "unit"),
		Decimals:  rapid.IntRange(0, 10).Draw(t, "decimals"),
		Direction: rapid.SampledFrom([]kpi.Direction{kpi.Up, kpi.Down}).Draw(t, "direction"),
		Kind:      rapid.SampledFrom([]kpi.Kind{kpi.Target, kpi.Baseline, kpi.Contextual, kpi.InDevelopment}).Draw(t, "kind"),
		Target:    perhapsNumber.Draw(t, "target"), Baseline: perhapsNumber.Draw(t, "baseline"),
		Cumulative: rapid.Bool().Draw(t, "cumulative"),
		Compare:    rapid.SampledFrom([]kpi.Compare{kpi.WithPrevious, kpi.WithYearAgo}).Draw(t, "compare"),
		Frequency:  rapid.SampledFrom([]kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly}).Draw(t, "frequency"),
		Owner:      person.Draw(t, "owner"), Deputy: person.Draw(t, "deputy"), Manager: person.Draw(t, "manager"),
		Description:    anyLine.Draw(t, "description"),
		NeighboursMean: perhapsNumber.Draw(t, "neighbours"), EnglandMean: perhapsNumber.Draw(t, "england"),
	}
	if i.NeighboursMean != nil {
		i.NeighboursMeanPeriod = rapid.SampledFrom([]kpi.Period{{}, kpi.FinancialYear(2022)}).Draw(t, "neighbours' period")
	}
	if i.EnglandMean != nil {
		i.EnglandMeanPeriod = rapid.SampledFrom([]kpi.Period{{}, kpi.Quarter(2023, 1)}).Draw(t, "England's period")
	}
	if text := rapid.SampledFrom([]string{"", "relative:-10,0,5", "met", "range:90,110,5", "points:>-5,0"}).Draw(t, "rule"); text != "" {
		rule, err := kpi.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		i.Rule = &rule
	}
	for _, p := range periodsOf(i.Frequency) {
		if rapid.Bool().Draw(t, "has a target of its own") {
			if i.Targets == nil {
				i.Targets = map[kpi.Period]decimal.Decimal{}
			}
			i.Targets[p] = anyNumber.Draw(t, "target")
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "links") {
		i.Links = append(i.Links, kpi.Link{Text: anyText.Draw(t, "text"), URL: rapid.SampledFrom([]string{"", "https://example.org/?a=1&b=<2>"}).Draw(t, "url")})
	}
	return i
}

// periodsOf are some that suit the frequency; 2011/12 is the year that could be read as a month.
func periodsOf(f kpi.Frequency) []kpi.Period {
	switch f {
	case kpi.Monthly:
		return []kpi.Period{kpi.Month(2023, 12), kpi.Month(2024, 1), kpi.Month(2024, 4), kpi.Month(2023, 3)}
	case kpi.Yearly:
		return []kpi.Period{kpi.FinancialYear(2023), kpi.FinancialYear(2011), kpi.FinancialYear(2022), kpi.FinancialYear(1999)}
	case kpi.HalfYearly:
		return []kpi.Period{kpi.Quarter(2023, 2), kpi.Quarter(2023, 4), kpi.Quarter(2022, 4), kpi.Quarter(2024, 2)}
	}
	return []kpi.Period{kpi.Quarter(2023, 3), kpi.Quarter(2023, 4), kpi.Quarter(2024, 1), kpi.Quarter(2022, 1)}
}

func anyFigure(t *rapid.T, i kpi.Indicator, p kpi.Period) kpi.Figure {
	f := kpi.Figure{
		Indicator: i.Code, Period: p, Status: rapid.SampledFrom(kpi.Statuses).Draw(t, "status"),
		Commentary: anyLine.Draw(t, "commentary"), Actions: anyLine.Draw(t, "actions"),
	}
	switch {
	case f.Status == kpi.Unavailable:
	case i.Unit != kpi.Count && rapid.Bool().Draw(t, "is a fraction"):
		part, whole := rapid.Int64Range(0, 5000).Draw(t, "numerator"), rapid.Int64Range(5000, 9000).Draw(t, "denominator")
		numerator, denominator := decimal.NewFromInt(part), decimal.NewFromInt(whole)
		f.Numerator, f.Denominator = &numerator, &denominator
	default:
		value := anyNumber.Draw(t, "value")
		if i.Unit == kpi.Count && i.Decimals == 0 {
			value = value.Truncate(0)
		}
		f.Value = &value
	}
	return f
}
