package bot

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// unpublishedMessage says what was taken back, and what becomes of its messages and its set day.
func unpublishedMessage(done store.Unpublished, command string, zone *time.Location) *Message {
	of := done.Publication
	if !done.Fresh {
		said := fmt.Sprintf("%s for %s was taken back already, %s. Nothing was changed now.", of.Period.Words(), of.Committee, of.TakenBack.Words(zone))
		m := say(said, paragraph(literal(said)))
		m.Replace = true
		return m
	}
	title := fmt.Sprintf("Taken back: %s for %s.", of.Period.Words(), of.Committee)
	blocks := []slack.Block{paragraph(bold(title))}
	switch {
	case done.Said > 0:
		blocks = append(blocks, paragraph(
			literal(words.Counted(done.Said, "Its message is", "messages are")+" being removed from "), slack.NewRichTextSectionChannelElement(done.Channel, nil),
			literal(". If Slack keeps one, it will say that it was taken back.")))
	case done.Channel != "":
		blocks = append(blocks, paragraph(literal("Nothing had been posted yet, and nothing is.")))
	}
	next := fmt.Sprintf("Its figures can be changed again. To publish it, type `%s publish %s`.", command, of.Period)
	if !done.SetDay.IsZero() {
		next = "Its figures can be changed again. It is published by itself on its set day, " + done.SetDay.Words() + "."
	}
	m := say(title, append(blocks, withExamples(next), buttons(button(pressPublish, "See the preview", subject{Committee: of.Committee, Period: of.Period.String()})))...)
	m.Replace = true
	return m
}

// takenBackHereMessage takes the place of a message in the committee's channel that Slack does not let us delete.
func takenBackHereMessage(of store.Publication, zone *time.Location) *Message {
	said := fmt.Sprintf("The performance team has taken back what stood here about %s, %s. Please do not use it.", of.Period.Words(), words.At(of.TakenBack.At, zone))
	return say(said, paragraph(literal(said)))
}

// takenBackMessage tells the performance team that a publication they read about was taken back; nil where it was not.
func takenBackMessage(p publishing) *Message {
	if p.takenBack == nil {
		return nil
	}
	said := fmt.Sprintf("%s was published for %s %s, and taken back %s.", p.period.Words(), p.committee, words.At(p.Publication.At, p.zone), p.takenBack.Words(p.zone))
	return say(said, paragraph(literal(said)), buttons(previewButton(p)))
}

// lastPublishedMessage asks before it takes back a publication that was the last thing somebody did.
func lastPublishedMessage(p publishing) *Message {
	ask := fmt.Sprintf("The last thing that you did was to publish %s for %s, %s. Take it back?", p.period.Words(), p.committee, words.At(p.Publication.At, p.zone))
	return say(ask, append([]slack.Block{paragraph(bold(ask))}, takenBackUntilBlocks(p, p.takenBackUntil())...)...)
}

// setDayStoppedMessage says whether a period will be published on its set day, and how to change that.
func setDayStoppedMessage(day store.SetDay, committee string, p kpi.Period, on kpi.Date, command string, zone *time.Location) *Message {
	here := subject{Committee: committee, Period: p.String()}
	if day.Stopped == nil {
		return asideMessage(fmt.Sprintf("%s is published for %s on its set day, %s, if nothing is missing.", p.Words(), committee, on.Words()), button(pressStopDay, "Stop", here))
	}
	return asideMessage(stoppedWords(p, committee, *day.Stopped, zone)+fmt.Sprintf(" To publish it, type `%s publish %s`.", command, p), button(pressGoOn, "Publish on the set day", here))
}

// toTakeBackMessage asks before it takes back the last publication, or says why that stands.
func toTakeBackMessage(p publishing, stands *kpi.Refusal) *Message {
	published := fmt.Sprintf("%s was published for %s, %s.", p.period.Words(), p.committee, words.At(p.Publication.At, p.zone))
	switch {
	case p.takenBack != nil:
		return takenBackMessage(p)
	case stands != nil:
		return say(published+" "+stands.Sentence, paragraph(bold(published)), withExamples(stands.Sentence))
	}
	ask := published + " Take it back?"
	return say(ask, append([]slack.Block{paragraph(bold(ask))}, takenBackUntilBlocks(p, p.takenBackUntil())...)...)
}
