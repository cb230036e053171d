package printed

import "chaser/kpi"

// card is what a report prints of one indicator.
type card struct {
	line, page int // where it begins
	code       string
	title      string
	titleFrom  titleSource
	service    string
	unit       string
	values     []pair // as printed, in their order
	rating     kpi.Rating
	ratedAs    string // the words in the rating's place, where they are none of the key's
	prose      map[item][]line
	row        bool     // it is a row of a table
	beside     []item   // texts whose heading another heading follows at once
	strays     []string // numbers that stand among its figures
	opened     bool     // it began with its title
}

// titleSource says where a card's title comes from.
type titleSource int

const (
	noTitle titleSource = iota
	printedTitle
	fromDescription
)

// of is the card's value at an item; ok is false where there is none.
func (c *card) of(i item) (pair, bool) {
	for _, p := range c.values {
		if p.label.item == i && p.label.when == (when{}) {
			return p, true
		}
	}
	for _, p := range c.values {
		if p.label.item == i {
			return p, true
		}
	}
	return pair{}, false
}

// has reports whether the card has a value at the very label.
func (c *card) has(l label) bool {
	for _, p := range c.values {
		if p.label.item == l.item && p.label.when == l.when && p.label.yearAgo == l.yearAgo {
			return true
		}
	}
	return false
}

// takes gives the card a value. Ratings stand apart.
func (c *card) takes(p pair) {
	switch p.label.item {
	case title:
		c.title, c.titleFrom = p.said, printedTitle
	case code:
		c.code = p.said
	case service:
		c.service = p.said
	case unit:
		c.unit = p.said
	case rating:
		c.rate(p.said)
	case commentary, description, actions, links:
		c.prose[p.label.item] = append(c.prose[p.label.item], line{cells: []cell{{text: p.said}}})
	case other:
	default:
		if !c.has(p.label) {
			p.value = p.label.at(p.said)
			c.values = append(c.values, p)
		}
	}
}

func (c *card) rate(said string) {
	v := ratingValue(said)
	switch {
	case c.rating != "":
	case v.sort == asRating:
		c.rating, c.ratedAs = v.rating, ""
	case v.sort != asMissing:
		c.ratedAs = said
	}
}

// figured reports whether the card has any value of its row of figures.
func (c *card) figured() bool { return len(c.values) > 0 }
