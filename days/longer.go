package days

import "chaser/kpi"

// Longer is by how much later something is to be: “two weeks”, “5 working days”.
type Longer struct{ by length }

// ParseLonger reads by how much later something is to be, at the beginning of a text, and returns the rest of the text.
// ok is false where the text begins with no length.
func ParseLonger(text string) (l Longer, rest string, ok bool) {
	r := &leaveReader{dayReader: dayReader{text: text}}
	by, ok := r.length()
	if !ok {
		return Longer{}, text, false
	}
	return Longer{by}, r.rest(), true
}

// IsZero reports whether no length was read.
func (l Longer) IsZero() bool { return l == Longer{} }

// Than is the day so much later than another.
func (l Longer) Than(d kpi.Date, cal kpi.Calendar) kpi.Date { return l.by.endsOn(d.AddDays(1), cal) }
