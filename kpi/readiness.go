package kpi

// Readiness is what is still lacking for a committee's period to be published.
type Readiness struct {
	Missing  []Lack // no figure has been posted
	Awaiting []Lack // the newest figure has not been signed off
	Lacking  []Lack // Red, and nobody has said what is being done
}

// Lack is an indicator that something is lacking of, and who can mend it.
type Lack struct {
	Code, Title string
	Period      Period
	With        Person // without a Slack id: nobody in particular
	SentBack    bool   // of a figure that awaits sign-off: it was sent back
	Status      Status // of a red's figure
}

// Clean reports whether nothing is lacking.
func (r Readiness) Clean() bool { return len(r.Missing)+len(r.Awaiting)+len(r.Lacking) == 0 }

// Weigh adds what is lacking of an indicator, given the card that would be published.
func (r *Readiness) Weigh(d Dossier, c Card, owner Person) {
	lack := Lack{Code: c.Indicator.Code, Title: c.Indicator.Title, Period: c.Period, With: owner}
	switch newest := d.Newest(c.Period); {
	case newest == nil:
		r.Missing = append(r.Missing, lack)
	case !newest.SignOff.Cleared():
		signed := lack
		signed.SentBack = newest.SignOff.State == SentBack
		if !signed.SentBack {
			signed.With = d.Signer(newest)
		}
		r.Awaiting = append(r.Awaiting, signed)
	}
	if c.LacksActions() {
		lack.Status = c.Figure.Status
		r.Lacking = append(r.Lacking, lack)
	}
}
