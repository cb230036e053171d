package kpi

import (
	"slices"
	"time"
)

// Viewer is somebody who looks at cards. The zero Viewer is whoever reads a channel: they see what the committee sees.
type Viewer struct {
	Person
	HandedOn []Period // whose figures were handed to them
}

// SeesWorking reports whether the viewer is one of the indicator's own people, who see its figures before they are
// published: the owner, the deputy, the manager, the owner's line manager, an administrator, or to whom the figure of
// the period was handed.
func (v Viewer) SeesWorking(i Indicator, lineManager string, periods ...Period) bool {
	if v.SlackID == "" {
		return false
	}
	handed := slices.ContainsFunc(periods, func(p Period) bool { return !p.IsZero() && slices.Contains(v.HandedOn, p) })
	return handed || v.Is(Admin) || slices.Contains([]string{i.Owner, i.Deputy, i.Manager, lineManager}, v.SlackID)
}

// Dossier is all that decides which card of an indicator somebody sees.
type Dossier struct {
	Indicator Indicator
	Figures   []Figure    // of each period the latest revision, and the latest that the committee may see; in any order
	Published []Published // in any order
	Signers   Signers
	Outside   bool // whoever looks is of another organisation
}

// Published is what a committee was shown of an indicator's period.
type Published struct {
	Period Period
	At     time.Time
	Figure *Figure // nil: none
}

// Sight is what somebody sees of an indicator.
type Sight struct {
	Period   Period   // zero where nothing is there to see
	Frozen   bool     // the card is the one that was published for the period; else it is made of the figures
	Figures  []Figure // one of each period
	Standing Standing
}

// Sight is what somebody sees of the indicator for the period asked for; for a zero period, of the latest. The
// indicator's own people see the newest revisions. Everybody else sees the latest published card, with what became of
// it since; if nothing of the indicator was ever published, the newest figure that does not await sign-off. People of
// another organisation see what was published, as it was, and nothing else.
func (d Dossier) Sight(own bool, asked Period) Sight {
	switch {
	case own:
		return d.working(asked)
	case d.Outside:
		return d.outside(asked)
	}
	cleared := d.latest(func(f Figure) bool { return f.SignOff.Cleared() })
	if len(d.Published) == 0 {
		s := Sight{Period: orLatest(asked, cleared), Figures: cleared}
		if ofPeriod(cleared, s.Period) != nil {
			s.Standing = Standing{Stage: StageUnpublished, Signer: d.Signer(nil)}
		}
		return s
	}
	first, last := d.Published[0].Period, d.Published[0].Period
	for _, p := range d.Published {
		if p.Period.Before(first) {
			first = p.Period
		}
		if last.Before(p.Period) {
			last = p.Period
		}
	}
	if asked.IsZero() {
		asked = last
	}
	s := Sight{Period: asked, Standing: Standing{Stage: StageUnpublished, Signer: d.Signer(nil)}}
	if published, ok := d.published(asked); ok {
		s.Frozen = true
		s.Standing.Stage, s.Standing.Published = StagePublished, published.At
		s.Standing.Restated = published.restatedAs(ofPeriod(cleared, asked))
		return s
	}
	// From the first period that was published on, only what was published counts; what is older was seen by everybody
	// before.
	for _, f := range cleared {
		if f.Period.Before(first) {
			s.Figures = append(s.Figures, f)
		}
	}
	for _, p := range d.Published {
		if p.Figure != nil {
			s.Figures = append(s.Figures, *p.Figure)
		}
	}
	return s
}

// outside is what people of another organisation see.
func (d Dossier) outside(asked Period) Sight {
	s := Sight{Period: asked, Standing: Standing{Stage: StageUnpublished}}
	for _, p := range d.Published {
		if p.Figure != nil {
			s.Figures = append(s.Figures, *p.Figure)
		}
		if asked.IsZero() && s.Period.Before(p.Period) {
			s.Period = p.Period
		}
	}
	if published, ok := d.published(s.Period); ok {
		s.Frozen = true
		s.Standing.Stage, s.Standing.Published = StagePublished, published.At
	}
	return s
}

