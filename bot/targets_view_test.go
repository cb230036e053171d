package bot

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/store"
)

func TestGoldenTargets(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "TRS2")
	i, figures := c.Indicator, c.History
	golden(t, "admin", adminView())
	golden(t, "targets_list", adminListView(subject{Do: theTargets, Typed: "trading", Person: "U0TRADING", From: 20},
		adminPage{entries: []adminEntry{targetsEntry(i, "Trading Standards service lead"), targetsEntry(cardNamed(t, "178").Indicator, "")}, from: 20, all: 45}))
	golden(t, "targets_list_nothing", adminListView(subject{Do: theTargets, Typed: "potholes"}, adminPage{}))

	held := boxes{kpi.FieldTarget: "65", kpi.FieldFrom: "", kpi.FieldTargets: ""}
	about := subject{Code: "TRS2", Opened: held.digests()}
	golden(t, "targets", targetsView(i, q3, registerForm{about: about, values: held}))
	golden(t, "targets_contextual", targetsView(cardNamed(t, "178").Indicator, q3, registerForm{about: subject{Code: "178", Opened: boxes{}.digests()}, values: boxes{}}))

	after, err := i.Retargeted(number("50"), q3, kpi.Quarter(2023, 1))
	if err != nil {
		t.Fatal(err)
	}
	e := store.Edited{Seal: "5ea1", Fields: []store.Difference{
		{Field: "target", From: "65", To: "50"}, {Field: "target for 2023-24Q1", To: "65"}, {Field: "target for 2023-24Q2", To: "65"},
	}}
	about.Seen = e.Seal
	shown := registerForm{
		about: about, values: boxes{kpi.FieldTarget: "50", kpi.FieldFrom: "Q3 2023/24"}, edited: e,
		lines: targetChanges(i, e.Fields), effects: targetEffects(i, after, figures, q3),
		meanwhile: "Performance colleague has changed this while the form was open: Target: 60% → 65%.",
	}
	golden(t, "targets_shown", targetsView(i, q3, shown))
	golden(t, "targets_saved", registerSavedView("TRS2 · Something", shown))

	all := i
	all.Target = number("10")
	golden(t, "targets_recoloured", targetsView(i, q2, registerForm{
		about: about, values: held, edited: e, lines: targetChanges(i, e.Fields[:1]), effects: targetEffects(i, all, figures, q2),
	}))
}

// Nothing that the register holds makes a form of it that Slack refuses or that a socket drops.
func TestFormsOfTheRegisterAreTaken(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := worstCard(filler)
			i := c.Indicator
			i.Targets = map[kpi.Period]decimal.Decimal{}
			p := kpi.Month(2023, 9)
			var fields []store.Difference
			for range 200 {
				i.Targets[p] = *i.Target
				fields = append(fields, store.Difference{Field: "target for " + p.String(), To: kpi.Exactly(*i.Target)})
				p = p.Previous(kpi.Monthly)
			}
			var entries []adminEntry
			for range maxPageItems {
				entries = append(entries, targetsEntry(i, filled(filler, kpi.MaxName)))
			}
			accepted(t, adminListView(subject{Do: theTargets, Typed: filled(filler, 3000), Person: "U0W", From: 20}, adminPage{entries: entries, from: 20, all: 3000}))
			f := registerForm{
				about:  subject{Code: i.Code, Seen: strings.Repeat("5", 32), Opened: map[string]string{kpi.FieldTarget: "12345678", kpi.FieldFrom: "12345678", kpi.FieldTargets: "12345678"}},
				values: boxes{kpi.FieldTarget: filled(filler, 3000), kpi.FieldFrom: filled(filler, 3000), kpi.FieldTargets: targetLines(i)},
				edited: store.Edited{Fields: fields}, lines: targetChanges(i, fields), effects: []string{filled(filler, 300)}, meanwhile: filled(filler, 3000),
			}
			view := targetsView(i, p, f)
			accepted(t, view)
			if !fitsSocket(view) {
				t.Error("the form does not fit through a socket")
			}
			accepted(t, registerSavedView(filled(filler, kpi.MaxTitle), f))
		})
	}
}
