package line

import (
	"slices"
	"strings"

	"chaser/days"
	"chaser/kpi"
)

// In a sentence such as “I'm on annual leave until the 14th, @jo stands in”, words around the days say that it is a
// leave and who says so.
var (
	absent = wordSet(`away off leave holiday holidays hols vacation ooo out sick ill unwell al a/l pto toil absent`)
	// absentAlone say it without a day too.
	absentAlone = wordSet(`away leave ooo al a/l`)
	// ofLeave are the words that the longer phrases are made of: annual leave, out of office.
	ofLeave = wordSet(`annual sick maternity paternity parental compassionate study special unpaid carers out of the office work on`)
	// sayer are the words of the person who says it.
	sayer = wordSet(`i im ive ill id we were weve well am are will be been going go have having got taking take need book booking booked record
		please pls can could you my me our currently now also just so fyi sorry hi hello hey chaser that ta thanks thank cheers some`)
	covers = wordSet(`stands stand stood standing in stand-in standin covers cover covering covered will is be does do doing has have having it them
		these deputy deputises deputising deputy: cover: with and by my for me mine please pls thanks thank you instead ask contact see meanwhile
		while as the looks look looking after then until takes take taking over`)
	firstPerson = wordSet(`i im ive ill we were weve my`)
)

// Leave reads a line that says that somebody is away. It needs a word for it: “away”, “on leave”, “off”. said is the
// rest, the days and who stands in; empty where the line gives neither.
func (r Reader) Leave() (said string, ok bool) {
	at := slices.IndexFunc(r.tokens, func(t token) bool { return absent[plainWord(t.text)] })
	if at < 0 || at > maxBeforeLeave {
		return "", false
	}
	if _, _, code := r.Code(); code { // “SAT1 3 staff off sick” does not mean Saturday
		return "", false
	}
	mine := slices.ContainsFunc(r.tokens[:at], func(t token) bool { return firstPerson[plainWord(t.text)] })
	alone := absentAlone[plainWord(r.tokens[at].text)] || len(r.tokens) > 1 && onlyLeave(r.tokens) // “off sick”
	said = r.besides(at)
	if said == "" {
		return "", alone || mine
	}
	l, err := days.ParseLeave(said, r.today, kpi.Calendar{})
	more := slices.ContainsFunc(wordsIn(l.Rest), func(w string) bool { return !covers[w] })
	return said, err == nil && (strings.Contains(l.Rest, "@") || !more)
}

// maxBeforeLeave is the most words before the one that says that it is a leave: “next week from Tuesday to Thursday I
// am on leave”.
const maxBeforeLeave = 12

// AwayWords is what follows “away”: the days and who stands in, without the words that people put around them.
func (r Reader) AwayWords() string {
	return r.besides(slices.IndexFunc(r.tokens, func(t token) bool { return absent[plainWord(t.text)] }))
}

// besides is the line without the words that say that it is a leave, and who says so.
func (r Reader) besides(at int) string {
	var kept []string
	for n := 0; n < len(r.tokens); n++ {
		word := plainWord(r.tokens[n].text)
		kind := at >= 0 && ofLeave[word] && onlyLeave(r.tokens[min(n, at):max(n, at)+1])
		if n == at || kind || n < at && sayer[word] {
			continue
		}
		kept = append(kept, r.line[r.tokens[n].begin:r.tokens[n].end])
	}
	for len(kept) > 0 && sayer[plainWord(kept[0])] {
		kept = kept[1:]
	}
	for len(kept) > 0 && courtesies[plainWord(kept[len(kept)-1])] {
		kept = kept[:len(kept)-1]
	}
	return strings.Trim(strings.Join(kept, " "), " ,.;:!–—-")
}

// onlyLeave reports whether these words together say that somebody is away: “out of the office”.
func onlyLeave(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(t token) bool { w := plainWord(t.text); return !ofLeave[w] && !absent[w] })
}

