package days

import (
	"regexp"
	"slices"
	"strings"

	"chaser/kpi"
)

// staleAfter is for how many working days a status without an end is believed, from when it was first seen. People
// forget to clear them.
const staleAfter = 10

// LeaveOf is the leave that a status speaks of. It is false where the status speaks of none, or of one that was over
// when the status was first seen. The leave lasts until the end that the text gives or that Slack keeps, whichever is
// sooner. Without either it is believed for ten working days.
//
// A word counts by its meaning: “Annual leave” and “Off sick today” say that somebody is away, “Leave policy questions
// to HR” and “Maternity leave cover” do not. An emoji counts if it stands alone or beside days only.
func LeaveOf(s kpi.SlackStatus, person string, cal kpi.Calendar) (kpi.Leave, bool) {
	said, away := status(s).read()
	if !away {
		return kpi.Leave{}, false
	}
	l := kpi.Leave{Person: person, First: said.first, Last: said.last, FromSlack: true}
	if l.First.IsZero() {
		l.First = s.Since
	}
	if !s.Ends.IsZero() && (l.Last.IsZero() || s.Ends.Before(l.Last)) {
		l.Last = s.Ends
	}
	if l.Last.IsZero() {
		begins := l.First
		if begins.Before(s.Since) {
			begins = s.Since
		}
		l.Last = cal.AddWorkingDays(cal.OnOrAfter(begins), staleAfter-1)
	}
	return l, !l.Last.Before(l.First) && !l.Last.Before(s.Since)
}

// status is a Slack status to be read.
type status kpi.SlackStatus

// read finds whether the status says that somebody is away, and on which days.
func (s status) read() (said spokenSpan, away bool) {
	text := plainStatus(s.Text)
	emoji, _, _ := strings.Cut(s.Emoji, "::") // a skin tone
	absent := slices.Contains(awayEmoji, strings.Trim(emoji, ":"))
	if strings.Trim(text, " ,.-") == "" {
		return spokenSpan{}, absent
	}
	for n, clause := range clauses(text) {
		lead, strong, ok := leaveLead(clause)
		if !ok || n > 0 && !strong {
			continue
		}
		rest := clause[len(lead):]
		if n == 0 || strong { // a day may stand in any part of what follows
			rest = text[strings.Index(text, clause)+len(lead):]
		}
		if said, away = s.after(lead, rest, strong); away {
			return said, true
		}
	}
	if said = s.days(text); said.only && said.bounds() && (absent || said.back) {
		return said, !said.partOfDay()
	}
	return spokenSpan{}, false
}

// after decides by what follows the words that may say that somebody is away.
func (s status) after(lead, rest string, strong bool) (spokenSpan, bool) {
	said := s.days(rest)
	if said.partOfDay() {
		return spokenSpan{}, false
	}
	if weakLead().MatchString(lead) {
		return said, said.bounds() && !otherwise().MatchString(rest)
	}
	next := strings.TrimLeft(rest, " ")
	divided := next != strings.TrimLeft(next, ",.-–—/")
	switch {
	case strings.Trim(next, " ,.-–—/") == "":
		return said, true
	case !divided && otherwise().MatchString(rest):
		return spokenSpan{}, false
	case strong:
		return said, true
	case divided:
		return said, said.bounds() || tailWord().MatchString(next)
	}
	return said, said.near && said.bounds() || openTail().MatchString(next)
}

// awayEmoji are what people put into their status when they are not at work; Slack suggests some of them.
var awayEmoji = []string{
	"palm_tree", "desert_island", "beach_with_umbrella", "umbrella_on_ground", "beach_umbrella", "airplane", "airplane_departure", "luggage",
	"face_with_thermometer", "thermometer", "nauseated_face", "face_with_head_bandage", "sneezing_face", "baby", "baby_bottle",
}

const (
	leaveKinds = `(?:annual|sick|sickness|maternity|mat|paternity|pat|shared parental|parental|adoption|compassionate|bereavement|special|study|exam|` +
		`unpaid|paid|carers?|carer's|carers'|dependants?|dependant's|flexi|toil|extended|emergency|medical|phased|long ?term sick|summer|winter|christmas|xmas|easter|` +
		`half term|family|my|our|a|some|a bit of|well earned|much needed)`
	leaveNoun = `(?:leave|hols?|holidays?|vacation|vac|honeymoon|staycation)`
	kindAlone = `(?:sabbatical|jury (?:service|duty)|(?:a )?career break|toil|pto|al|annual|(?:maternity|mat|paternity)|(?:a |my )?(?:flexi|lieu|rest|sick|duvet) days?|(?:a |my )?days? off|time off|leave of absence)`
	leaveSaid = `(?:` + leaveKinds + ` )*` + leaveNoun
	illness   = `(?:sick|ill|unwell|poorly|not (?:feeling )?(?:very )?well|under the weather)`
	filler    = `^[ ,.-]*(?:(?:sorry|hello|hi|currently|now|still|today|am|i am|i'm|im|is|he's|she's|taking|having|gone|enjoying|all|just gone|will be|i will be|i'll be)[ ,]+)*`
)

