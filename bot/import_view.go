package bot

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/store"
	"chaser/words"
)

// shownImport is what files would change, or have changed, as it is shown to their sender.
type shownImport struct {
	files store.SentFiles
	understood

	changes []store.Change
	faults  kpi.Faults
	doubts  []kpi.Remark
	choices importChoices
	seal    string
	again   bool // it was shown before, and is different by now
	zone    *time.Location
	now     time.Time
}

// importChoices are what their sender can say about files, where that is asked.
type importChoices struct {
	periods    []kpi.Period
	committees []kpi.Committee
}

// asks reports whether something must be answered before the files can be imported.
func (s shownImport) asks() bool { return s.proposal != nil && len(s.proposal.Unanswered()) > 0 }

// How much of each list is shown: as much as somebody reads before they press a button.
const (
	maxShownFaults  = 10
	maxShownDoubts  = 5
	maxShownChanges = 3
	maxShownLine    = 200
)

func theFiles(names []string) string { return words.AndList(names) }

// readingMessage says that files were received.
func readingMessage(names []string) *Message {
	return say(fmt.Sprintf("Reading %s. What it would change is shown here in a moment; nothing changes before you say so.", theFiles(names)))
}

func importingMessage(f store.SentFiles) *Message {
	return say(fmt.Sprintf("Importing %s. What it did is shown here in a moment.", theFiles(f.Names())))
}

func cancelledMessage(f store.SentFiles) *Message {
	return say(fmt.Sprintf("Cancelled: nothing of %s was imported.", theFiles(f.Names())))
}

func expiredMessage() *Message {
	return say("Nobody imported this file within a day, so it was deleted and nothing was changed. Send it again to import it.")
}

func tooLongMessage(f store.SentFiles) *Message {
	return say(fmt.Sprintf("%s takes too long to be read and imported here, so nothing was changed. Ask the person who runs Chaser to import it with `chaser import`, which takes as long as it needs, or send it in parts.", theFiles(f.Names())))
}

func unreadMessage(f store.SentFiles, slackBusy bool, reference string) *Message {
	if slackBusy {
		return say(fmt.Sprintf("Slack did not give %s to Chaser, however often it asked, so nothing was changed. Send it again (reference %s).", theFiles(f.Names()), reference))
	}
	return say(fmt.Sprintf("Something went wrong at our end with %s; nothing was changed (reference %s).", theFiles(f.Names()), reference))
}

// nothingNewMessage says that files change nothing.
func nothingNewMessage(s shownImport) *Message {
	title := fmt.Sprintf("%s changes nothing: Chaser holds all that it says already.", theFiles(s.files.Names()))
	return say(title, append([]slack.Block{paragraph(literal(title))}, s.leftOut()...)...)
}

// faultyMessage lists why files cannot be imported.
func faultyMessage(s shownImport) *Message {
	title := fmt.Sprintf("%s has %s, so nothing can be imported.", theFiles(s.files.Names()), words.Counted(len(s.faults), "1 fault", "faults"))
	var lines []string
	for _, f := range s.faults {
		lines = append(lines, f.String())
	}
	return say(title, paragraph(bold(title)), listedBlock(lines, maxShownFaults), note("Correct the file and send it again. Nothing was changed."))
}

// listedBlock are lines with a bullet each, as many as are read, and how many more there are.
func listedBlock(lines []string, most int) slack.Block {
	var shown []string
	for _, line := range lines[:min(len(lines), most)] {
		shown = append(shown, "• "+cutSent(words.OneLine(line), maxShownLine))
	}
	if more := len(lines) - most; more > 0 {
		shown = append(shown, words.More(more))
	}
	// Not a list of Slack's own: the client writes an offset into each, which Slack's types do not know.
	return paragraph(literal(strings.Join(shown, "\n")))
}

