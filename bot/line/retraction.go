package line

import (
	"strings"

	"chaser/kpi"
)

// Retraction is what somebody takes back: the last thing that they did, or what they name. They may also say what they
// meant instead.
type Retraction struct {
	Code   string     // of the indicator that they name
	Period kpi.Period // of the figure that they name
	Name   string     // words that may name an indicator

	Figure  string     // the figure that they meant
	For     kpi.Period // the period that they meant
	ForCode string     // the indicator that they meant

	Relative bool // For is “last quarter”
	Vague    bool // it only says that something went wrong, or asks
}

// maxRetraction is the most words that somebody takes to say that something was wrong. A longer line is a commentary.
const maxRetraction = 16

var (
	// takesBack is how people ask for what they did to be undone.
	takesBack = pattern(`\btake (?:\S+ ){0,3}?back\b|\btake back\b|\b(?:cancel|scrap|scratch|disregard|ignore|forget|undo|delete|remove|retract|revert|withdraw|unpost|reverse|bin|rub out|get rid of) (?:that|it|this|them|those|these|all of|both|last|(?:the|my) (?:last|previous|first|second)|previous|what i)\b`)
	// vaguely is how they say that something is wrong, without saying what is to be done.
	vaguely = pattern(`^(?:sorry |no |oops |please |a |my )*(?:cancel|retract|revert|oops|whoops|scrap|typo|mistake|wrong|incorrect)(?: sorry| please)*$|^\S+ (?:is|was|looks) (?:wrong|incorrect|not right|a mistake)$`)
	// wentWrong is how they say that something was not what they meant.
	wentWrong = pattern(`\bwrong (?:number|figure|figures|one|value|amount|quarter|qtr|period|month|year|indicator|line|code|box|entry|place|data|count|percentage|kpi|measure)\b|\b(?:typo|mistyped|mistype|misread|miskeyed|fat finger|fat fingers|fat fingered)\b|\b(?:my|a|by|made a) mistake\b|\bin error\b|\bby accident\b|\b(?:that|it|this|thats|its|those|figure|number|i typed|i put|i entered) (?:was |is |were |in |it |that )?(?:wrong|incorrect|not right|not correct)\b`)
	// wasMeant is how they say what they meant.
	wasMeant = pattern(`\b(?:i meant|meant|i mean|should be|should read|should say|should have (?:been|said|read)|shouldve been|should of been|supposed to be|ought to be|make (?:that|it)|correction)\b`)
	// shouldBe is what follows whatever was wrong.
	shouldBe = pattern(`^(?:figure |one |value )?(?:should be|should read|should say|should have (?:been|said|read)|shouldve been|should of been|is supposed to be|was supposed to be|ought to be)\b`)
	// wasFor is how they say what it was for.
	wasFor = pattern(`\b(?:that|it|this|those|they|thats|its|these) (?:(?:was|is|were|are|should be|should have been|shouldve been) )?(?:meant |supposed |intended )?(?:to be |to go )?(?:for|in|into|under|against)\b|\bmeant (?:it |that |this )?(?:for|to be for|to go in)\b|\b(?:goes|belongs|go|belong) (?:in|to|for|under|into)\b`)
	// naming are the words that stand before a code. Without one, a code may be the figure that was meant.
	naming = wordSet(`for in on to of under against into indicator code kpi number`)
	// retracting are the words of a retraction that name nothing.
	retracting = wordSet(`undo delete remove retract revert unpost withdraw reverse cancel scrap that it this them those these all last the my mine previous one ones figure figures number
		numbers post posting posted entry entered value please pls sorry oops for of on i you can could we in from back what just now did thing sent message reading both take again`)
)

