package bot

import (
	"context"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
)

// read turns what was typed into a command.
func (v *visit) read(ctx context.Context) (command, error) {
	isCode, failed := v.codes(ctx)
	asked := v.talk.readLine(v.typed, v.command, isCode, v.today)
	return asked, failed()
}

// readLine turns a line into a command. The line is as the person typed it, already decoded. isCode tells whether a
// word is an indicator's code, in upper or lower case. The slash command itself may stand at the line's beginning.
// readLine never fails: a line that it does not understand is looked for as a name.
func (t talk) readLine(typed, slashCommand string, isCode func(string) bool, today kpi.Date) command {
	r := line.New(typed, isCode, today)
	for r.Left() > 0 && strings.EqualFold(r.Word(), slashCommand) {
		r = r.From(1)
	}
	if r.Left() == 0 {
		return askStart{}
	}
	for _, c := range t.all {
		if c.heard == nil {
			continue
		}
		if asked, ok := c.heard(r); ok {
			return asked
		}
	}
	if a, ok := r.Aside(); ok {
		return asides[a]
	}
	if v, ok := t.verbs[r.First()]; ok {
		if asked := v.read(r.From(1)); asked != nil {
			return asked
		}
		return t.answerTo(r.From(1).Sentence())
	}
	if back, ok := r.Retraction(); ok {
		return askUndo{Retraction: back}
	}
	return t.readBare(r)
}

// readBare reads a line without a verb: a code and perhaps a figure, or words to look for.
func (t talk) readBare(r line.Reader) command {
	if l, ok := r.Several(); ok {
		return postSeveral{l}
	}
	if code, ok := r.GivesUp(); ok {
		return askGiveUp{Code: code}
	}
	if code, rest, ok := r.Code(); ok {
		if rest.OnlyCourtesies() { // 178, please
			return askCard{Code: code}
		}
		if v := t.verbs[strings.ToLower(rest.Word())]; v.behind != nil {
			if c, ok := v.behind(code, rest.From(1)); ok {
				return c
			}
		}
		if period, rest, ok := rest.SkipFiller().Period(); ok && rest.OnlyCourtesies() {
			return askCard{Code: code, Period: period}
		}
	}
	if e, ok := r.Entry(); ok {
		if code, asks := r.AsksOf(); asks && !e.Complete() && e.Doubt == nil {
			return askCard{Code: code, Period: e.Period}
		}
		return commandOf(e)
	}
	if s, ok := r.Question(); ok {
		return t.answerTo(s)
	}
	if r.OnlyStatus() {
		return postFigure{Entry: line.Entry{Doubt: kpi.Refuse(kpi.FieldIndicator,
			"Which indicator is it? Type its code first, and why there is no figure, such as `178 unavailable The database changed over in August`.")}}
	}
	return postByName{Name: r.Words(), Readings: r.Readings()}
}

// answerTo is what a sentence asks for: a card, or what one word of it means.
func (t talk) answerTo(s line.Sentence) command {
	if s.Code != "" {
		return askCard{Code: s.Code, Period: s.Period}
	}
	if c, ok := t.words[s.Word]; ok && s.Word != "" && c.meant != nil {
		if asked := c.meant(s); asked != nil {
			return asked
		}
	}
	if s.Name == "" {
		return askStart{}
	}
	if of := s.Scope(); len(of.Ratings) > 0 && of.Words != "" { // “what's red in libraries?”
		return askRated{Typed: of, Name: s.Name}
	}
	return askCard{Name: s.Name, Period: s.Period}
}

// readNamed reads what follows a verb that takes an indicator and perhaps a period. Unless that is a code, all of it is
// a name.
func readNamed(r line.Reader) (code string, p kpi.Period, name string) {
	if code, rest, ok := r.Code(); ok {
		if period, rest, ok := rest.SkipFiller().Period(); ok && rest.Left() == 0 {
			return code, period, ""
		}
		if rest.Left() == 0 {
			return code, kpi.Period{}, ""
		}
	}
	return "", kpi.Period{}, r.Words()
}