var (
	strongLead = pattern(filler + `(?:(?:(?:away|off|out|absent|gone) )?on (?:` + leaveSaid + `|` + kindAlone + `)|(?:off|out|away|at home|home|absent|signed off)(?: work)? (?:` + illness + `|on leave|with (?:covid|flu|a cold))|` +
		`out of (?:the )?office|ooo|ooto|off work|signed off(?: work)?|away on (?:` + leaveSaid + `))\b`)
	plainLead = pattern(filler + `(?:` + leaveSaid + `|` + illness + `|vacationing|(?:sabbatical|jury (?:service|duty)|(?:a )?career break|toil|pto|(?:a |my )?(?:flexi|lieu|rest|sick) day|(?:a |my )?days? off|time off|leave of absence)|` +
		`long ?term sick|(?:bank|public) holiday|non ?working day|nwd|not at work|away|off)\b`)
	weakLeadPattern = filler + `(?:out|offline|unavailable|not available|not working|not in(?: the office)?|not back|absent|gone|off grid|maternity|mat|paternity|annual|al)`
	weakLead        = pattern(weakLeadPattern + `$`)
	weakBegins      = pattern(weakLeadPattern + `\b`)

	// otherwise are the words that give those before them another meaning than somebody's absence.
	otherwise = pattern(`^[ ]*(?:cover(?:ing|s|age)?|polic(?:y|ies)|pay|rota|requests?|calendar|planning|planner|process|entitlements?|quer(?:y|ies)|questions?|` +
		`lets?|accommodation|clubs?|schemes?|activit(?:y|ies)|provision|hunger|programmes?|lead|leads|manager|officer|team|teams|advis[eo]rs?|coordinator|support|service(?:s)?|admin|` +
		`forms?|booking|bookings|approvals?|approver|records?|absence|monitoring|reporting|data|pay|day|days|me|early|it|a|an|the|that|your|my|at|desk|from desk|from keyboard|site|` +
		`peak|street|road|campus|soon|shortly|over|finished|ended|cancelled|not|booked|returns?|season|park|parks|inn|working|work|meeting|meetings|room)\b|^'s\b`)
	// tailWord is a word that people add to a notice of their absence.
	tailWord = pattern(`\b(?:contact|please|cover|covering|covers|covered|urgent|my absence|access|back|return|returning|returns|see|speak|replies|reply|respond|responses|until|till|yay|bye|cheers)\b`)
	// openTail is what may follow without a pause and without naming a day.
	openTail = pattern(`^(?:until|till|til|with|again|now|today|please|contact|for now|for the foreseeable|abroad|sick|ill|no access|back)\b`)
)

// leaveLead is the beginning of a clause that may say that somebody is away. A strong one says so whatever follows
// after a pause.
func leaveLead(clause string) (lead string, strong, ok bool) {
	if lead = strongLead().FindString(clause); lead != "" {
		return lead, true, true
	}
	if lead = plainLead().FindString(clause); lead != "" {
		return lead, false, true
	}
	lead = weakBegins().FindString(clause)
	return lead, true, lead != ""
}

// clauses are the parts of a status: “Head of Parks, on leave until Friday” has two.
func clauses(text string) []string {
	return clauseEnd().Split(text, -1)
}

var clauseEnd = pattern(` ?[,.] | [-–—] `)

// plainStatus is a status in lower case with its abbreviations spelt out. Whatever divides it becomes a comma, except
// dashes and the strokes of dates.
func plainStatus(text string) string {
	al := alNamed().ReplaceAllString(text, "annual leave")
	plain := strings.ToLower(strings.NewReplacer("’", "'", "‘", "'", "\u00a0", " ", "−", "-", "&", " and ").Replace(al))
	plain = emojiWord().ReplaceAllString(plain, " ")
	for _, r := range statusSpellings {
		plain = r.pattern().ReplaceAllString(plain, r.with)
	}
	plain = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("'-–—/.,: ", r), r >= '0' && r <= '9', r >= 'a' && r <= 'z',
			r > 0x7f && strings.ToUpper(string(r)) != string(r):
			return r
		case strings.ContainsRune("()[]{}|;!?~*_\"<>•·=\n\t…“”", r):
			return ','
		}
		return ' '
	}, plain)
	plain = colon().ReplaceAllString(plain, " , ")
	plain = strings.ReplaceAll(plain, ",", " , ")
	return strings.TrimSpace(spaces().ReplaceAllString(plain, " "))
}

var (
	alNamed   = pattern(`\bA\.?L\b\.?|\b[Aa]/[Ll]\b`)
	emojiWord = pattern(`:[a-z0-9_+-]*[a-z_][a-z0-9_+-]*:`)
	colon     = pattern(`:( |$)`)
	spaces    = pattern(`[ \t\n]+`)
)

var statusSpellings = []struct {
	pattern func() *regexp.Regexp
	with    string
}{
	{pattern(`\bout-of-(?:the-)?office\b|\bo\.o\.o\.?`), "out of office"},
	{pattern(`\bw/c\b|\bw/b\b|\bwc\b|\bweek beginning\b|\bw\.c\.`), "week commencing"},
	{pattern(`\bweds\b`), "wed"},
	{pattern(`\b(mid|early|late)-`), "$1 "},
	{pattern(`\b(long|half|mat|pat)-(term|day|leave)\b`), "$1 $2"},
	{pattern(`\bnon-working\b`), "non working"},
	{pattern(`\boff-grid\b`), "off grid"},
	{pattern(`\boff-(site|line|peak|street|road)`), "off$1"},
	{pattern(`(^|[^a-z'])'til\b`), "${1}til"},
}
