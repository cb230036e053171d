package claims

// plainNouns may stand for whatever the title counts.
var plainNouns = set("cases", "people", "staff", "clients", "were", "was", "have", "had", "has")

// opensPlainly reports whether a commentary opens with a part of a whole of which nothing is said but what the title
// says, so that it can be no other share than the card's: “193 of 200 done by 31 March”, “31 people of 689”. A whole of
// a few may be of those who do the work.
func (r *reading) opensPlainly(c *Card, s share) bool {
	k := r.sentences[0]
	from := k.from
	for from < s.part && (leadWords[r.wordAt(from)] || r.items[from].w != nil) {
		from++
	}
	of := r.items[s.of].q
	if s.part != from || s.of < s.part || of.value.Cmp(whole(40)) < 0 || r.items[s.part].q.step.Cmp(whole(1)) < 0 || r.limitsMeet(c, s.part, k.to) < 0 {
		return false
	}
	title, ofThousands := c.titleStems(), c.perThousands() != nil
	plain := func(n int) bool {
		w := r.wordAt(n)
		return w == "" || plainNouns[w] || planned[w] || doneWords[w] || isStem(title, w)
	}
	for n := s.part + 1; n < s.of; n++ {
		if w := r.wordAt(n); !plain(n) && !ofThousands && !joiners[w] && !ofWords[w] && w != "in" {
			return false
		}
	}
	to := s.of + 1
	for to < min(k.to, s.of+3) && planned[r.wordAt(to)] {
		to++
	}
	return (plain(to) || ofThousands && isStem(title, r.wordAt(to+1))) && (r.overlap(c, s.part, min(k.to, to+8)) > 0 || r.wordAt(to) == "" || doneWords[r.wordAt(to)] || plainNouns[r.wordAt(to)] && r.wordAt(to+1) == "")
}

// saidTwice reports whether a part in a list is the whole once more: “48,200 calls offered and 48,200 answered”.
func (j joined) saidTwice() bool { return j.listed && j.a.v == j.b.v && j.a.q.telling() > 2 }
