package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// correctTitle is the question whether a published figure is to be corrected.
func correctTitle(i kpi.Indicator, c kpi.Correction) string {
	return fmt.Sprintf("%s · Correct %s?", i.Code, c.Restatement.To.Period.Words())
}

// publishedFor says that the committee was shown the figure.
func publishedFor(c kpi.Correction, zone *time.Location) string {
	return fmt.Sprintf("Published for %s on %s.", c.Committee, words.Day(c.Published, zone))
}

// oldAndNew are both figures with their colours, and what changes.
func oldAndNew(i kpi.Indicator, before, after kpi.Figure) slack.Block {
	return paragraph(
		bold("From  "), circleEmoji(before.Rating), literal(" "+words.Rated(i, before)+"\n"),
		bold("To  "), circleEmoji(after.Rating), literal(" "+words.Rated(i, after)+"\n"),
		literal(words.Differs(i, before, after)))
}

// oldAndNewText is the same where there are no blocks.
func oldAndNewText(i kpi.Indicator, before, after kpi.Figure) string {
	return fmt.Sprintf("From %s to %s. %s", words.Rated(i, before), words.Rated(i, after), words.Differs(i, before, after))
}

// correctionBlocks show old beside new, and what the committee will be told, word for word.
func correctionBlocks(i kpi.Indicator, c kpi.Correction, lead string, zone *time.Location) []slack.Block {
	return []slack.Block{
		oldAndNew(i, c.Seen, c.Restatement.To),
		paragraph(toldHow(c, lead+beforeTold(c))...),
		quote(erratumTitle(c.Indicator) + "\n" +
			cutSent(erratumText(c.Indicator, c.Restatement, c.Published, zone), maxEcho)),
	}
}

// toldHow says who will read of a correction. before says when, and comes first.
func toldHow(c kpi.Correction, before string) []slack.RichTextSectionElement {
	if c.Channel == "" {
		return []slack.RichTextSectionElement{literal(before + "The committee has no channel to be told in. Its card says:")}
	}
	reads := []slack.RichTextSectionElement{slack.NewRichTextSectionChannelElement(c.Channel, nil), literal(" will read, in the thread of its summary:")}
	if before != "" {
		reads = append([]slack.RichTextSectionElement{literal(before)}, reads...)
	}
	return reads
}

// beforeTold says what must happen before the committee is told, with a space at its end; empty where it is told at
// once.
func beforeTold(c kpi.Correction) string {
	signed := ""
	if !c.Restatement.To.SignOff.Cleared() {
		signed = words.Signer(c.Signer) + " has signed it off"
	}
	switch {
	case c.Asks && signed != "":
		return "The performance team decides first. If they approve, and once " + signed + ": "
	case c.Asks:
		return "The performance team decides first. If they approve: "
	case signed != "":
		return "Once " + signed + ": "
	}
	return ""
}

// toldText says the same as toldHow, and what will be read, where there are no blocks.
func toldText(c kpi.Correction, zone *time.Location) string {
	who := "The committee's channel will read: "
	if c.Channel == "" {
		who = "The committee's card says: "
	}
	return beforeTold(c) + who + words.OneLine(erratumText(c.Indicator, c.Restatement, c.Published, zone))
}

// correctMessage asks whether a published figure is to be corrected. The same question asks about what is unlikely.
func correctMessage(q *doubt.Question, typed string, about subject, zone *time.Location) *Message {
	c := *q.Correction
	title := correctTitle(q.Indicator, c)
	blocks := []slack.Block{paragraph(bold(title+"\n"), literal(publishedFor(c, zone)))}
	blocks = append(blocks, correctBlocks(q, zone)...)
	row := append(meantButton(q, about), answerButtons(q, confirmLabel(q), about)...)
	if len(q.Doubts) == 0 {
		row[0] = primary(row[0])
	}
	blocks = append(append(blocks, buttons(row...), note(unsavedCorrection(c))), echoed(cutSent(typed, maxEcho/2))...)
	text := strings.Join([]string{
		title,
		oldAndNewText(q.Indicator, c.Seen, c.Restatement.To),
		strings.TrimSpace(q.Sentence() + " " + toldText(c, zone)),
	}, " ")
	return say(cutSent(text, maxCorrectionText), blocks...)
}

// maxCorrectionText is how much is said of a correction where there are no blocks, in bytes.
const maxCorrectionText = 1500

// correctView is the same in the form's place. Submitting it confirms what was typed.
func correctView(q *doubt.Question, about subject, zone *time.Location) slack.ModalViewRequest {
	c := *q.Correction
	blocks := append([]slack.Block{
		paragraph(bold(q.Indicator.Code+" · "+c.Restatement.To.Period.Words()+"\n"), literal(publishedFor(c, zone))),
	}, correctBlocks(q, zone)...)
	blocks = append(blocks, buttons(append(meantButton(q, about), changeButton(q, about))...))
	v := readOnlyView("Correct it?", append(append(blocks, keepInput(q)...), note(unsavedCorrection(c))))
	v.CallbackID, v.PrivateMetadata = sureForm, about.value()
	v.Submit, v.Close = plain(confirmLabel(q), maxModalTitle), plain("Cancel", maxModalTitle)
	return v
}

