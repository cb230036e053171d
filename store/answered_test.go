package store

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
)

// openKinds are the kinds of doubt that the check of a card's period lists, and how many are accepted there.
func openKinds(t *testing.T, s *Store, code string, p kpi.Period) (kinds []doubt.Kind, accepted []AcceptedDoubt) {
	t.Helper()
	checked, err := s.Check(t.Context(), doubt.Scope{Period: p}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checked.Open {
		if f.Indicator.Code == code {
			kinds = append(kinds, f.Doubt.Kind)
		}
	}
	for _, a := range checked.Accepted {
		if a.Indicator == code {
			accepted = append(accepted, a)
		}
	}
	return kinds, accepted
}

// contradicted posts 55% with words that come to 64.1%, and an e-mail address.
func contradicted(t *testing.T, request, words string) Post {
	t.Helper()
	return Post{RequestID: request, By: "U0REGISTR", Code: "REG2", Posting: typed(t, "55", words), Now: monday, Today: today}
}

const contradictingWords = "889 deaths were registered, of which 570 were within 5 days. Ask registrar@example.org."

// Words that contradict the figure are recorded only with a reason, and what was answered when it was posted is not
// doubted again by the check. The reason is in the audit trail.
func TestWhatIsAnsweredAtPostingIsSilent(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before := leftBy(t, s)
	p := contradicted(t, "R1", contradictingWords)
	q := asked(t, s, p)
	if !q.WantsReason() || q.Meant() != "570/889" || len(q.Doubts) != 2 {
		t.Fatalf("asked %q, meant %q", q.Sentence(), q.Meant())
	}
	p.Sure, p.Keep = q.Kinds(), " \n"
	if again := asked(t, s, p); again.Sentence() != q.Sentence() {
		t.Errorf("without a reason it asks %q", again.Sentence())
	}
	p.Keep = strings.Repeat("x", kpi.MaxReason+1)
	var refusal *kpi.Refusal
	if _, err := s.PostFigure(t.Context(), p); !errors.As(err, &refusal) || refusal.Field != kpi.FieldReason {
		t.Errorf("with too long a reason: %v", err)
	}
	same(t, "what the questions leave", before, leftBy(t, s))

	p.Keep = "The 889 are the county's."
	posted := mustPost(t, s, p)
	same(t, "the same again", posted, mustPost(t, s, p))
	if entries := auditWhole(t, s) - before["audit entries"]; entries != 3 {
		t.Errorf("%d audit entries of a figure and two doubts", entries)
	}
	open, accepted := openKinds(t, s, "REG2", posted.Card.Figure.Period)
	if len(open) != 0 || len(accepted) != 2 || accepted[0].Reason != p.Keep || accepted[0].By == "" {
		t.Errorf("open %v, accepted %+v", open, accepted)
	}

	revised := contradicted(t, "R2", "Late returns came in.")
	revised.Posting = typed(t, "56", "Late returns came in.")
	q = asked(t, s, revised)
	revised.Sure, revised.Keep = q.Kinds(), "As before."
	mustPost(t, s, revised)
	// The address stands in words that stay, and is not doubted again.
	if open, accepted = openKinds(t, s, "REG2", posted.Card.Figure.Period); len(open) != 0 || len(accepted) != 2 || accepted[0].Reason != "As before." || accepted[1].Reason != p.Keep {
		t.Errorf("after a revision accepted %+v", accepted)
	}
}

// A figure that is taken back and posted again as it was has the reason that was given last.
func TestADoubtIsAcceptedAgain(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for n, reason := range []string{"The first.", "The second."} {
		p := contradicted(t, "R"+reason, "889 deaths were registered, of which 570 were within 5 days.")
		p.Sure, p.Keep = asked(t, s, p).Kinds(), reason
		posted := mustPost(t, s, p)
		if _, accepted := openKinds(t, s, "REG2", posted.Card.Figure.Period); len(accepted) != 1 || accepted[0].Reason != reason {
			t.Errorf("accepted %+v", accepted)
		}
		if n == 0 {
			if _, err := s.TakeBack(t.Context(), undo("U1", "U0REGISTR", posted.FigureID)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What was probably meant is posted with both its numbers, and then nothing is doubted.
func TestTheFigureOfTheWords(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	const words = "889 deaths were registered, of which 570 were within 5 days."
	q := asked(t, s, contradicted(t, "R1", words))
	p := contradicted(t, "R2", words)
	p.Posting, p.Sure = typed(t, q.Meant(), words), q.Kinds()
	posted := mustPost(t, s, p)
	if open, accepted := openKinds(t, s, "REG2", posted.Card.Figure.Period); len(open)+len(accepted) != 0 {
		t.Errorf("open %v, accepted %+v", open, accepted)
	}
}

// What was accepted is not listed before publishing, and the report prints it with who accepted it and why.
func TestAcceptedDoubtsAreReported(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	doubted := func() (codes []string) {
		t.Helper()
		v, err := s.Preview(t.Context(), csmi, kpi.Quarter(2023, 2), today)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range v.Doubts {
			if d.Doubt.Kind == doubt.AgainstFigure {
				codes = append(codes, d.Indicator.Code)
			}
		}
		return codes
	}
	if codes := doubted(); len(codes) != 1 || codes[0] != "REG2" {
		t.Fatalf("before publishing the words of %v are doubted", codes)
	}
	checked, err := s.Check(t.Context(), doubt.Scope{Period: kpi.Quarter(2023, 2)}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checked.Open {
		if f.Indicator.Code == "REG2" && f.Doubt.Kind == doubt.AgainstFigure {
			accept := Accept{RequestID: "A1", By: "U0REGISTR", Code: "REG2", Period: f.Figure.Period, Digest: f.Digest(), Reason: "The county's.", Now: monday, Today: today}
			if _, err := s.AcceptDoubt(t.Context(), accept); err != nil {
				t.Fatal(err)
			}
		}
	}
	if codes := doubted(); len(codes) != 0 {
		t.Errorf("after it was accepted the words of %v are doubted", codes)
	}
	reading, err := s.ReadReport(t.Context(), csmi, kpi.Quarter(2023, 2), today)
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	for r, err := range reading.Cards(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if want := r.Card.Indicator.Code == "REG2"; want != (len(r.Doubts) == 1) || want && (r.Doubts[0].Reason != "The county's." || r.Doubts[0].By == "") {
			t.Errorf("%s: %+v", r.Card.Indicator.Code, r.Doubts)
		}
	}
}

// acceptedInReport is what the report of the seed's committee prints as accepted of an indicator.
func acceptedInReport(t *testing.T, s *Store, code string, p kpi.Period) (all []kpi.Accepted) {
	t.Helper()
	reading, err := s.ReadReport(t.Context(), csmi, p, today)
	if err != nil {
		t.Fatal(err)
	}
	defer reading.Close()
	for r, err := range reading.Cards(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Card.Indicator.Code == code {
			all = append(all, r.Doubts...)
		}
	}
	return all
}

// What was accepted with a correction that the performance team was asked for is printed once they approve it, with who
// accepted it and why, and not before. What was accepted of the figure that it replaced is not printed any more.
func TestADoubtOfAnApprovedCorrectionIsReported(t *testing.T) {
	t.Parallel()
	s := teamDecides(t)
	checked, err := s.Check(t.Context(), doubt.Scope{Period: quarter2}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checked.Open {
		if f.Indicator.Code == "REG2" && f.Doubt.Kind == doubt.AgainstFigure {
			_, err := s.AcceptDoubt(t.Context(), Accept{RequestID: "A1", By: "U0PERF", Code: "REG2", Period: quarter2, Digest: f.Digest(), Reason: "As published.", Now: monday.Add(-48 * time.Hour), Today: today})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	printed := func(want ...string) {
		t.Helper()
		var got []string
		for _, a := range acceptedInReport(t, s, "REG2", quarter2) {
			got = append(got, a.By+": "+a.Reason)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the report prints %q, not %q", got, want)
		}
	}
	p := contradicted(t, "R1", "889 deaths were registered, of which 570 were within 5 days. The county counts others.")
	p.Posting = typed(t, "56", p.Posting.Words)
	p.Posting.Period, p.Posting.Reason = quarter2, "Counted again"
	q := asked(t, s, p)
	p.Sure, p.Keep, p.Shown = q.Kinds(), "The 889 are the county's.", q.Correction.Seal()
	mustPost(t, s, p)
	printed("Performance team: As published.")

	d := deciding(waitsFor(t, s).ID, "U0PERF", CorrectionApproved)
	d.Shown, d.Now = waitsFor(t, s).Correction.Seal(), monday.Add(72*time.Hour)
	if _, err := s.DecideCorrection(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	printed("Registration service lead: The 889 are the county's.")
	if open, accepted := openKinds(t, s, "REG2", quarter2); slices.Contains(open, doubt.AgainstFigure) || len(accepted) != 1 {
		t.Errorf("open %v, accepted %+v", open, accepted)
	}
	auditWhole(t, s)
}

// A doubt about words alone, once accepted, stays silent while the figure is revised beneath the same words, and speaks
// again when they change. A doubt about the figure and its words speaks when either changes.
func TestADoubtOfWordsIsSilentUntilTheyChange(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	p := contradicted(t, "R1", contradictingWords)
	p.Sure, p.Keep = asked(t, s, p).Kinds(), "Meant."
	posted := mustPost(t, s, p)
	of := posted.Card.Figure.Period
	revise := func(request, figure, words string) (open []doubt.Kind, accepted []AcceptedDoubt) {
		t.Helper()
		r := contradicted(t, request, words)
		r.Posting = typed(t, figure, words)
		r.Posting.Period, r.Posting.Reason = of, "Late returns"
		if q := asked(t, s, r); q != nil {
			r.Sure, r.Keep = q.Kinds(), "Still."
		}
		mustPost(t, s, r)
		return openKinds(t, s, "REG2", of)
	}
	open, accepted := revise("R2", "56", contradictingWords)
	if len(open) != 0 || len(accepted) != 2 || accepted[0].Reason+accepted[1].Reason != "Still.Meant." && accepted[0].Reason+accepted[1].Reason != "Meant.Still." {
		t.Errorf("after another figure open %v, accepted %+v", open, accepted)
	}
	if all := acceptedInReport(t, s, "REG2", of); len(all) != 2 {
		t.Errorf("the report prints %+v", all)
	}
	other := strings.Replace(contradictingWords, "Ask ", "Please ask ", 1)
	if _, accepted = revise("R3", "56", other); len(accepted) != 2 || accepted[0].Reason != "Still." || accepted[1].Reason != "Still." {
		t.Errorf("after other words accepted %+v", accepted)
	}
}
