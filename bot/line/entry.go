package line

import (
	"chaser/kpi"
	"strings"
	"unicode"
)

// Entry is a figure as it was typed in a line, before the store has seen it.
type Entry struct {
	Code   string
	Period kpi.Period
	Figure string // as typed; empty where none was
	Status kpi.Status
	Words  string // what followed, exactly as typed

	Doubt   *kpi.Refusal // set where the line could mean two things
	Choices []Choice     // with Doubt: what the line could mean, the likeliest first

	Dashed bool // a dash stands before the figure, apart from it
}

// Choice is one thing that a line may mean.
type Choice struct {
	Label string
	Entry Entry
	Card  bool // it asks for the card of the entry's period, and posts nothing
}

// Complete reports whether the entry can be posted: it holds a figure, or says that there is none.
func (e Entry) Complete() bool {
	return e.Figure != "" || e.Status == kpi.Unavailable || e.Status == kpi.CarriedForward
}

// DependsOnIndicator reports whether For may read the entry differently once the indicator is known. A commentary that
// begins with a capital letter cannot be a unit.
func (e Entry) DependsOnIndicator() bool {
	if e.Figure == "" || e.Doubt != nil {
		return false
	}
	if e.Dashed || strings.HasPrefix(e.Figure, "+") {
		return true
	}
	grouped := groups().MatchString(e.Figure)
	if grouped || e.Words == "" {
		return grouped
	}
	first, _, _ := strings.Cut(e.Words, " ")
	_, unit := unitWords[plainWord(first)]
	return unit || signWords[plainWord(first)] || toDate[plainWord(first)] || !unicode.IsUpper([]rune(e.Words)[0])
}

// Entry reads a posting. The code comes first, or behind the figure: "178 142 words", "142 178 words", "Q1 2023/24 178
// 213".
func (r Reader) Entry() (Entry, bool) {
	if d := r.doubtShared(); d != nil {
		return Entry{Doubt: d}, true
	}
	if code, rest, ok := r.Code(); ok {
		return rest.EntryOf(code)
	}
	var e Entry
	for before := r; len(before.tokens) > 0; {
		if code, rest, ok := before.Code(); ok {
			return rest.finish(withCode(e, code))
		}
		next, ok := before.head(&e)
		if !ok {
			break
		}
		before = next
	}
	return Entry{}, false
}

func withCode(e Entry, code string) Entry {
	e.Code = code
	return e
}

// EntryOf reads what follows the code.
func (r Reader) EntryOf(code string) (Entry, bool) { return r.finish(Entry{Code: code}) }

func (r Reader) finish(e Entry) (Entry, bool) {
	for len(r.tokens) > 0 {
		next, ok := r.SkipFiller().head(&e)
		if !ok {
			break
		}
		r = next
	}
	r.doubtSeveral(&e)
	if r.doubtAhead(&e) || r.doubtHyphen(&e) {
		return e, true
	}
	if e.Figure != "" {
		r = r.tail(&e)
	}
	if e.Words == "" {
		e.Words = trimDash(r.Rest())
	}
	r.doubtYear(&e)
	r.doubtBehind(&e)
	return e, true
}

// doubtYear asks whether 23/24 is the year or a fraction.
func (r Reader) doubtYear(e *Entry) {
	year, rest, ok := New(e.Figure, r.isCode, r.today).shortYear()
	if !ok || len(rest.tokens) > 0 || !e.Period.IsZero() || e.Doubt != nil {
		return
	}
	counts := strings.Replace(e.Figure, "/", " of ", 1)
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "%s may be a year or a figure. Do you want the card of %s, or to post %s?",
		e.Figure, year.Words(), counts)
	e.Choices = []Choice{
		{Label: "The card of " + year.Words(), Entry: Entry{Code: e.Code, Period: year}, Card: true},
		{Label: "Post " + counts, Entry: e.without()},
	}
}

// without is the entry without its doubt.
func (e Entry) without() Entry {
	e.Doubt, e.Choices = nil, nil
	return e
}

// doubtSeveral refuses a line that posts a second figure among its words and could not be read as a list: “178 submit
// 142, 175: 789”.
func (r Reader) doubtSeveral(e *Entry) {
	if e.Doubt != nil || e.Figure == "" {
		return
	}
	for n, t := range r.tokens {
		before := strings.TrimRight(r.line[:t.begin], " \u00a0")
		if before == "" || !strings.ContainsAny(before[len(before)-1:], "\n,;|") {
			continue
		}
		next := r.From(n + 1).SkipFiller()
		if !strings.ContainsAny(t.text, ":=") && !next.beginsNumber() && !next.beginsPeriod() {
			continue // no figure follows, so it does not matter whether this is a code
		}
		code, rest, ok := r.From(n).Code()
		if !ok {
			continue
		}
		if other, _ := rest.plainEntry(code); other.Figure != "" {
			e.Doubt = kpi.Refuse(kpi.FieldFigure,
				"This line holds several figures, of %s and of %s, so nothing was posted. Put each on a line of its own, its code first.",
				e.Code, code)
			return
		}
	}
}