// proposedMessage asks whether files are to be imported.
func proposedMessage(s shownImport) *Message {
	title := fmt.Sprintf("Import %s?", theFiles(s.files.Names()))
	lead := s.effect("Would ")
	if s.again {
		lead = "Something has changed since you pressed Import, so nothing was imported yet. " + lead
	}
	blocks := []slack.Block{paragraph(bold(title+"\n"), literal(lead))}
	blocks = append(blocks, s.samples()...)
	blocks = append(blocks, s.questions()...)
	blocks = append(blocks, s.leftOut()...)
	blocks = append(blocks, s.unlikely()...)
	blocks = append(blocks, s.choices.menus(s.files.ID)...)
	row := []*slack.ButtonBlockElement{button(pressCancelImport, "Cancel", subject{Files: s.files.ID})}
	until := fmt.Sprintf("Nothing has been saved yet. The file is kept until %s.", s.until())
	if s.asks() {
		until = "Choose first what is needed, or correct the file and send it again. " + until
	} else {
		row = append([]*slack.ButtonBlockElement{primary(button(pressImport, "Import", subject{Files: s.files.ID, Seen: s.seal}))}, row...)
	}
	return say(title+" "+lead, append(blocks, buttons(row...), note(until))...)
}

func (s shownImport) until() string {
	end := s.files.SentAt.Add(store.FilesKept).In(s.zone)
	return end.Format("15:04") + " on " + words.Day(end, s.zone)
}

// importedMessage says what files have changed.
func importedMessage(s shownImport) *Message {
	title := fmt.Sprintf("Imported %s.", theFiles(s.files.Names()))
	blocks := []slack.Block{paragraph(bold(title+"\n"), literal(s.effect("")))}
	blocks = append(blocks, s.leftOut()...)
	return say(title+" "+s.effect(""), append(blocks, note("The audit trail keeps who sent it and what it changed. Type a code to see its card."))...)
}

// effect counts the changes by what they do: “Would add 12 indicators and 45 figures; revise 2 figures.”
func (s shownImport) effect(would string) string {
	if s.asks() {
		n := s.proposal.Read
		return fmt.Sprintf("It has %s, %s and %s, and %s to answer first.", words.Counted(n.Indicators, "1 indicator", "indicators"),
			words.Counted(n.Figures, "1 figure", "figures"), words.Counted(n.Targets, "1 target", "targets"),
			words.Counted(len(s.proposal.Unanswered()), "1 question", "questions"))
	}
	if len(s.changes) == 0 {
		return "As it is read now, it changes nothing."
	}
	var order []string
	counts := map[string]int{}
	for _, c := range s.changes {
		of, _, _ := strings.Cut(c.Subject, " ")
		key := c.What + " " + of
		if counts[key]++; counts[key] == 1 {
			order = append(order, key)
		}
	}
	var parts []string
	for _, what := range doneWords {
		var of []string
		for _, key := range order {
			if did, kind, _ := strings.Cut(key, " "); did == what.did {
				of = append(of, words.Counted(counts[key], "1 "+kind, plural(kind)))
			}
		}
		if len(of) > 0 {
			verb := what.did
			if would != "" {
				verb = what.do
			}
			parts = append(parts, verb+" "+words.AndList(of))
		}
	}
	text := would + strings.Join(parts, "; ") + "."
	return strings.ToUpper(text[:1]) + text[1:]
}

// doneWords are the words of store.Change, done and to be done.
var doneWords = []struct{ did, do string }{{"added", "add"}, {"changed", "change"}, {"revised", "revise"}, {"restated", "restate"}}

func plural(kind string) string {
	if kind == "person" {
		return "people"
	}
	return kind + "s"
}

// samples are three rows of the file, or the first three changes.
func (s shownImport) samples() []slack.Block {
	var lines []string
	if s.proposal == nil {
		for _, c := range s.changes[:min(len(s.changes), maxShownChanges)] {
			lines = append(lines, strings.TrimSuffix(fmt.Sprintf("%s %s: %s", c.What, c.Subject, c.Detail), ": "))
		}
		return listUnder("Such as:", lines)
	}
	if l := s.proposal.Layout; l != nil {
		lines = append(lines, takenFor(*l)...)
	}
	for _, sample := range s.proposal.Samples[:min(len(s.proposal.Samples), maxShownChanges)] {
		line := strings.Join(notEmpty(sample.Cells), " · ")
		if sample.Row > 0 {
			line = fmt.Sprintf("Row %d: %s", sample.Row, line)
		}
		lines = append(lines, line)
	}
	return append(listUnder("It is read so:", lines), listUnder("Concluded:", s.proposal.Notes)...)
}

func notEmpty(cells []string) (all []string) {
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			all = append(all, c)
		}
	}
	return all
}

