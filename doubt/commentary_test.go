package doubt_test

import (
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

func TestCommentary(t *testing.T) {
	t.Parallel()
	const long = "Fewer inquests were closed, since staff were on leave in August."
	var (
		closed = kpi.Indicator{Code: "178", Title: "Total number of Inquests closed", Service: "Coroners", Unit: kpi.Count}
		opened = kpi.Indicator{Code: "175", Title: "Total number of cases opened", Service: "Coroners", Unit: kpi.Count}
		deaths = kpi.Indicator{Code: "REG2", Title: "Deaths registered within 5 days", Service: "Registration", Unit: kpi.Count}
		q1, q2 = kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	)
	type spoken map[kpi.Period]string
	for _, test := range []struct {
		name      string
		of        kpi.Indicator
		text      string
		before    spoken
		elsewhere []doubt.Said
		status    kpi.Status
		want      string
	}{
		{"the last one's", closed, long, spoken{q2: long}, nil, "", "[last-words] The commentary is word for word that for Q2 2023/24. Is that right?"},
		{"an earlier one's", closed, long, spoken{q1: long, q2: "Two courts sat."}, nil, "", "[last-words] The commentary is word for word that for Q1 2023/24. Is that right?"},
		{"with other marks", closed, "fewer inquests were closed since staff were on leave in august", spoken{q2: long}, nil, "", "[last-words] The commentary is word for word that for Q2 2023/24. Is that right?"},
		{"another row's", opened, long, nil, []doubt.Said{{Indicator: closed, Period: kpi.Quarter(2023, 3), Commentary: long}}, "",
			"[others-words] The commentary is word for word that of 178, “Total number of Inquests closed”, for Q3 2023/24. Is that right?"},
		{"another service's", deaths, "Demand was lower than in the quarter before.", nil, []doubt.Said{{Indicator: closed, Period: q2, Commentary: "Demand was lower than in the quarter before."}}, "",
			"[others-words] The commentary is word for word that of 178, “Total number of Inquests closed”, for Q2 2023/24. Is that right?"},

		{"its own", closed, long, spoken{q2: "Fewer inquests were closed, since staff were on leave in July."}, nil, "", ""},
		{"a few words", closed, "Staff leave over the summer.", spoken{q2: "Staff leave over the summer."}, nil, "", ""},
		{"said every time", closed, long, spoken{q1: long, q2: long}, nil, "", ""},
		{"of its service", opened, "A new system has delayed the checks.", nil, []doubt.Said{{Indicator: closed, Period: kpi.Quarter(2023, 3), Commentary: "A new system has delayed the checks."}}, "", ""},
		{"why there is none", closed, long, spoken{q2: long}, nil, kpi.Unavailable, ""},
		{"none", closed, "", spoken{q2: ""}, nil, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := subject(t, test.of, "151", "142")
			s.Figures = nil
			for p, text := range test.before {
				f := figure(t, test.of, p, "142")
				f.Commentary = text
				s.Figures = append(s.Figures, f)
			}
			s.Figure.Commentary, s.Elsewhere = test.text, test.elsewhere
			if test.status == kpi.Unavailable {
				s.Figure.Status, s.Figure.Value = kpi.Unavailable, nil
			}
			if got := said(s); got != test.want {
				t.Errorf("got %q\nwant %q", got, test.want)
			}
			standing := s.Figure
			standing.Revision = 1
			s.Figures = append(s.Figures, standing)
			if got := said(s); got != "" {
				t.Errorf("a revision that leaves the commentary: %q", got)
			}
		})
	}
}

// A figure and its words may both be unlikely. That is still one question.
func TestOneQuestion(t *testing.T) {
	t.Parallel()
	s := subject(t, kpi.Indicator{Unit: kpi.Percent}, "0.64", "64")
	s.Figures[0].Commentary = "Two clerks left in August, and one post is empty."
	s.Figure.Commentary = s.Figures[0].Commentary
	want := "[scale last-words] 0.64% is about a hundredth of the figure for Q2 2023/24, 64%. Did you mean 64%? The commentary is word for word that for Q2 2023/24."
	if got := said(s); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
