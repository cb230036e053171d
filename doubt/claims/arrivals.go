package claims

import "strings"

// endsOtherwise reports whether a number is told to be what was done with some of those that the title counts as they
// come: “169 answered” under requests received.
func (r *reading) endsOtherwise(c *Card, n int) bool {
	title := c.titleStems()
	done := r.wordAt(n + 1)
	if done == "were" || done == "was" {
		done = r.wordAt(n + 2)
	}
	return strings.HasSuffix(done, "ed") && !arrivals[done] && !isStem(title, done) && titleOfArrivals(c)
}

// arrivals are what titles say of what comes, before anything is done with it.
var arrivals = set("received", "reported", "opened", "recorded", "registered", "logged", "referred", "submitted", "lodged", "raised")

// titleOfArrivals reports whether a title counts what comes.
func titleOfArrivals(c *Card) bool { return c.titleHas(arrivals) }