// Retraction reads a sentence that takes something back: “sorry, wrong number”, “I meant 143”, “that was for Q2”, “take
// that back”. It is false where the line posts a figure or says something else.
func (r Reader) Retraction() (Retraction, bool) {
	if len(r.tokens) == 0 || len(r.tokens) > maxRetraction {
		return Retraction{}, false
	}
	if e, ok := r.Entry(); ok && e.Complete() && e.Code != "" {
		return Retraction{}, false
	}
	says := r.plainly()
	meant, was := wasMeant().MatchString(says), wasFor().MatchString(says)
	back, vague := takesBack().MatchString(says), vaguely().MatchString(says)
	if !meant && !was && !back && !vague && !wentWrong().MatchString(says) {
		return Retraction{}, false
	}
	t := r.retracted(meant || was)
	t.Vague = vague || strings.HasSuffix(r.tokens[len(r.tokens)-1].text, "?")
	nothing := t.Figure == "" && t.For.IsZero() && t.ForCode == ""
	if (meant || was) && nothing && !back && !vague && !wentWrong().MatchString(says) {
		return Retraction{}, false
	}
	if back && !meant && !was { // “take 178 for Q2 back” names what to take back
		t.Period, t.For = t.For, kpi.Period{}
		if t.Code == "" {
			t.Code, t.ForCode = t.ForCode, ""
		}
	}
	t.Name = ""
	return t, true
}

// retracted finds codes, a period and a figure among the words. What follows “not” or “instead of” is what was wrong.
func (r Reader) retracted(instead bool) Retraction {
	var t Retraction
	rest := r
	for rest.Left() > 0 {
		word := plainWord(rest.tokens[0].text)
		switch {
		case word == "not" && rest.Left() > 1:
			if _, after, ok := rest.From(1).Skip("for", "in").amount(); ok {
				rest = after
				continue
			}
		case word == "instead" && rest.Left() > 2 && plainWord(rest.tokens[1].text) == "of":
			if _, after, ok := rest.From(2).amount(); ok {
				rest = after
				continue
			}
		}
		if p, after, ok := rest.meantPeriod(); ok && t.For.IsZero() {
			_, _, named := rest.Period()
			t.For, t.Relative, rest = p, !named, after
			continue
		}
		if code, after, ok := rest.Code(); ok && r.names(rest, instead) {
			wrong := rest.Left() == r.Left() || shouldBe().MatchString(after.plainly())
			switch {
			case instead && !wrong && t.Figure == "" && t.ForCode == "":
				t.ForCode = code
			case t.Code == "":
				t.Code = code
			}
			rest = after
			continue
		}
		if figure, after, ok := rest.Figure(); ok && t.Figure == "" {
			if _, err := kpi.ParseTyped(figure); err == nil {
				t.Figure, rest = figure, after
				continue
			}
		}
		rest = rest.From(1)
	}
	return t
}

// amount reads a figure or a period that is named as the wrong one.
func (r Reader) amount() (string, Reader, bool) {
	if _, after, ok := r.meantPeriod(); ok {
		return "", after, true
	}
	return r.Figure()
}

// meantPeriod reads a period, “last quarter” included.
func (r Reader) meantPeriod() (kpi.Period, Reader, bool) {
	if p, after, ok := r.Period(); ok {
		return p, after, true
	}
	if p, after, ok := r.relativePeriod(); ok && !p.IsZero() && plainWord(r.tokens[0].text) != "may" {
		return p, after, true
	}
	return kpi.Period{}, r, false
}

// names reports whether a word that is a code stands for the indicator and not for the figure that was meant. It does
// if it comes first or is told what it should be, has letters, follows a word such as “for”, or if nothing is meant
// instead.
func (r Reader) names(rest Reader, instead bool) bool {
	at := len(r.tokens) - len(rest.tokens)
	text := rest.tokens[0].text
	return at == 0 || !instead || strings.HasPrefix(text, "#") || strings.ContainsFunc(text, isLetter) ||
		naming[plainWord(r.tokens[at-1].text)] || shouldBe().MatchString(rest.From(1).plainly())
}

func isLetter(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// Retracted reads what follows a verb such as undo: a code and perhaps a period, words that may name an indicator, or
// nothing that names anything. Behind them may follow what was meant instead.
func (r Reader) Retracted() Retraction {
	says := r.plainly()
	instead := wasMeant().MatchString(says) || wasFor().MatchString(says)
	t := r.retracted(instead)
	if !instead {
		t.Period, t.For, t.Figure = t.For, kpi.Period{}, ""
		if t.Code == "" {
			t.Code, t.ForCode = t.ForCode, ""
		}
	}
	if t.Code == "" && !instead {
		var name []string
		for rest := r; rest.Left() > 0; {
			if _, after, ok := rest.meantPeriod(); ok {
				rest = after
				continue
			}
			if word := rest.tokens[0].text; !retracting[plainWord(word)] {
				name = append(name, word)
			}
			rest = rest.From(1)
		}
		t.Name = strings.Join(name, " ")
	}
	return t
}
