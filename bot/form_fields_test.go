package bot

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

func TestMeasureOfAForm(t *testing.T) {
	t.Parallel()
	type measured struct{ value, numerator, denominator string }
	for name, c := range map[string]struct {
		typed draft
		want  measured
	}{
		"nothing":              {draft{Figure: "  "}, measured{}},
		"a figure":             {draft{Figure: "96,326"}, measured{value: "96326"}},
		"a fraction":           {draft{Numerator: "570", Denominator: "889"}, measured{numerator: "570", denominator: "889"}},
		"a fraction as figure": {draft{Figure: "570/889"}, measured{numerator: "570", denominator: "889"}},
		"both":                 {draft{Figure: "64.1", Numerator: "570", Denominator: "889"}, measured{"64.1", "570", "889"}},
		"both, rounded":        {draft{Figure: "64%", Numerator: "570", Denominator: "889"}, measured{"64", "570", "889"}},
		"both, twice":          {draft{Figure: "570/889", Numerator: "570.0", Denominator: "889"}, measured{"", "570", "889"}},
		"half":                 {draft{Numerator: "570"}, measured{numerator: "570"}},
		"over nothing":         {draft{Figure: "0", Numerator: "0", Denominator: "0"}, measured{"0", "0", "0"}},
	} {
		got, err := c.typed.measure(kpi.Percent)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var m measured
		if got != nil {
			if got.Value != nil {
				m.value = got.Value.String()
			}
			if got.Numerator != nil {
				m.numerator = got.Numerator.String()
			}
			if got.Denominator != nil {
				m.denominator = got.Denominator.String()
			}
		}
		if m != c.want {
			t.Errorf("%s: measured %+v, want %+v", name, m, c.want)
		}
	}
	for name, c := range map[string]struct {
		typed       draft
		field, says string
	}{
		"another figure":   {draft{Figure: "55", Numerator: "570", Denominator: "889"}, kpi.FieldFigure, "The figure says 55, and 570 of 889 is 64.12%."},
		"rounded wrongly":  {draft{Figure: "64.2", Numerator: "570", Denominator: "889"}, kpi.FieldFigure, "64.12%"},
		"another fraction": {draft{Figure: "571/889", Numerator: "570", Denominator: "889"}, kpi.FieldFigure, "571/889"},
		"no number":        {draft{Numerator: "57O", Denominator: "889"}, kpi.FieldNumerator, "57O"},
		"no figure":        {draft{Figure: "many"}, kpi.FieldFigure, "many"},
	} {
		_, err := c.typed.measure(kpi.Percent)
		var refusal *kpi.Refusal
		if !errors.As(err, &refusal) || refusal.Field != c.field || !strings.Contains(refusal.Sentence, c.says) {
			t.Errorf("%s: %+v, want %q beside the %s", name, err, c.says, c.field)
		}
	}
}

func TestFilledIn(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "REG2", Unit: kpi.Percent}
	counted := kpi.Figure{Numerator: number("570"), Denominator: number("889"), Status: kpi.Provisional, Commentary: "Old", Actions: "Old too"}.Completed(kpi.Percent)
	plainFigure := kpi.Figure{Value: number("55.0"), Status: kpi.Final, Commentary: "Old"}
	for name, c := range map[string]struct {
		typed    draft
		standing *kpi.Figure
		want     draft
	}{
		"nothing stands":       {draft{Figure: "5O", Words: "New"}, nil, draft{Figure: "5O", Commentary: "New"}},
		"a figure stands":      {draft{}, &plainFigure, draft{Figure: "55.0", Status: "final", Commentary: "Old"}},
		"a fraction stands":    {draft{}, &counted, draft{Numerator: "570", Denominator: "889", Status: "provisional", Commentary: "Old", Actions: "Old too"}},
		"another figure":       {draft{Figure: "64", Words: "Why"}, &plainFigure, draft{Figure: "64", Status: "final", Commentary: "Old", Reason: "Why"}},
		"the same figure":      {draft{Figure: "55", Words: "New"}, &plainFigure, draft{Figure: "55", Status: "final", Commentary: "New"}},
		"another status":       {draft{Figure: "55", Status: "provisional", Words: "Why"}, &plainFigure, draft{Figure: "55", Status: "provisional", Commentary: "Old", Reason: "Why"}},
		"now unavailable":      {draft{Status: "unavailable", Words: "Why"}, &plainFigure, draft{Status: "unavailable", Commentary: "Why", Reason: "Why"}},
		"a form, emptied":      {draft{Form: true, Figure: "64"}, &plainFigure, draft{Form: true, Figure: "64"}},
		"words and the figure": {draft{Words: "New"}, &counted, draft{Numerator: "570", Denominator: "889", Status: "provisional", Commentary: "New", Actions: "Old too"}},
	} {
		if d := cmp.Diff(c.want, filledIn(c.typed, i, c.standing)); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
}