// correctBlocks are the question: old beside new, what is unlikely, and which request it replaces.
func correctBlocks(q *doubt.Question, zone *time.Location) []slack.Block {
	blocks := correctionBlocks(q.Indicator, *q.Correction, "", zone)
	if len(q.Doubts) > 0 {
		warning := paragraph(slack.NewRichTextSectionEmojiElement("warning", 0, nil), literal(" "+unmarked(q.Sentence())))
		blocks = append([]slack.Block{blocks[0], warning}, blocks[1:]...)
	}
	if r := q.Correction.Replaces; r != nil {
		blocks = append(blocks, note(fmt.Sprintf("It takes the place of your request for %s, which still waits.", q.Indicator.ShowFigure(*r))))
	}
	return blocks
}

// unsavedCorrection says that nothing is saved, and who learns of it.
func unsavedCorrection(c kpi.Correction) string {
	if c.Asks {
		return "Nothing has been saved yet."
	}
	return "Nothing has been saved yet. The performance team is told too when you confirm."
}

// confirmLabel is the button that confirms a correction.
func confirmLabel(q *doubt.Question) string {
	switch {
	case q.Correction.Asks:
		return "Ask the team"
	case len(q.Doubts) > 0:
		return "Yes, correct it"
	}
	return "Correct it"
}

// maxCorrected is how many corrections, of those made together, the message shows with old beside new.
const maxCorrected = 3

// correctedMessage tells the performance team of published figures that were corrected.
func correctedMessage(by string, all []store.Corrected, zone *time.Location) *Message {
	if by == "" {
		by = "An import"
	}
	title := fmt.Sprintf("%s corrected %s published figures.", by, kpi.Count.ShowInt(len(all)))
	if len(all) == 1 {
		c := all[0]
		title = fmt.Sprintf("%s corrected %s for %s, which was published.", by, c.Card.Indicator.Code, c.Card.Period.Words())
	}
	blocks := []slack.Block{paragraph(bold(title))}
	texts := []string{title}
	for _, c := range all[:min(len(all), maxCorrected)] {
		name := words.Cut(c.Card.Indicator.Title, maxShortTitle)
		if len(all) > 1 { // else the title has said which
			name = c.Card.Indicator.Code + " · " + name + " · " + c.Card.Period.Words()
		}
		blocks = append(blocks, correctedBlocks(c, name, zone)...)
		texts = append(texts, c.Card.Indicator.Code+": "+oldAndNewText(c.Card.Indicator, c.Before, c.Restatement.To))
	}
	if rest := all[min(len(all), maxCorrected):]; len(rest) > 0 {
		elements := []slack.RichTextSectionElement{bold("And")}
		fit := fitting{bytes: maxCorrectedRest, pieces: maxNoticeLines}
		for _, c := range rest {
			i := c.Card.Indicator
			before, after := words.Rated(i, c.Before), words.Rated(i, c.Restatement.To)
			line := fmt.Sprintf("\n• %s for %s: from %s to %s", i.Code, c.Card.Period.Words(), before, after)
			if fit.line(line) {
				elements = append(elements, literal(line))
			}
		}
		if fit.left > 0 {
			elements = append(elements, literal("\n"+words.More(fit.left)))
		}
		blocks = append(blocks, paragraph(elements...))
	}
	return say(cutSent(strings.Join(texts, " "), maxCorrectionText), blocks...)
}

// maxCorrectedRest is how much space the message has for the others, in bytes.
const maxCorrectedRest = 3000

// maxCorrectedReason is how much of a reason the message shows, in bytes.
const maxCorrectedReason = 300

// correctedBlocks say under a name what was corrected and why, and whether the committee is told.
func correctedBlocks(c store.Corrected, name string, zone *time.Location) []slack.Block {
	i, f := c.Card.Indicator, c.Restatement.To
	section := oldAndNew(i, c.Before, f)
	elements := []slack.RichTextSectionElement{literal("Reason: " + words.Reason(cutSent(words.OneLine(f.Reason), maxCorrectedReason)) + "\n")}
	elements = append(elements, correctedTold(c, zone)...)
	return []slack.Block{
		paragraph(bold(name)),
		section,
		paragraph(elements...),
		buttons(button(pressCard, "See the card", about(i.Code, c.Card.Period))),
	}
}

// correctedTold says whether the committee is told.
func correctedTold(c store.Corrected, zone *time.Location) []slack.RichTextSectionElement {
	was := fmt.Sprintf("%s was shown it on %s. ", words.Cut(c.Committee, maxShortTitle), words.Day(c.PublishedAt, zone))
	channel := slack.NewRichTextSectionChannelElement(c.Channel, nil)
	switch {
	case c.TakenBack != nil:
		return []slack.RichTextSectionElement{literal(was + "The correction was taken back " + c.TakenBack.Words(zone) + ".")}
	case c.Restatement.To.SignOff.State == kpi.SentBack:
		return []slack.RichTextSectionElement{literal(was + words.Cut(c.Restatement.To.SignOff.ByName, maxShortTitle) + " has sent the correction back, so the committee has not been told.")}
	case !c.Restatement.To.SignOff.Cleared():
		return []slack.RichTextSectionElement{literal(was + "It awaits sign-off by " + words.Cut(words.Signer(c.Signer), maxShortTitle) + "; until then the committee is not told.")}
	case c.Channel == "":
		return []slack.RichTextSectionElement{literal(was + "It has no channel, so nobody has been told; the card says that it was restated.")}
	}
	return []slack.RichTextSectionElement{literal(was), channel, literal(" is told, in the thread of the summary.")}
}