// DoubtLines asks about an entry of which a line begins with another indicator's code and gives no figure: it may be
// commentary of the first, or was meant to stand for itself. A code of digits alone may be a count.
func (r Reader) DoubtLines(e Entry) Entry {
	if e.Figure == "" || e.Doubt != nil {
		return e
	}
	for at, sign := range e.Words {
		if sign != '\n' {
			continue
		}
		typed, _, _ := strings.Cut(e.Words[at+1:], "\n")
		code, _, ok := r.of(typed).Code()
		if !ok || strings.EqualFold(code, e.Code) || !strings.ContainsFunc(code, unicode.IsLetter) {
			continue
		}
		without := e
		without.Words = strings.TrimSpace(e.Words[:at])
		e.Choices = []Choice{
			{Label: "Yes, post " + e.Code + " with all of it", Entry: e}, {Label: "No, leave out what is below", Entry: without},
		}
		e.Doubt = kpi.Refuse(kpi.FieldFigure,
			"“%s” begins with another code and gives no figure. Is it part of the commentary of %s?", kpi.Excerpt(typed), e.Code)
		return e
	}
	return e
}

// beginsPeriod reports whether a period is named here.
func (r Reader) beginsPeriod() bool {
	_, _, ok := r.Period()
	return ok
}

// plainEntry reads a period and a figure behind a code, and nothing else.
func (r Reader) plainEntry(code string) (e Entry, rest Reader) {
	e.Code = code
	for len(r.tokens) > 0 {
		next, ok := r.SkipFiller().head(&e)
		if !ok {
			break
		}
		r = next
	}
	return e, r
}

// head reads a period, a status or the figure: in any order, each once, until the figure has been read.
func (r Reader) head(e *Entry) (Reader, bool) {
	if e.Figure != "" || e.Words != "" || len(r.tokens) == 0 {
		return r, false
	}
	if e.Period.IsZero() {
		if p, rest, ok := r.Period(); ok {
			e.Period = p
			return rest, true
		}
		if r.badPeriod(e) {
			return r.From(1), true
		}
		if year, rest, ok := r.shortYear(); ok {
			if _, _, figure := rest.SkipFiller().Figure(); figure {
				e.Period = year
				return rest, true
			}
		}
		if p, rest, ok := r.relativePeriod(); ok {
			if _, _, figure := rest.SkipFiller().Figure(); figure {
				e.Period = p
				return rest, true
			}
		}
	}
	if e.Status == "" {
		if rest, ok := r.statusBefore(e); ok {
			return rest, true
		}
	}
	if e.Status == kpi.Unavailable {
		return r, false
	}
	text, rest, ok := r.Figure()
	if ok {
		e.Figure, e.Dashed = text, r.behindDash()
	}
	return rest, ok
}

// behindDash reports whether a dash stands before the next word, apart from it.
func (r Reader) behindDash() bool {
	before := strings.TrimRight(r.line[:r.tokens[0].begin], " \u00a0")
	return len(before) < r.tokens[0].begin && (strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—") ||
		strings.HasSuffix(before, "−"))
}

// tail reads what may stand between the figure and the words: a status, and a period that nothing follows. “65 Q2
// 2023/24 - 31 from Cambridgeshire” is a figure and its commentary.
func (r Reader) tail(e *Entry) Reader {
	for range 2 {
		if e.Status == "" {
			if rest, ok := r.statusAfter(e); ok {
				r = rest
			}
		}
		if !e.Period.IsZero() || e.Words != "" {
			continue
		}
		r = r.periodBehind(e)
	}
	if rest := r.Rest(); rest != "" && e.Words == "" && e.Doubt == nil && kpi.LooksTyped(rest) {
		alone := len(r.tokens) == 1 && strings.Contains(rest, ",") // the “250,50” of “1 250,50”
		if _, err := kpi.ParseTyped(rest); err == nil || alone {
			e.Doubt = kpi.Refuse(kpi.FieldFigure,
				"There are two figures, %s and %s. Type one; thousands take a comma, such as 96,326.",
				kpi.Excerpt(e.Figure), kpi.Excerpt(rest))
		}
	}
	return r
}

// periodBehind reads a period behind the figure, where nothing follows it. If words follow, the period may be their
// beginning.
func (r Reader) periodBehind(e *Entry) Reader {
	at := r.Skip("-", "–", "—").Skip("for", "in").Skip("the")
	p, rest, ok := at.Period()
	if !ok {
		if p, rest, ok = at.shortYear(); !ok {
			p, rest, ok = at.relativePeriod()
		}
		if !ok || !rest.endsWithStatus() {
			return r
		}
	}
	_, _, bare := at.quarter()
	switch {
	case rest.endsWithStatus():
		e.Period = p
		return rest
	case compactQuarter().MatchString(at.tokens[0].text), bare && !at.datedQuarter() && p != r.lastQuarter():
		e.Doubt = kpi.Refuse(kpi.FieldPeriod,
			"It is not clear whether %s is for %s or whether that begins your commentary. Put the period before the figure, such as `%s %s %s`.",
			kpi.Excerpt(e.Figure), p.Words(), e.Code, p, kpi.Excerpt(e.Figure))
		forIt, words := *e, *e
		forIt.Period, forIt.Words = p, trimDash(rest.Rest())
		words.Words = r.Rest()
		e.Choices = []Choice{
			{Label: kpi.Excerpt(e.Figure) + " for " + p.Words(), Entry: forIt.without()},
			{Label: "It begins the commentary", Entry: words.without()},
		}
	}
	return r
}

func (r Reader) endsWithStatus() bool {
	if len(r.tokens) == 0 {
		return true
	}
	s, rest, ok := r.status()
	return ok && s.status != "" && len(rest.tokens) == 0
}

// trimDash drops the dash or colon that people put between a figure and their words.
func trimDash(words string) string {
	trimmed := strings.TrimLeft(words, "-–—:,;=")
	if trimmed == words || trimmed == "" || !unicode.IsSpace([]rune(trimmed)[0]) {
		return words
	}
	return strings.TrimSpace(trimmed)
}