// Signer is who signs a figure off, nil for one that is not there yet; without a Slack id it is the performance team.
func (d Dossier) Signer(f *Figure) Person {
	if f == nil {
		return d.Signers.Of(d.Indicator, "")
	}
	return d.Signers.Of(d.Indicator, f.PostedBy)
}

// working is what the indicator's own people see.
func (d Dossier) working(asked Period) Sight {
	newest := d.latest(func(Figure) bool { return true })
	s := Sight{Period: orLatest(asked, newest), Figures: newest}
	f := ofPeriod(newest, s.Period)
	published, ok := d.published(s.Period)
	switch {
	case f == nil && !ok:
		return s
	case !ok:
		s.Standing = Standing{Stage: StageWorking}
	default:
		s.Standing = Standing{Stage: StagePublished, Published: published.At, Restated: published.restatedAs(f)}
	}
	if f != nil {
		s.Standing.SignOff = f.SignOff
		if !f.SignOff.Cleared() {
			s.Standing.Stage = StageWorking
		}
		if f.SignOff.State != SignOffUnneeded {
			s.Standing.Signer = d.Signer(f)
		}
	}
	return s
}

// History is those of all revisions that somebody sees, in their order. Of a published period they see the published
// one and those after it.
func (d Dossier) History(own bool, revisions []Figure) []Figure {
	if own {
		return revisions
	}
	var seen []Figure
	for _, f := range revisions {
		if f.SignOff.Cleared() && d.isPublic(f) {
			seen = append(seen, f)
		}
	}
	return seen
}

// Sees reports whether somebody sees a figure for the period. Only then may they read what is done and asked about it,
// as an action tells that the figure is Red.
func (d Dossier) Sees(own bool, p Period) bool {
	return slices.ContainsFunc(d.History(own, d.Figures), func(f Figure) bool { return f.Period == p })
}

// isPublic reports whether publishing has not left out a revision that is cleared.
func (d Dossier) isPublic(f Figure) bool {
	earlier := true // than everything published
	for _, p := range d.Published {
		if d.Outside && p.Period == f.Period {
			return p.Figure != nil && p.Figure.Revision == f.Revision
		}
		if p.Period == f.Period {
			return p.Figure == nil || p.Figure.Revision <= f.Revision
		}
		earlier = earlier && f.Period.Before(p.Period)
	}
	return earlier && !d.Outside
}

// Newest is the period's latest revision, seen by the committee or not; nil where there is none.
func (d Dossier) Newest(p Period) *Figure {
	return ofPeriod(d.latest(func(Figure) bool { return true }), p)
}

// Cleared are the latest revisions that the committee may see, of each period.
func (d Dossier) Cleared() []Figure {
	return d.latest(func(f Figure) bool { return f.SignOff.Cleared() })
}

func (d Dossier) published(p Period) (Published, bool) {
	for _, known := range d.Published {
		if known.Period == p {
			return known, true
		}
	}
	return Published{}, false
}

// restatedAs is what a later figure makes of the published one; nil where it is the published one.
func (p Published) restatedAs(f *Figure) *Restatement {
	if f == nil || p.Figure != nil && f.Revision <= p.Figure.Revision {
		return nil
	}
	return &Restatement{From: p.Figure, To: *f}
}

// latest keeps of each period the latest of the revisions that count.
func (d Dossier) latest(counts func(Figure) bool) []Figure {
	var kept []Figure
	for _, f := range d.Figures {
		if !counts(f) {
			continue
		}
		at := slices.IndexFunc(kept, func(k Figure) bool { return k.Period == f.Period })
		switch {
		case at < 0:
			kept = append(kept, f)
		case kept[at].Revision < f.Revision:
			kept[at] = f
		}
	}
	return kept
}

func ofPeriod(figures []Figure, p Period) *Figure {
	for n := range figures {
		if figures[n].Period == p {
			return &figures[n]
		}
	}
	return nil
}

func orLatest(asked Period, figures []Figure) Period {
	if asked.IsZero() {
		return Latest(figures)
	}
	return asked
}
