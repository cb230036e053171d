package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// shownRow is a row of a list with what it would record.
type shownRow struct {
	keptRow
	store.Weighed
	unlikely *doubt.Question // what is asked before it is posted; nil for nothing
	zone     *time.Location  // the council's
}

// maxApart is the most rows that stand in blocks of their own. In a longer list they share blocks.
const maxApart = 12

// How much of a list's message its rows may take, in bytes as sent and in blocks. The rest is for what stands around
// them.
const (
	maxRowsSent    = 9_000
	maxChoicesSent = 4_000
	maxListBlocks  = 44
)

// severalMessage shows what a list would record, row by row, and asks whether to.
func severalMessage(rows []shownRow, l keptList, draftID, aloneID string) *Message {
	wrong := 0
	for _, w := range rows {
		if w.Err != nil {
			wrong++
		}
	}
	title := severalTitle(rows, wrong)
	blocks := append([]slack.Block{paragraph(bold(title))}, rowBlocks(rows, draftID)...)
	if len(l.Blank) > 0 {
		left := words.Cut(strings.Join(l.Blank, ", "), maxBlank)
		said := "Left out, as they have no figure: " + left + "."
		if len(l.Blank) == 1 {
			said = "Left out, as it has no figure: " + left + "."
		}
		if strings.Contains(left, "“") {
			said += " These words are not saved. Where there is no figure, type unavailable in its place."
		}
		blocks = append(blocks, note(said))
	}
	var row []*slack.ButtonBlockElement
	if wrong == 0 {
		post := button(pressPostAll, postLabel(rows), subject{Draft: draftID})
		if !unlikely(rows) {
			post = primary(post)
		}
		row = append(row, post)
	}
	row = append(row, button(pressChangeAll, "Change", subject{Draft: draftID}))
	if wrong > 0 {
		row[0] = primary(row[0])
	}
	if aloneID != "" {
		row = append(row, button(pressReading, "Only "+rows[0].code()+", the rest is its commentary", subject{Draft: aloneID}))
	}
	last := "Nothing has been saved yet."
	if len(rows) > 1 {
		last += " They are posted together or not at all."
	}
	if corrections(rows) > 0 {
		last += " " + correctsNote(rows)
	}
	return say(severalText(title, rows), append(blocks, buttons(row...), note(last))...)
}

// corrects is the correction that the row makes to what the committee was shown; nil where it makes none.
func (w shownRow) corrects() *kpi.Correction {
	if w.unlikely == nil {
		return nil
	}
	return w.unlikely.Correction
}

// corrections counts the rows that correct a published figure.
func corrections(rows []shownRow) (n int) {
	for _, w := range rows {
		if w.corrects() != nil {
			n++
		}
	}
	return n
}

// correctsNote says that the performance team decides on the corrections in a list, or is told of them.
func correctsNote(rows []shownRow) string {
	for _, w := range rows {
		if c := w.corrects(); c != nil && c.Asks {
			return "The performance team decides on the corrections of published figures."
		}
	}
	return "The performance team is told of the corrections too."
}

// corrected is a correction in a list: how it goes on, and exactly what the committee will read.
func (w shownRow) corrected(c kpi.Correction) string {
	return beforeTold(c) + "Restated: " + words.OneLine(erratumText(c.Indicator, c.Restatement, c.Published, w.zone))
}

func unlikely(rows []shownRow) bool {
	return slices.ContainsFunc(rows, func(w shownRow) bool { return w.unlikely != nil })
}

// postLabel is the label of the button that posts a list. Pressing it answers what is asked at the rows.
func postLabel(rows []shownRow) string {
	var asked []string
	for _, w := range rows {
		if w.unlikely != nil {
			asked = append(asked, w.unlikely.AsTyped())
		}
	}
	switch {
	case len(rows) == 1 && rows[0].corrects() != nil:
		return confirmLabel(rows[0].unlikely)
	case corrections(rows) > 0:
		return fmt.Sprintf("Post all, %d of them corrected", corrections(rows))
	case len(rows) == 1 && len(asked) == 1:
		return "Yes, " + asked[0]
	case len(rows) == 1:
		return "Post"
	case len(asked) == 0:
		return "Post all"
	case len(asked) <= 3:
		return "Post all, " + words.AndList(asked) + " too"
	}
	return fmt.Sprintf("Post all, these %d too", len(asked))
}

// maxBlank is how much of the names of rows without a figure is repeated, in characters.
const maxBlank = 500

func severalTitle(rows []shownRow, wrong int) string {
	title := words.Counted(len(rows), "1 figure", "figures")
	var periods []kpi.Period
	for _, w := range rows {
		if p := w.Figure.Period; !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
	}
	switch {
	case wrong == len(rows) && wrong == 1:
		return title + " cannot be posted yet"
	case wrong == len(rows):
		return title + ": none can be posted yet"
	case wrong > 0:
		return fmt.Sprintf("%s: %d cannot be posted yet", title, wrong)
	case len(periods) == 1:
		return title + " for " + periods[0].Words()
	}
	return title + ", not all for the same period"
}

// severalText is the list in words for notifications and screen readers.
func severalText(title string, rows []shownRow) string {
	var said []string
	for _, w := range rows {
		one := w.name(maxShortTitle)
		switch {
		case w.Err != nil:
			one += ": " + unmarked(w.Err.Error())
		default:
			one += " " + w.records()
		}
		if c := w.corrects(); c != nil {
			one += ". " + w.corrected(*c)
		}
		if w.unlikely != nil && len(w.unlikely.Doubts) > 0 {
			one += ". " + w.unlikely.Sentence()
		}
		said = append(said, one)
	}
	return title + ": " + strings.Join(said, "; ")
}

