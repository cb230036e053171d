package kpi

import (
	"fmt"
	"slices"
)

// channels remarks on a committee that joins in, or moves to, another one's channel. What is published for one would be
// posted to both.
func (c *remarking) channels(r, held Register) {
	moves := map[string]int{} // those whose channel is new → their position in the file
	for n, k := range r.Committees {
		if k.Channel != "" && !slices.ContainsFunc(held.Committees, func(old Committee) bool { return old.Name == k.Name && old.Channel == k.Channel }) {
			moves[k.Name] = n
		}
	}
	for n, k := range r.Committees {
		if _, moved := moves[k.Name]; !moved {
			continue
		}
		for _, other := range c.committees {
			later, moved := moves[other.Name]
			if other.Name == k.Name || other.Channel != k.Channel || moved && later > n { // then it says so
				continue
			}
			c.add(fmt.Sprintf("committees[%d].channel", n),
				"%s is the channel of %s too, and reads what is published for either; give each its own, or write one name if they are one committee", k.Channel, other.Name)
		}
	}
}
