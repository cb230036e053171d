package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
)

func TestImportIsIdempotent(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	seeds := seedRegister(t)
	changes := mustImport(t, s, seeds)
	if len(changes) != 14+1+19+3+38 {
		t.Errorf("%d changes, want one for each thing in the seed", len(changes))
	}
	if first, last := changes[0], changes[len(changes)-1]; first != (Change{"added", "person U0LIB", "Libraries service lead"}) ||
		last != (Change{"added", "figure TRS2 2023-24Q2", "51%"}) {
		t.Errorf("from %v to %v", first, last)
	}
	entries := auditWhole(t, s)
	if again := mustImport(t, s, seeds); len(again) != 0 {
		t.Errorf("the same again changed %v", again)
	}
	if got := auditWhole(t, s); got != entries || entries != len(changes) {
		t.Errorf("%d audit entries, then %d, want %d", entries, got, len(changes))
	}
	got, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the register that is given back", seeds, got)
}

func TestImportSaysWhatItChanges(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	r := seedRegister(t)
	of := func(code string) *kpi.Indicator {
		return &r.Indicators[slices.IndexFunc(r.Indicators, func(i kpi.Indicator) bool { return i.Code == code })]
	}
	figure := func(code string, p kpi.Period) *kpi.Figure {
		return &r.Figures[slices.IndexFunc(r.Figures, func(f kpi.Figure) bool { return f.Indicator == code && f.Period == p })]
	}
	q2 := kpi.Quarter(2023, 2)
	number := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	r.People[0].Roles, r.People[0].Alerts = []kpi.Role{kpi.Manager, kpi.Admin}, kpi.AlertsDaily
	r.Committees[0].Members = []string{"U0CLLR3", "U0CLLR1", "U0CLLR3"} // named twice by mistake
	of("TRS2").Target, of("TRS2").Targets = number("70.0"), map[kpi.Period]decimal.Decimal{q2: *number("50")}
	of("178").Owner, of("178").Links = "", []kpi.Link{{Text: "Notes", URL: "https://example.org"}}
	of("REG2").Code = "Reg2"
	r.Figures[slices.IndexFunc(r.Figures, func(f kpi.Figure) bool { return f.Indicator == "REG2" && f.Period == q2 })].Indicator = "REG2"
	r.Collections[2].CommitteeDate = kpi.Date{}
	r.Committees[0].Ladder = kpi.Ladder{{Step: kpi.Step{Days: -5}, Audience: kpi.ToOwner}, {Step: kpi.Step{Days: 3}, Audience: kpi.ToManager}}
	r.Closures = []kpi.Closure{{Day: kpi.Date{Year: 2024, Month: 12, Day: 27}, Name: "Between Christmas and New Year"}, {Day: kpi.Date{Year: 2024, Month: 1, Day: 2}, Name: "Flood"}}
	trs2 := figure("TRS2", q2)
	trs2.Value = number("52")
	reg2 := figure("REG2", q2)
	reg2.Value, reg2.Numerator, reg2.Denominator = nil, number("570"), number("889")
	figure("178", q2).Commentary = "Staff were on leave."
	figure("177", q2).Value = number("120.0") // says the same

	dry, err := s.ImportRegister(t.Context(), r, monday, true)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Register(t.Context()); err != nil {
		t.Fatal(err)
	} else {
		same(t, "the register after a dry run", seedRegister(t), again)
	}
	before := auditWhole(t, s)
	changes := mustImport(t, s, r)
	same(t, "what the dry run foretold", changes, dry)
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.What+" "+c.Subject+": "+c.Detail)
	}
	same(t, "the changes", []string{
		"changed person U0LIB: roles member → manager, admin; alerts none → daily",
		"changed committee Communities, Social Mobility and Inclusion: members U0CLLR1, U0CLLR2, U0CLLR3 → U0CLLR3, U0CLLR1; ladder none → -5, +3 manager",
		`changed indicator 178: owner U0CORONER → none; links "There is no public facing data for thi… → "Notes" "https://example.org"`,
		"changed indicator Reg2: code REG2 → Reg2",
		"changed indicator TRS2: target 65 → 70.0; target for 2023-24Q2 none → 50",
		"changed collection 2023-24Q3: committee_date 2024-03-12 → none",
		"added closure 2024-12-27: Between Christmas and New Year",
		"added closure 2024-01-02: Flood",
		"revised figure 178 2023-24Q2: commentary " + kpi.Excerpt(seedRegister(t).Figures[21].Commentary) + " → Staff were on leave.",
		"revised figure Reg2 2023-24Q2: figure 55% → 64% (570 of 889)",
		"revised figure TRS2 2023-24Q2: figure 51% → 52%",
	}, lines)
	if got := auditWhole(t, s); got != before+len(changes) {
		t.Errorf("%d audit entries, want %d", got, before+len(changes))
	}
	card, _, err := s.Card(t.Context(), perf, "TRS2", q2, today)
	if err != nil {
		t.Fatal(err)
	}
	if f := card.Figure; f.Revision != 2 || f.Reason != "Imported from the register." || f.PostedBy != "" || card.PostedBy != "" || f.Rating != kpi.Green || kpi.Exactly(*f.Target) != "50" {
		t.Errorf("the revision %+v, want it rated by the target that the import brought", f)
	}
	if again := mustImport(t, s, r); len(again) != 0 {
		t.Errorf("the same again changed %v", again)
	}
	r.People[0].Alerts = "" // says nothing of it, and so leaves what was chosen
	r.Committees[0].Ladder, r.Closures[1].Name = nil, "High water"
	same(t, "the changes back", []Change{
		{"changed", "committee Communities, Social Mobility and Inclusion", "ladder -5, +3 manager → none"},
		{"changed", "closure 2024-01-02", "name Flood → High water"},
	}, mustImport(t, s, r))
	if kept, err := s.Register(t.Context()); err != nil || kept.Closures[1] != r.Closures[1] || kept.Committees[0].Ladder != nil || kept.People[0].Alerts != kpi.AlertsDaily {
		t.Errorf("kept %v and %v: %v", kept.Closures, kept.Committees[0].Ladder, err)
	}
}

