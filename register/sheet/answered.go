package sheet

import (
	"fmt"
	"slices"

	"chaser/kpi"
	"chaser/register/proposal"
)

// sameHeading is a heading as it stays from quarter to quarter: without its time.
func sameHeading(text string) string {
	w, rest := timeIn(text)
	if w.placed() {
		return "(a period) " + rest
	}
	return rest
}

// applyAnswers gives each column the role that was agreed for its heading, wherever it stands now.
func (r *reading) applyAnswers(t *table) {
	a := r.o.Answers
	if a == nil || len(a.Headings) == 0 {
		return
	}
	for n := range t.columns {
		c := &t.columns[n]
		var fits []proposal.Heading
		for _, h := range a.Headings {
			if sameHeading(h.Text) == sameHeading(c.text) && (h.Column == c.at || c.text != "") {
				fits = append(fits, h)
			}
		}
		if at := slices.IndexFunc(fits, func(h proposal.Heading) bool { return h.Column == c.at && h.Text == c.text }); at >= 0 {
			fits = fits[at : at+1]
		} else if at := slices.IndexFunc(fits, func(h proposal.Heading) bool { return h.Column == c.at }); at >= 0 {
			fits = fits[at : at+1]
		}
		if len(fits) > 0 && !slices.ContainsFunc(fits, func(h proposal.Heading) bool { return h.Role != fits[0].Role }) {
			c.role = fits[0].Role
		}
	}
	for _, h := range a.Headings {
		if h.Role == proposal.Nothing || h.Role == proposal.Figure || h.Role == proposal.TargetOf || t.first(h.Role) > 0 {
			continue
		}
		r.ask(proposal.Question{
			About: "Map", Asks: fmt.Sprintf("It takes the column “%s” for the %s, and there is no such column now. Correct the map, or read the sheet without it.", kpi.Excerpt(h.Text), h.Role), Needed: true,
		})
	}
}

// placeAnswers gives the columns the periods that were agreed for the same headings.
func (r *reading) placeAnswers(t *table, figures, targets []placed, place placing) {
	a := r.o.Answers
	if a == nil {
		return
	}
	for n := range figures {
		r.answered(t, &figures[n], a.PeriodColumns, place.this())
	}
	for n := range targets {
		r.answered(t, &targets[n], a.TargetColumns, place.this())
	}
}

func (r *reading) answered(t *table, p *placed, columns []proposal.PeriodColumn, this kpi.Period) {
	c := t.column(p.Column)
	for _, given := range columns {
		text := ""
		for _, h := range r.o.Answers.Headings {
			if h.Column == given.Column {
				text = h.Text
			}
		}
		if sameHeading(text) == sameHeading(c.text) && given.Holds != "" {
			p.Holds = given.Holds
		}
		if text != c.text || c.text == "" {
			continue
		}
		switch {
		case given.Relative != "":
			p.Relative, p.Part = given.Relative, given.Part
			p.Period, p.ask = given.Relative.Of(this), ""
			if p.Period.IsZero() && given.Relative != proposal.EachRows {
				p.ask = fmt.Sprintf("does not say when “%s” is", given.Relative)
			}
		case given.Period.IsZero():
		case c.when.placed() || this.IsZero() || this == given.Period || given.Part != "":
			p.Period, p.Relative, p.Part, p.ask = given.Period, "", given.Part, ""
		case p.Period != given.Period:
			p.ask = fmt.Sprintf("is %s in the map, and the heading does not say so", given.Period.Words())
		}
	}
}

// answeredOf is what was agreed of an indicator; nil where nothing was.
func (r *reading) answeredOf(code, title string) *proposal.AnsweredIndicator {
	if r.o.Answers == nil {
		return nil
	}
	if r.agreed == nil {
		r.agreed = map[string]*proposal.AnsweredIndicator{}
		for n := range r.o.Answers.Indicators {
			i := &r.o.Answers.Indicators[n]
			r.agreed["title "+plain(i.Title)] = i
			r.agreed["code "+codeKey(i.Code)] = i
		}
	}
	if i := r.agreed["title "+plain(title)]; i != nil {
		return i
	}
	if code == "" {
		return nil
	}
	return r.agreed["code "+codeKey(code)]
}