func (w shownRow) code() string {
	if w.Indicator.Code != "" {
		return w.Indicator.Code
	}
	return w.Draft.Code
}

// name is a row's indicator, or what stands in its place.
func (w shownRow) name(title int) string {
	switch {
	case w.Indicator.Code != "":
		return w.Indicator.Code + " " + words.Cut(w.Indicator.Title, title)
	case w.Draft.Code != "":
		return w.Draft.Code
	}
	return words.Cut(w.Name, title)
}

// typed is the figure of a row as it was typed.
func (w shownRow) typed() string {
	e := w.Draft.entry()
	if e.Figure == "" {
		return string(e.Status)
	}
	return e.Figure
}

// records is what a row records, in words.
func (w shownRow) records() string {
	f := w.Figure
	var other kpi.Figure // the figure that it is shown beside
	switch {
	case w.Standing != nil:
		other = *w.Standing
	case w.Last != nil:
		other = *w.Last
	}
	said := w.Indicator.ShowTyped(f, other) + " for " + f.Period.Words()
	switch {
	case !w.Fresh:
		return said + ": recorded already"
	case w.Standing != nil:
		if before := w.Indicator.ShowTyped(other, f); before != w.Indicator.ShowTyped(f, other) {
			return said + " instead of " + before
		}
		said += ", as it stands"
	case w.Last != nil:
		said += " (was " + w.Indicator.ShowFigure(other, f) + " in " + w.Last.Period.Words() + ")"
	}
	return said
}

// rowBlocks are the rows, as many in a block as fit. A row with choices has its buttons beneath it.
func rowBlocks(rows []shownRow, draftID string) []slack.Block {
	var (
		blocks []slack.Block
		text   string
	)
	flush := func() {
		if text != "" {
			blocks = append(blocks, slack.NewSectionBlock(marked(text), nil, nil))
			text = ""
		}
	}
	each, room := maxRowsSent/len(rows), maxChoicesSent
	for n, w := range rows {
		one := w.text(each)
		if len(rows) <= maxApart || len([]rune(text))+len([]rune(one)) > maxSection-2 {
			flush()
		}
		if text != "" {
			text += "\n"
		}
		text += one
		if len(w.Choices) == 0 || w.Err == nil && w.unlikely == nil {
			continue
		}
		var row []*slack.ButtonBlockElement
		for k, c := range w.Choices {
			row = append(row, button(pressRow, c.Label, subject{Draft: draftID, From: n, Choice: k}))
		}
		choices := buttons(row...)
		if room -= blockSent(choices); room < 0 || len(blocks) > maxListBlocks-2 {
			continue // the form has the choices
		}
		flush()
		blocks = append(blocks, choices)
	}
	flush()
	return blocks
}

// safely is as much of somebody's words as fits into so many bytes once escaped.
func safely(text string, limit int) string {
	for within := limit; ; within = within * 2 / 3 {
		cut := escaped(cutSent(words.OneLine(text), max(within, 3)))
		size := 0
		for _, r := range cut {
			size += sentSize(r)
		}
		if size <= limit || within < 3 {
			return cut
		}
	}
}

// text is a row of a list in about so many bytes: its indicator, what would be recorded and the words, or what is
// wrong.
func (w shownRow) text(limit int) string {
	const least = 60
	title := min(maxShortTitle, max(least, limit/4))
	name := "*" + escaped(w.code()) + "*"
	switch {
	case w.Indicator.Code != "":
		name += " " + safely(w.Indicator.Title, title)
	case w.code() == "":
		name = "*" + safely(w.Name, title) + "*"
	}
	if w.Err != nil {
		return name + " · " + safely(w.typed(), least) + "\n:warning: " + safely(unmarked(w.Err.Error()), max(2*least, limit/2))
	}
	if !w.Fresh {
		return name + "\n" + escaped(w.records())
	}
	said := name + "\n:" + circle(w.Figure.Rating) + ": *" + words.RatingOf(w.Figure) + "* · "
	if c := w.corrects(); c != nil { // this has both figures in it, and the reason
		if limit < 5*least { // many share a message
			said = "*" + escaped(w.code()) + "* :" + circle(w.Figure.Rating) + ": *" + words.RatingOf(w.Figure) + "* · "
		}
		if len(w.unlikely.Doubts) > 0 {
			said += ":warning: " + safely(w.unlikely.Sentence(), max(least, limit/3)) + "\n"
		}
		return said + safely(w.corrected(*c), max(2*least, limit-len(said)))
	}
	said += escaped(w.records())
	if w.unlikely != nil {
		said += "\n:warning: " + safely(w.unlikely.Sentence(), max(2*least, limit/2))
	}
	room := limit - len(said)
	if w.Standing != nil && w.Figure.Reason != "" && room > 0 {
		said += "\nReason: " + safely(w.Figure.Reason, max(least, room))
	}
	if c := w.Figure.Commentary; c != "" && (w.Standing == nil || c != w.Standing.Commentary) && c != w.Figure.Reason && room > 0 {
		said += "\n“" + safely(c, max(least, room)) + "”"
	}
	return said
}
