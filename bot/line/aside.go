package line

import (
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// Aside is something that people say to a colleague in passing, and that asks for nothing.
type Aside int

// The asides.
const (
	Thanks Aside = iota + 1 // “thanks”, “ok”, “👍”
	Later                   // “Sorry, I'll do this tomorrow”
	Peace                   // “stop”, “leave me alone”
)

const putOffWords = `tomorrow tomorow tommorow tmrw tmr later snooze soon postpone monday tuesday wednesday thursday friday remind reminder`

var (
	// thanked are words that acknowledge.
	thanked = wordSet(`thank thanks thankyou thx ty ta cheers ok okay k kk great perfect brilliant lovely super nice cool noted done understood
		received acknowledged fine sure yes yep yeah yup no nope agreed alright right sorted got roger excellent wonderful fab no problem worries
		job well work sorry apologies very much so`)

	// putOff are the words that say that something will be done later. deferring are those that may stand beside them.
	putOff    = wordSet(putOffWords)
	deferring = wordSet(putOffWords + ` ill sorry apologies do will post send submit get give it this that them these those remind reminder again busy not yet next week end
		first thing fill time no dont have cant wont today until till before after bit minute moment hour hours couple days day few tonight
		promise forgot forgotten working out off try trying put provide back round must need more another ok okay yes thanks put swamped
		annual leave meeting meetings all`)

	// refusing are the words that ask to be left alone. leaving are those that may stand beside them.
	refusing = wordSet(`stop unsubscribe mute quiet silence enough`)
	leaving  = wordSet(`stop unsubscribe mute quiet silence enough messaging message messages sending send reminding reminder reminders remind chasing chase
		bothering bother pestering pester spam spamming nagging nag contacting contact asking ask notifying notify notification notifications out off alone
		leave more no not never again dont everything all always any get go away me`)
	negation = wordSet(`no not never dont leave`)
	nuisance = wordSet(`messaging message messages reminding reminder reminders remind chasing chase bothering bother pestering pester spam spamming
		nagging nag contacting contact notifying notify notification notifications alone`)

	// notMine is how people say that something is somebody else's now.
	notMine = pattern(`\b(?:not|isnt|arent|wasnt|no longer|never|dont|doesnt|didnt|do not|does not|did not|stopped)\b(?: \S+){0,3}? (?:mine|ours|my|our|own|owns|owner|owning|owned|lead|leading|manage|manages|managing|responsible|belong|belongs|look after|looking after|deal with)\b` +
		`|^(?:sorry )?(?:i|ive|i have|we|weve|we have) (?:just )?(?:moved|changed|left|handed|given|passed)\b` +
		`|^(?:it|this|that|\S*\d\S*)(?: \S+)? (?:is|are|its) (?:now )?(?:yours|theirs|his|hers)\b|^(?:please )?(?:hand|pass|give|reassign|transfer|move) (?:it|this|that|\S*\d\S*)(?: \S+)? (?:on |over )?to\b` +
		`|\b(?:someone|somebody|anybody|anyone) else (?:has|owns|does|looks|deals|leads|manages)\b|\bwrong person\b`)
	emojiAlone = pattern(`^(?::[a-zA-Z0-9_+'-]+:)+$`)
)

// Aside reads what people say to a colleague in passing. It is false where the line asks for something else or may be a
// name.
func (r Reader) Aside() (Aside, bool) {
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(r.tokens, func(t token) bool { return set[plainWord(t.text)] })
	}
	// only reports whether the line holds nothing but these words, words that name nothing, and perhaps codes.
	only := func(set map[string]bool) bool {
		return !slices.ContainsFunc(r.tokens, func(t token) bool {
			word := strings.ContainsFunc(t.text, lettered) && !emojis(t.text)
			code := r.isCode(unpunctuated(strings.TrimPrefix(t.text, "#")))
			return word && !code && !set[plainWord(t.text)] && !isNoise(t)
		})
	}
	named := slices.ContainsFunc(r.tokens, func(t token) bool { return r.isCode(unpunctuated(t.text)) })
	switch {
	case !named && (has(refusing) || has(negation) && has(nuisance)) && only(leaving):
		return Peace, true
	case (has(putOff) || r.says("next week") || !named && r.says("not yet", "not now")) && only(deferring):
		return Later, true
	case named:
		return 0, false
	case only(thanked) && (has(thanked) || slices.ContainsFunc(r.tokens, func(t token) bool { return emojis(t.text) })):
		return Thanks, true
	}
	return 0, false
}

// emojis reports whether a word is made of emoji only: as Slack writes them (:smile:), or as characters.
func emojis(word string) bool {
	if emojiAlone().MatchString(word) {
		return true
	}
	pictured := false
	for _, r := range word {
		switch {
		case unicode.Is(unicode.So, r):
			pictured = true
		case !unicode.In(r, unicode.Sk, unicode.Mn, unicode.Cf): // skin tones, joiners and what else changes a picture
			return false
		}
	}
	return pictured
}

// plainly is the line in lower case, without apostrophes and without anything that is not a word.
func (r Reader) plainly() string {
	words := make([]string, 0, len(r.tokens))
	for _, t := range r.tokens {
		if w := plainWord(t.text); w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

func (r Reader) says(phrases ...string) bool {
	line := " " + r.plainly() + " "
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(line, " "+p+" ") })
}

// maxAside is the most words that somebody takes to say that something is not theirs. A longer line is a commentary.
const maxAside = 25

// GivesUp reports whether the line says that something is somebody else's. code is the indicator that it names; empty
// for none. A line that posts a figure never gives up.
func (r Reader) GivesUp() (code string, ok bool) {
	if len(r.tokens) == 0 || len(r.tokens) > maxAside || !notMine().MatchString(r.plainly()) {
		return "", false
	}
	if strings.HasSuffix(r.tokens[len(r.tokens)-1].text, "?") {
		return "", false
	}
	if e, ok := r.Entry(); ok && e.Complete() {
		if _, err := kpi.ParseTyped(e.Figure); err == nil || e.Figure == "" {
			return "", false
		}
	}
	return r.firstCode(), true
}

func (r Reader) firstCode() string {
	for n := range r.tokens {
		if code, _, ok := r.From(n).Code(); ok {
			return code
		}
	}
	return ""
}

func lettered(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
