package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

const collectionForm = "collection"

// collectionsForm is what the performance team's modal is made of.
type collectionsForm struct {
	set      []kpi.Collection
	calendar kpi.Calendar
	proposal *kpi.Proposal // worked back from a meeting, to be saved as it is or changed
	timing   kpi.Timetable // that it was worked back by
}

// maxShownCollections is how many of those that are set stand in the modal, the latest of them.
const maxShownCollections = 8

// collectionsView lists the collections that are set, and takes one more or a change of one.
func collectionsView(f collectionsForm) slack.ModalViewRequest {
	var blocks []slack.Block
	if f.proposal == nil {
		blocks = append(blocks, f.listed()...)
		blocks = append(blocks, paragraph(bold("Add a collection, or change one")), note("With the committee's date alone, the other days are worked back from it."))
	} else {
		blocks = append(blocks, paragraph(bold("Worked back from the committee's date\n"), literal(f.proposed())))
	}
	var k kpi.Collection
	if f.proposal != nil {
		k = f.proposal.Collection
	}
	period := slack.NewPlainTextInputBlockElement(plain("2023-24Q4", maxOptionLabel), f.actionID(kpi.FieldPeriod)).WithMaxLength(maxFigureText)
	if !k.Period.IsZero() {
		period = period.WithInitialValue(k.Period.String())
	}
	blocks = append(blocks,
		slack.NewInputBlock(kpi.FieldPeriod, plain("Period", maxModalTitle), nil, period),
		f.dayInput(kpi.FieldCommittee, "Committee meets on", k.CommitteeDate),
		f.dayInput(kpi.FieldOpens, "Opens on", k.Opens),
		f.dayInput(kpi.FieldDue, "Figures are due on", k.Due),
		f.dayInput(kpi.FieldPublishes, "Publish by itself on", k.Publishes))
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: collectionForm, Title: plain("Collections", maxModalTitle),
		Submit: plain("Save", maxModalTitle), Close: plain("Close", maxModalTitle), Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// actionID differs for a proposal, so that Slack fills the boxes with it instead of what stood in them.
func (f collectionsForm) actionID(field string) string {
	if f.proposal == nil {
		return field
	}
	return field + "#proposed"
}

func (f collectionsForm) dayInput(field, label string, day kpi.Date) slack.Block {
	picker := slack.NewDatePickerBlockElement(f.actionID(field))
	picker.InitialDate = day.String()
	return slack.NewInputBlock(field, plain(label, maxModalTitle), nil, picker).WithOptional(true)
}

func (f collectionsForm) listed() []slack.Block {
	if len(f.set) == 0 {
		return []slack.Block{paragraph(literal("No collection is set yet."))}
	}
	var lines []string
	for _, k := range f.set[max(0, len(f.set)-maxShownCollections):] {
		lines = append(lines, collectionLine(k, f.calendar))
	}
	return []slack.Block{paragraph(bold("Set already\n"), literal(strings.Join(lines, "\n")))}
}

// collectionLine is a collection in a line, with the working days between its deadline and the committee.
func collectionLine(k kpi.Collection, cal kpi.Calendar) string {
	line := fmt.Sprintf("%s: opens %s, due %s", k.Period.Words(), k.Opens.Words(), k.Due.Words())
	if deadline := k.Deadline(cal); deadline != k.Due {
		line += fmt.Sprintf(" (%s; so %s)", cal.DayOff(k.Due), deadline.Words())
	}
	if !k.Publishes.IsZero() {
		line += ", published by itself on " + cal.OnOrAfter(k.Publishes).Words()
	}
	if k.CommitteeDate.IsZero() {
		return line + ", no committee date"
	}
	return line + fmt.Sprintf(", committee %s, %d working days later", k.CommitteeDate.Words(), cal.WorkingDays(k.Deadline(cal), k.CommitteeDate))
}

// proposed says every date of a proposal, and what there is to spare.
func (f collectionsForm) proposed() string {
	p := *f.proposal
	spare := fmt.Sprintf("%d working days in hand beyond the %d that service leads should have.", p.InHand, f.timing.Collecting)
	if p.InHand < 0 {
		spare = fmt.Sprintf("That is %d working days fewer than the %d that service leads should have.", -p.InHand, f.timing.Collecting)
	}
	return fmt.Sprintf("Opens %s, due %s. Report drafted by %s, signed off by %s, despatched on %s: %d clear working days before %s.\n%s\nSave it as it is, or change it first.",
		p.Opens.Words(), p.Due.Words(), p.Draft.Words(), p.SignOff.Words(), p.Despatch.Words(), f.timing.ClearDays, p.CommitteeDate.Words(), spare)
}

// savedCollectionView takes the form's place once the collection is saved.
func savedCollectionView(k kpi.Collection, cal kpi.Calendar, remarks []kpi.Remark) slack.ModalViewRequest {
	blocks := []slack.Block{paragraph(bold("Saved. "), literal(collectionLine(k, cal)+"."))}
	for _, r := range remarks {
		blocks = append(blocks, note(strings.ToUpper(r.Sentence[:1])+r.Sentence[1:]+"."))
	}
	v := readOnlyView("Collections", blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}
