package line

import "chaser/kpi"

// Reading is one way to divide a line into a name and the figure that follows it.
type Reading struct {
	Name  string
	Entry Entry
	Ahead bool // the figure stands before the name, where a mistyped code would stand too
}

// maxReadings limits the searches that a long commentary full of numbers can cost.
const maxReadings = 12

// Readings are the ways to read a line that begins with a name, the longest name first. In "births registered within 42
// days 99" the figure could be 99 or 42. The last way is that the figure stands before the name.
func (r Reader) Readings() []Reading {
	var all []Reading
	for n := 1; n < len(r.tokens) && len(all) < maxReadings; n++ {
		if !r.From(n).beginsEntry() {
			continue
		}
		if e, _ := r.From(n).EntryOf(""); e.Complete() {
			all = append([]Reading{{Name: r.join(n), Entry: e}}, all...)
		}
	}
	if text, rest, ok := r.Figure(); ok && len(rest.tokens) > 0 {
		all = append(all, Reading{Name: rest.Words(), Entry: Entry{Figure: text}, Ahead: true})
	}
	return all
}

// beginsEntry reports whether a figure, a period or a status comes next.
func (r Reader) beginsEntry() bool {
	if text, _, ok := r.Figure(); ok {
		_, err := kpi.ParseTyped(text)
		return err == nil
	}
	if _, _, ok := r.Period(); ok {
		return true
	}
	_, _, ok := r.status()
	return ok
}
