package kpi_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chaser/kpi"
)

// Who may take a figure back, and what has been built on it.
func TestTakingBack(t *testing.T) {
	t.Parallel()
	at := func(hour int) time.Time { return time.Date(2024, 1, 8, hour, 12, 0, 0, time.UTC) }
	owner := kpi.Person{SlackID: "U0CORONER", Name: "Coroner lead"}
	team := kpi.Person{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}
	other := kpi.Person{SlackID: "U0LIB"}
	figure := kpi.Figure{Indicator: "178", Period: kpi.Quarter(2023, 3), Revision: 1, Value: num("142"), Status: kpi.Final, PostedBy: "U0CORONER", PostedAt: at(9)}
	revised := figure
	revised.Revision, revised.Value, revised.PostedAt = 2, num("143"), at(10)
	by := func(f kpi.Figure, who string) kpi.Figure { f.PostedBy = who; return f }
	signed := func(state kpi.SignOffState, by, name string) func(*kpi.TakingBack) {
		return func(t *kpi.TakingBack) {
			t.Figure.SignOff = kpi.SignOff{State: state, By: by, ByName: name, At: at(11)}
		}
	}
	for name, tc := range map[string]struct {
		who    kpi.Person
		change func(*kpi.TakingBack)
		want   string // what the sentence holds; empty: it is taken back
		own    bool   // the way is to take back something of one's own first
	}{
		"by whom it was posted":           {owner, nil, "", false},
		"by the performance team":         {team, nil, "", false},
		"by anybody else":                 {other, nil, "The figure of 178 for Q3 2023/24 was posted by Coroner lead: only they and the performance team can take it back.", false},
		"by nobody":                       {kpi.Person{}, nil, "only they and the performance team", false},
		"an import, by the owner":         {owner, func(t *kpi.TakingBack) { t.Figure.PostedBy = "" }, "was imported, and only the performance team can take it back", false},
		"an import, by nobody":            {kpi.Person{}, func(t *kpi.TakingBack) { t.Figure.PostedBy = "" }, "was imported", false},
		"an import, by the team":          {team, func(t *kpi.TakingBack) { t.Figure.PostedBy = "" }, "", false},
		"revised by another":              {owner, func(t *kpi.TakingBack) { t.Newest, t.RevisedBy = by(revised, "U0PERF"), "Performance team" }, "Performance team changed it to 143 on 8 January 2024 at 10:12. To change the figure, type `178 2023-24Q3`, the right one and the reason", false},
		"revised by an import":            {owner, func(t *kpi.TakingBack) { t.Newest = by(revised, "") }, "An import changed it to 143", false},
		"revised by oneself":              {owner, func(t *kpi.TakingBack) { t.Newest, t.RevisedBy = revised, "Coroner lead" }, "You changed it to 143 on 8 January 2024 at 10:12, so take that back first", true},
		"an import that somebody revised": {team, func(t *kpi.TakingBack) { t.Figure.PostedBy, t.Newest, t.RevisedBy = "", revised, "Coroner lead" }, "Coroner lead changed it to 143", false},
		"awaiting sign-off":               {owner, signed(kpi.AwaitsSignOff, "", ""), "", false},
		"sent back":                       {owner, signed(kpi.SentBack, "U0MGRREG", "Manager"), "", false},
		"signed off":                      {owner, signed(kpi.SignedOff, "U0MGRREG", "Manager"), "Manager signed it off on 8 January 2024 at 11:12.", false},
		"signed off, by the team":         {team, signed(kpi.SignedOff, "U0MGRREG", "Manager"), "Manager signed it off", false},
		"signed off by posting it":        {owner, signed(kpi.SignedOff, "U0CORONER", "Coroner lead"), "", false},
		"published":                       {owner, func(t *kpi.TakingBack) { t.Published = at(12) }, "178 was published for Q3 2023/24 on 8 January 2024 at 12:12.", false},
		"published, by the team":          {team, func(t *kpi.TakingBack) { t.Published = at(12) }, "was published", false},
		"published without it": {owner, func(t *kpi.TakingBack) {
			t.Published = at(8)
			t.Figure.SignOff = kpi.SignOff{State: kpi.AwaitsSignOff}
		}, "", false},
		"answered for": {owner, func(t *kpi.TakingBack) {
			t.Answered = &kpi.Question{AnsweredByName: "Coroner lead", AnsweredAt: at(13)}
		}, "Coroner lead answered a question about it on 8 January 2024 at 13:12", false},
		"acted on by another": {owner, func(t *kpi.TakingBack) {
			t.Actions, t.ActionBy = []kpi.Action{{ID: 7, State: kpi.ActionOpen, RaisedBy: "U0MGRREG", RaisedAt: at(14)}}, "Manager"
		}, "Manager added an action to it on 8 January 2024 at 14:12", false},
		"acted on by oneself": {owner, func(t *kpi.TakingBack) {
			t.Actions, t.ActionBy = []kpi.Action{{ID: 7, State: kpi.ActionOpen, RaisedBy: "U0CORONER", RaisedAt: at(14)}}, "Coroner lead"
		}, "You added an action to it on 8 January 2024 at 14:12, so take that back first", true},
		"acted on by oneself, and done": {owner, func(t *kpi.TakingBack) {
			t.Actions, t.ActionBy = []kpi.Action{{ID: 7, State: kpi.ActionDone, RaisedBy: "U0CORONER", RaisedAt: at(14)}}, "Coroner lead"
		}, "Coroner lead added an action to it", false},
	} {
		facts := kpi.TakingBack{
			Indicator: kpi.Indicator{Code: "178", Unit: kpi.Count}, Figure: figure, PostedByName: "Coroner lead", Zone: time.UTC,
		}
		facts.Newest = figure
		if tc.change != nil {
			tc.change(&facts)
		}
		err := facts.Decide(tc.who)
		var built *kpi.BuiltOn
		var refusal *kpi.Refusal
		switch {
		case tc.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case tc.want == "":
		case !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, tc.want):
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		case tc.own != (errors.As(err, &built) && (built.OwnRevision || built.OwnAction == 7)):
			t.Errorf("%s: %+v", name, err)
		}
	}
}