// What an import does not name stays, and a figure keeps the rating it was given.
func TestImportOfAPart(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	i := seedRegister(t).Indicators[18]
	i.Target = nil
	before, _, err := s.Card(t.Context(), perf, "TRS2", kpi.Period{}, today)
	if err != nil {
		t.Fatal(err)
	}
	mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{i}})
	after, _, err := s.Card(t.Context(), perf, "TRS2", kpi.Period{}, today)
	if err != nil {
		t.Fatal(err)
	}
	if after.Indicator.Target != nil {
		t.Error("the target stands yet")
	}
	same(t, "the figure", before.Figure, after.Figure)
	want := seedRegister(t)
	want.Indicators[18].Target = nil
	got, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the register", want, got)
}

func TestImportIsAllOrNothing(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	last := len(r.Figures) - 1
	r.Figures[0].Indicator = "999"
	r.Figures[last].Status = kpi.Unavailable // and yet it has a value
	_, err := s.ImportRegister(t.Context(), r, monday, false)
	var faults kpi.Faults
	if !errors.As(err, &faults) || len(faults) != 2 || faults[0].Path != "figures[0].indicator" || faults[1].Path != fmt.Sprintf("figures[%d].value", last) {
		t.Fatalf("got %v, want the first figure's fault and the last's", err)
	}

	// What no rule of kpi's foresees, the database may refuse yet.
	r = seedRegister(t)
	r.Indicators[18].Title = "a zero byte \x00, which PostgreSQL cannot hold"
	if _, err := s.ImportRegister(t.Context(), r, monday, false); err == nil || errors.As(err, &faults) {
		t.Errorf("got %v, want PostgreSQL's error", err)
	}
	got, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the register", kpi.Register{}, got)
	if n := auditWhole(t, s); n != 0 {
		t.Errorf("%d audit entries", n)
	}
}

// References may point at what is held already.
func TestImportKnowsWhatIsHeld(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	value := decimal.RequireFromString("142")
	f := kpi.Figure{Indicator: "178", Period: kpi.Quarter(2023, 3), Value: &value, Status: kpi.Provisional}
	changes := mustImport(t, s, kpi.Register{Figures: []kpi.Figure{f}})
	same(t, "the changes", []Change{{"added", "figure 178 2023-24Q3", "142"}}, changes)
}

// Both revise the same figures, and neither may take a number that the other has taken.
func TestImportsAndPostingsAtOnce(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	finished := make(chan error)
	go func() {
		var failed error
		for n := range 10 {
			var r kpi.Register
			for _, i := range seedRegister(t).Indicators {
				value := decimal.NewFromInt(int64(50 + n))
				r.Figures = append(r.Figures, kpi.Figure{Indicator: i.Code, Period: kpi.Quarter(2023, 3), Value: &value, Status: kpi.Final})
			}
			if _, err := other.ImportRegister(t.Context(), r, monday, false); err != nil {
				failed = err
			}
		}
		finished <- failed
	}()
	indicators := seedRegister(t).Indicators
	for n := range 40 {
		p := coronersPost(t, fmt.Sprint("R", n), fmt.Sprint(n), fmt.Sprint("Counted again ", n))
		p.By, p.Code, p.Sure = "U0PERF", indicators[n%len(indicators)].Code, doubt.Kinds
		mustPost(t, s, p)
	}
	if err := <-finished; err != nil {
		t.Error(err)
	}
	if n := count(t, s, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`); n != 40 {
		t.Errorf("%d figures, want 40", n)
	}
	auditWhole(t, s)
}

// The figures' last digits survive the way through the database and the file.
func TestExportIsTheImport(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	number := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	r := seedRegister(t)
	r.Indicators[10].Baseline = number("160.0")
	r.Figures = append(r.Figures,
		kpi.Figure{Indicator: "178", Period: kpi.Quarter(2023, 3), Value: number("142.00"), Status: kpi.Final},
		kpi.Figure{Indicator: "REG2", Period: kpi.Quarter(2023, 3), Numerator: number("570"), Denominator: number("889"), Status: kpi.Provisional})
	mustImport(t, s, r)
	exported := exportOf(t, s)
	for _, digits := range []string{`"160.0"`, `"142.00"`, `"64.1169853768"`} {
		if !strings.Contains(exported, digits) {
			t.Errorf("the export has no %s", digits)
		}
	}
	again, faults := register.ReadJSON(strings.NewReader(exported))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	other, _ := empty(t)
	mustImport(t, other, again)
	if got := exportOf(t, other); got != exported {
		t.Error("the export of what was imported from an export is another")
	}
}

func exportOf(t testing.TB, s *Store) string {
	t.Helper()
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := register.WriteJSON(&text, r); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
