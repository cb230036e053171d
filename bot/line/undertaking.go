package line

import (
	"chaser/days"
	"chaser/kpi"
	"errors"
	"slices"
	"strings"
)

// ReadUndertaking reads what is to be done, who does it and by when, in any order: “Two extra sessions due 31 Jan
// @someone”. people are the line's mentions: the text of each, and whom it means. What it cannot find is left empty.
// The error is a *kpi.Refusal where the text gives a day or a colleague that cannot be; the rest is returned with it.
func ReadUndertaking(text string, people map[string]string, today kpi.Date) (u kpi.Undertaking, err error) {
	text, u.Owner, err = takeOwner(text, people)
	text, due, wrong := takeDue(text, today)
	u.Due = due
	u.Text = strings.Trim(strings.TrimSpace(text), ",;–— ")
	if err == nil {
		err = wrong
	}
	return u, err
}

// Action reads what follows “action”: a code, perhaps a period, and what is to be done. People named before the code
// are kept as part of the text. Without a code, everything is text.
func (r Reader) Action() (code string, p kpi.Period, text string) {
	begin := r
	code, rest, ok := r.Code()
	for n := 0; !ok && n < maxNameWords && len(r.tokens) > 0 && strings.HasPrefix(begin.tokens[0].text, "@"); n++ {
		r = r.From(1)
		code, rest, ok = r.Code()
	}
	if !ok {
		return "", p, begin.Rest()
	}
	named := ""
	if len(begin.tokens) > len(r.tokens) {
		named = begin.line[begin.tokens[0].begin:r.tokens[0].begin]
	}
	p, text = rest.ActionOf()
	return code, p, strings.TrimSpace(named + text)
}

// maxNameWords is the most words that the names before the code may take.
const maxNameWords = 8

// ActionOf reads what follows “action” and a code.
func (r Reader) ActionOf() (p kpi.Period, text string) {
	if period, after, ok := r.SkipFiller().Period(); ok {
		p, r = period, after
	}
	return p, strings.TrimSpace(r.Rest())
}

var (
	handedTo  = pattern(`(?i)(?:^|\s)(?:for|by|to|owner|assigned to|given to|with):?\s*$`)
	namedSome = pattern(`(?:^|\s)@\S+`)
	dueWord   = pattern(`(?i)(?:^|[\s,;(–—-])(due|by)(?:\s+(?:on|by))?[\s:]+`)
	dayLike   = pattern(`(?i)^(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?:\s*[/.-]\s*\d|\s+(?:of\s+)?[a-z]{3})|\d{4}-\d)`)
)

// namedIn is one mention in a line.
type namedIn struct {
	begin, end int
	id         string // empty where the same text may mean several people
}

// mentionsIn are the mentions of a line, in their order.
func mentionsIn(text string, named map[string]string) (all []namedIn) {
	for at := 0; at < len(text); at++ {
		found := namedIn{}
		for name, id := range named {
			if strings.HasPrefix(text[at:], name) && at+len(name) > found.end {
				found = namedIn{at, at + len(name), id}
			}
		}
		if found.end > 0 {
			all = append(all, found)
			at = found.end - 1
		}
	}
	return all
}