// Whatever is posted and imported in whatever order: replayed, an indicator's reds follow one another, each begins
// where it was posted red and not before, and the last stands open exactly while a posting last found it red.
func TestSpans(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var recorded []kpi.Figure
		revisions := map[int]int{}
		for range rapid.IntRange(1, 20).Draw(t, "recorded") {
			quarter := rapid.IntRange(1, 4).Draw(t, "quarter")
			revisions[quarter]++
			f := judgedAs(quarter, revisions[quarter], rapid.SampledFrom([]kpi.Rating{kpi.Red, kpi.Red, kpi.Green, kpi.NoData}).Draw(t, "rating"))
			f.PostedBy = rapid.SampledFrom([]string{"U0LIB", "U0LIB", "U0LIB", ""}).Draw(t, "by")
			recorded = append(recorded, f)
		}
		told := func(place int) bool { return recorded[place].PostedBy != "" }
		spans := kpi.Spans(recorded, told)
		last := -1
		for n, s := range spans {
			if s.Turned <= last || s.Left >= 0 && n == len(spans)-1 && s.Left == s.Turned || s.Left < 0 && n < len(spans)-1 {
				t.Fatalf("%+v", spans)
			}
			turn := kpi.TurnOf(recorded[:s.Turned], recorded[:s.Turned+1])
			if turn != kpi.TurnedRed && turn != kpi.StillRed || !told(s.Turned) {
				t.Fatalf("%d did not turn it red: %+v", s.Turned, spans)
			}
			last = s.Turned
		}
		imported := slices.ContainsFunc(recorded, func(f kpi.Figure) bool { return f.PostedBy == "" })
		if open := len(spans) > 0 && spans[len(spans)-1].Left < 0; !imported && open != kpi.IsRed(recorded) {
			t.Fatalf("open %t, red %t: %+v", open, kpi.IsRed(recorded), spans)
		}
	})
}