// takenFor says what the columns are taken for, those alike in one line.
func takenFor(l proposal.Layout) []string {
	periods := map[int]string{}
	for _, c := range append(append([]proposal.PeriodColumn{}, l.PeriodColumns...), l.TargetColumns...) {
		periods[c.Column] = c.Words()
	}
	var known, not []string
	for _, h := range l.Headings {
		said := "“" + words.Cut(words.OneLine(h.Text), 40) + "”"
		switch {
		case h.Role == proposal.Nothing:
			not = append(not, said)
		case periods[h.Column] != "":
			known = append(known, fmt.Sprintf("%s is the %s of %s", said, roleWords(h.Role), the(periods[h.Column])))
		default:
			known = append(known, fmt.Sprintf("%s is the %s", said, roleWords(h.Role)))
		}
	}
	if len(not) > 0 {
		known = append(known, "Not read: "+words.AndList(not))
	}
	return known
}

// roleWords is what a column is taken for, as councils say it.
func roleWords(r proposal.Role) string {
	switch r {
	case proposal.Polarity:
		return "direction for improvement"
	case proposal.RAG:
		return "RAG rating"
	case proposal.Trend:
		return "change in performance"
	case proposal.IndicatorColumn:
		return "indicator"
	}
	return string(r)
}

// the puts the article before a period that has no name of its own.
func the(period string) string {
	if strings.HasPrefix(period, "previous ") || strings.HasPrefix(period, "same ") {
		return "the " + period
	}
	return period
}

func listUnder(title string, lines []string) []slack.Block {
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{paragraph(bold(title)), listedBlock(lines, maxListedLines)}
}

const maxListedLines = 15

// questions are what the file does not say.
func (s shownImport) questions() []slack.Block {
	if s.proposal == nil {
		return nil
	}
	var lines []string
	for _, q := range s.proposal.Questions {
		line := q.About + ": " + s.choices.asked(q.Asks)
		if q.Needed {
			line = "Needed: " + line
		} else if q.Until != "" {
			line += " Until then: " + q.Until
		}
		lines = append(lines, line)
	}
	return listUnder("To be answered:", lines)
}

// sentences are the parts of a question; in the midst of a word a full stop ends none.
var sentences = regexp.MustCompile(`.+?(?:[.?!](?: |$)|$)`)

// asked is a question without what is to be done about it at the command line; the menus beneath say what to do here.
func (c importChoices) asked(question string) string {
	var kept []string
	for _, sentence := range sentences.FindAllString(question, -1) {
		if !strings.Contains(sentence, "--") && !strings.Contains(sentence, "the map") {
			kept = append(kept, strings.TrimSpace(sentence))
		}
	}
	asks := strings.Join(kept, " ")
	if len(kept) > 0 && len(c.periods) > 0 && strings.Contains(question, "--period") || len(c.committees) > 0 && strings.Contains(question, "--committee") {
		asks += " Choose it below."
	}
	return strings.TrimSpace(asks)
}

// leftOut are the cells that are not taken.
func (s shownImport) leftOut() []slack.Block {
	if s.proposal == nil {
		return nil
	}
	var lines []string
	for _, f := range s.proposal.Faults {
		lines = append(lines, f.Cell+": "+f.Problem)
	}
	for _, m := range s.proposal.Missing {
		lines = append(lines, m.Indicator+": "+m.What)
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{paragraph(bold("Left out:")), listedBlock(lines, maxShownFaults)}
}

func (s shownImport) unlikely() []slack.Block {
	var lines []string
	for _, d := range s.doubts {
		lines = append(lines, d.String())
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{paragraph(slack.NewRichTextSectionEmojiElement("warning", 0, nil), bold(" Look at these first:")), listedBlock(lines, maxShownDoubts)}
}

// menus offer what can be said about the files.
func (c importChoices) menus(files int64) (blocks []slack.Block) {
	if len(c.periods) > 0 {
		var options []*slack.OptionBlockObject
		for _, p := range c.periods {
			options = append(options, slack.NewOptionBlockObject(subject{Files: files, Period: p.String()}.value(), plain(p.Words(), maxOptionLabel), nil))
		}
		blocks = append(blocks, menuBlock(pressImportPeriod, "Choose the period", options))
	}
	if len(c.committees) > 0 {
		var options []*slack.OptionBlockObject
		for _, k := range c.committees {
			options = append(options, slack.NewOptionBlockObject(subject{Files: files, Seen: shortDigest(k.Name)}.value(), plain(k.Name, maxOptionLabel), nil))
		}
		blocks = append(blocks, menuBlock(pressImportCommittee, "Choose the committee", options))
	}
	return blocks
}
