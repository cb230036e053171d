package line

import (
	"chaser/kpi"
	"errors"
	"regexp"
	"strings"
)

// ReadUndertaking parts what is to be done from who does it and by when, which may stand in any order: “Two extra sessions due 31 Jan @someone”.
// What it cannot find is left empty. The error is a *kpi.Refusal where what was typed can be no day or no colleague; what was understood besides is
// returned with it.
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

// Action reads what follows “action”: a code, perhaps a period, and what is to be done. Somebody who is named before the code belongs to what
// follows it. Without a code, all of it is text.
func (r Reader) Action() (code string, p kpi.Period, text string) {
	begin := r
	for len(r.tokens) > 0 && strings.HasPrefix(r.tokens[0].text, "@") {
		r = r.From(1)
	}
	code, rest, ok := r.Code()
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

// ActionOf reads what follows “action” and a code.
func (r Reader) ActionOf() (p kpi.Period, text string) {
	if period, after, ok := r.SkipFiller().Period(); ok {
		p, r = period, after
	}
	return p, strings.TrimSpace(r.Rest())
}

var (
	handedTo  = regexp.MustCompile(`(?i)(?:^|\s)(?:for|by|to|owner|assigned to|given to|with):?\s*$`)
	namedSome = regexp.MustCompile(`(?:^|\s)@\S+`)
	dueWord   = regexp.MustCompile(`(?i)(?:^|[\s,;(–—-])(due|by)(?:\s+(?:on|by))?[\s:]+`)
	dayLike   = regexp.MustCompile(`(?i)^(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?:\s*[/.-]\s*\d|\s+(?:of\s+)?[a-z]{3})|\d{4}-\d)`)
)

// takeOwner takes whom the line names out of it. Of several it is the one at its end, or before the day; the others are part of the words.
func takeOwner(text string, people map[string]string) (rest, owner string, err error) {
	type mention struct {
		begin, end int
		id         string
	}
	var all []mention
	for at := 0; at < len(text); at++ {
		found := mention{}
		for name, id := range people {
			if strings.HasPrefix(text[at:], name) && at+len(name) > found.end {
				found = mention{at, at + len(name), id}
			}
		}
		if found.id != "" {
			all = append(all, found)
			at = found.end - 1
		}
	}
	if len(all) == 0 {
		if unknown := namedSome.FindString(text); unknown != "" {
			return strings.Replace(text, unknown, "", 1), "", kpi.Refuse(kpi.FieldWho, "“%s” is not a colleague that Slack knows. Type @ and choose the name from Slack's list.", kpi.Excerpt(unknown))
		}
		return text, "", nil
	}
	last := all[len(all)-1]
	after := strings.TrimSpace(text[last.end:])
	if begins := dueWord.FindStringIndex(" " + after); len(all) > 1 && after != "" && (begins == nil || begins[0] > 0) {
		return text, "", kpi.Refuse(kpi.FieldWho, "Several colleagues are named, and it is not clear who does it. Name that one last, or choose them in the form.")
	}
	before := handedTo.ReplaceAllString(text[:last.begin], "")
	return strings.TrimSpace(strings.TrimSpace(before) + " " + after), last.id, nil
}

// takeDue takes the day out of the line: after “due”, or after “by” where a day follows. Of several it is the last.
func takeDue(text string, today kpi.Date) (rest string, due kpi.Date, err error) {
	all := dueWord.FindAllStringSubmatchIndex(text, -1)
	for n := len(all) - 1; n >= 0; n-- {
		at := all[n]
		word, follows := strings.ToLower(text[at[2]:at[3]]), text[at[1]:]
		day, after, ok, wrong := kpi.ParseDue(follows, today)
		var refusal *kpi.Refusal
		before := strings.TrimRight(strings.TrimSpace(text[:at[2]]), "(")
		without := strings.TrimSpace(before + " " + strings.TrimLeft(after, ") "))
		switch {
		case errors.As(wrong, &refusal) && word == "by" && !dayLike.MatchString(follows): // by 20%
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
			return text, kpi.Date{}, kpi.Refuse(kpi.FieldDue, "“%s” is not a day. Type it as `due 31 Jan`, `due 31/01/2024` or `due next Friday`.", kpi.Excerpt(follows))
		}
	}
	return text, kpi.Date{}, nil
}