func wordsIn(text string) []string {
	var all []string
	for _, w := range strings.Fields(text) {
		if w = plainWord(w); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// StandIn reads who stands in for somebody, from what follows the days of a leave: “@jo”, “@jo stands in”, “covered by
// @jo”. named are the line's mentions: the text of each, and whom it means. The error is a *kpi.Refusal where the text
// names nobody or says something else.
func StandIn(text string, named map[string]string) (id string, err error) {
	all := mentionsIn(text, named)
	rest := text
	for n := len(all) - 1; n >= 0; n-- {
		rest = rest[:all[n].begin] + " " + rest[all[n].end:]
	}
	unknown := plainNames(rest, nil)
	people := slices.DeleteFunc(slices.Clone(all), func(n namedIn) bool { return !isPerson(n.id) })
	other := slices.DeleteFunc(wordsIn(rest), func(w string) bool {
		return covers[w] || absent[w] || ofLeave[w] || sayer[w]
	})
	switch {
	case unknown != "":
		return "", kpi.Refuse(kpi.FieldIndicator,
			"“%s” is not a colleague that Slack knows, so nothing was recorded. Type @ and choose the name from Slack's list.",
			kpi.Excerpt(unknown))
	case len(other) > 0:
		return "", kpi.Refuse(kpi.FieldIndicator,
			"“%s” was not understood, so nothing was recorded. Type the days and who stands in, such as `away 3 Jan to 10 Jan @deputy`.",
			kpi.Excerpt(strings.TrimSpace(rest)))
	case len(people) > 1:
		return "", kpi.Refuse(kpi.FieldIndicator,
			"Several colleagues are named, and one stands in. Name one, so that it is clear who is asked.")
	case len(people) == 0 && len(all) > 0:
		return "", kpi.Refuse(kpi.FieldIndicator, "“%s” is not one person, and one colleague stands in. Name them.",
			kpi.Excerpt(text[all[0].begin:all[0].end]))
	case len(people) == 0:
		return "", nil
	}
	return people[0].id, nil
}

// StandsIn reads what follows the name of who stands in, where the name comes first. Of “covers next week” the rest is
// “next week”.
func StandsIn(text string) (rest string, ok bool) {
	left := strings.Fields(text)
	for len(left) > 0 && covers[plainWord(left[0])] && !ok {
		word := plainWord(left[0])
		ok = strings.HasPrefix(word, "stand") || strings.HasPrefix(word, "cover")
		left = left[1:]
	}
	if ok && len(left) > 0 && (plainWord(left[0]) == "in" || plainWord(left[0]) == "for") {
		left = left[1:]
	}
	return strings.Join(left, " "), ok
}

var backWords = wordSet(`back now today early again at in to the work office from my annual leave holiday i im am and sorry please thanks hello all`)

// BackNow reports whether what follows “back” says that somebody is back, and no other day.
func BackNow(text string) bool {
	return !slices.ContainsFunc(wordsIn(text), func(w string) bool { return !backWords[w] })
}

// Back reads a line that says that somebody is back, now or on a day: “I'm back”, “back on Monday”. said is what
// follows “back”.
func (r Reader) Back() (said string, ok bool) {
	for r.Left() > 0 && firstPerson[plainWord(r.Word())] || r.Left() > 1 && plainWord(r.Word()) == "be" {
		r = r.From(1)
	}
	if r.Left() == 0 || plainWord(r.Word()) != "back" {
		return "", false
	}
	said = r.From(1).Rest()
	if BackNow(said) {
		return said, true
	}
	l, err := days.ParseLeave(BackOn(said), r.today, kpi.Calendar{})
	return said, err == nil && l.Rest == "" && l.First == l.Last
}

// BackOn is what follows “back” without the words before the day.
func BackOn(text string) string {
	words := strings.Fields(text)
	before := []string{"in", "on", "at", "the", "work", "office", "from"}
	for len(words) > 0 && slices.Contains(before, plainWord(words[0])) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