// takeOwner takes the owner's name out of the line: of several, the one at the end or before the day. Other names stay
// part of the words. An action has one owner, so a group, a channel or several people in that place are refused.
func takeOwner(text string, named map[string]string) (rest, owner string, err error) {
	all := mentionsIn(text, named)
	anyPerson := slices.ContainsFunc(all, func(n namedIn) bool { return isPerson(n.id) })
	if plain := plainNames(text, all); plain != "" && !anyPerson {
		return strings.Replace(text, plain, "", 1), "", kpi.Refuse(kpi.FieldWho,
			"“%s” is not a colleague that Slack knows. Type @ and choose the name from Slack's list.",
			kpi.Excerpt(plain))
	}
	if len(all) == 0 {
		return text, "", nil
	}
	last := all[len(all)-1]
	after := strings.TrimSpace(text[last.end:])
	dueBehind := dueWord().FindStringIndex(" " + after)
	atEnd := after == "" || dueBehind != nil && dueBehind[0] == 0
	people := slices.DeleteFunc(slices.Clone(all), func(n namedIn) bool { return !isPerson(n.id) && n.id != "" })
	several := last
	if len(people) == 0 && !atEnd {
		several = givenTo(text, all)
	}
	switch {
	case (atEnd || len(people) == 0) && !isPerson(several.id) && several.id != "":
		before, after := handedTo().ReplaceAllString(text[:several.begin], ""), strings.TrimSpace(text[several.end:])
		without := strings.TrimSpace(before + " " + after)
		return without, "", kpi.Refuse(kpi.FieldWho,
			"“%s” is not one person, and an action has one owner. Name one person, or choose them in the form.",
			kpi.Excerpt(text[several.begin:several.end]))
	case len(people) == 0:
		return text, "", nil
	case len(people) > 1 && !atEnd || together(text, all):
		return text, "", kpi.Refuse(kpi.FieldWho,
			"Several colleagues are named, and it is not clear who does it. Name one person, last, or choose them in the form.")
	}
	last = people[len(people)-1]
	if last.id == "" {
		return text, "", kpi.Refuse(kpi.FieldWho,
			"Two colleagues read as “%s”, and it is not clear who does it. Name one person, or choose them in the form.",
			kpi.Excerpt(text[last.begin:last.end]))
	}
	after = strings.TrimSpace(text[last.end:])
	before := handedTo().ReplaceAllString(text[:last.begin], "")
	return strings.TrimSpace(strings.TrimSpace(before) + " " + after), last.id, nil
}

// givenTo is the first group that the action was given to: the words begin with it, or say so, as in “for
// @libraries-team”.
func givenTo(text string, all []namedIn) namedIn {
	for _, n := range all {
		before := text[:n.begin]
		if text[n.begin] == '@' && (strings.TrimSpace(before) == "" || handedTo().MatchString(before)) {
			return n
		}
	}
	return namedIn{}
}

// together reports whether the last two people or groups in a line are to do something together.
func together(text string, all []namedIn) bool {
	if len(all) < 2 {
		return false
	}
	a, b := all[len(all)-2], all[len(all)-1]
	return text[a.begin] == '@' && text[b.begin] == '@' && togetherWith().MatchString(text[a.end:b.begin])
}

// isPerson tells a person's Slack id from that of a channel or a group, and from a word.
func isPerson(id string) bool { return strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") }

// togetherWith is what stands between two mentions that belong together.
var togetherWith = pattern(`(?i)^[\s,;&+/]*(?:and|or|with)?[\s,;&+/]*$`)

// plainNames is the first @name in a line that Slack did not make a mention; empty where there is none.
func plainNames(text string, mentions []namedIn) string {
	for _, at := range namedSome().FindAllStringIndex(text, -1) {
		begin := at[0] + strings.Index(text[at[0]:], "@")
		if !slices.ContainsFunc(mentions, func(n namedIn) bool { return n.begin <= begin && begin < n.end }) {
			return text[at[0]:at[1]]
		}
	}
	return ""
}

// takeDue takes the day out of the line: after “due”, or after “by” if a day follows. If there are several, the last
// counts.
func takeDue(text string, today kpi.Date) (rest string, due kpi.Date, err error) {
	all := dueWord().FindAllStringSubmatchIndex(text, -1)
	for n := len(all) - 1; n >= 0; n-- {
		at := all[n]
		word, follows := strings.ToLower(text[at[2]:at[3]]), text[at[1]:]
		day, after, ok, wrong := days.ParseDue(follows, today)
		var refusal *kpi.Refusal
		before := strings.TrimRight(strings.TrimSpace(text[:at[2]]), "(")
		without := strings.TrimSpace(before + " " + strings.TrimLeft(after, ") "))
		switch {
		case errors.As(wrong, &refusal) && word == "by" && !dayLike().MatchString(follows): // by 20%
		case refusal != nil && after == follows:
			return text, kpi.Date{}, refusal
		case refusal != nil:
			return without, kpi.Date{}, refusal
		case ok:
			return without, day, nil
		}
	}
	for _, at := range all { // “closed due to flooding” names no day, but “due whenever” was meant to
		if follows := text[at[1]:]; strings.EqualFold(text[at[2]:at[3]], "due") && !strings.HasPrefix(strings.ToLower(follows), "to ") {
			return text, kpi.Date{}, kpi.Refuse(kpi.FieldDue,
				"“%s” is not a day. Type it as `due 31 Jan`, `due 31/01/2024` or `due next Friday`.",
				kpi.Excerpt(follows))
		}
	}
	return text, kpi.Date{}, nil
}
