package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

const collectionForm = "collection"

// maxShownCollections is how many collections the modal lists, the latest ones.
const maxShownCollections = 8

// collectionsView is the first step: it lists the collections that are set, and asks for the period of one to add or
// change. It saves nothing.
func collectionsView(set []kpi.Collection, cal kpi.Calendar) slack.ModalViewRequest {
	period := slack.NewPlainTextInputBlockElement(plain("2023-24Q4", maxOptionLabel), kpi.FieldPeriod).
		WithMaxLength(maxFigureText)
	return collectionModal("Propose", append(listed(set, cal),
		paragraph(bold("Add a collection, or change one")),
		slack.NewInputBlock(kpi.FieldPeriod, plain("Period", maxModalTitle), nil, period),
		dayInput(kpi.FieldCommittee, kpi.FieldCommittee, "Committee meets on", "The other days are worked back from it. You see them before anything is saved.", kpi.Date{}).WithOptional(true)))
}

func collectionModal(submit string, blocks []slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:       slack.VTModal,
		CallbackID: collectionForm,
		Title:      plain("Collections", maxModalTitle),
		Submit:     plain(submit, maxModalTitle),
		Close:      plain("Close", maxModalTitle),
		Blocks:     slack.Blocks{BlockSet: blocks},
	}
}

// collectionsForm is what the second step is made of.
type collectionsForm struct {
	calendar   kpi.Calendar
	collection kpi.Collection  // fills the boxes
	standing   *kpi.Collection // the collection as it is set; nil: it is new
	proposal   *kpi.Proposal   // worked back from a meeting, to be saved as it is or changed
	timing     kpi.Timetable   // by which it was worked back
}

// collectionDaysView is the second step: the days, to be saved as they are or changed.
func collectionDaysView(f collectionsForm) slack.ModalViewRequest {
	k := f.collection
	blocks := []slack.Block{header(k.Period.Words())}
	if f.proposal != nil {
		blocks = append(blocks, f.proposed()...)
	}
	if f.moves() {
		blocks = append(blocks, paragraph(bold(f.moved()), literal(" Nothing is changed before you save it.")))
	}
	switch {
	case f.standing != nil:
		blocks = append(blocks, note("Set now: "+collectionLine(*f.standing, f.calendar)+"."))
	case f.proposal == nil:
		blocks = append(blocks, note("Not set yet. Give its days; without a meeting there is nothing to work them back from."))
	}
	v := collectionModal("Save", append(blocks,
		f.dayInput(kpi.FieldOpens, "Opens on", k.Opens),
		f.dayInput(kpi.FieldDue, "Figures are due on", k.Due),
		f.dayInput(kpi.FieldCommittee, "Committee meets on", k.CommitteeDate).WithOptional(true),
		f.dayInput(kpi.FieldPublishes, "Publish by itself on", k.Publishes).WithOptional(true)))
	v.PrivateMetadata = k.Period.String()
	return v
}

// moves reports whether the form proposes another deadline than is set.
func (f collectionsForm) moves() bool {
	return f.proposal == nil && f.standing != nil && f.standing.Due != f.collection.Due
}

// moved says how the proposed deadline differs from what is set.
func (f collectionsForm) moved() string {
	return fmt.Sprintf("Figures for %s would be due on %s %d instead of %s.", f.collection.Period.Words(), words.Weekday(f.collection.Due), f.collection.Due.Year, f.standing.Due.Words())
}

// actionID differs from the first step's, so that Slack fills the boxes with the days instead of keeping what stood in
// them.
func (f collectionsForm) actionID(field string) string { return field + "#days" }

func (f collectionsForm) dayInput(field, label string, day kpi.Date) *slack.InputBlock {
	return dayInput(field, f.actionID(field), label, "", day)
}

func dayInput(field, actionID, label, hint string, day kpi.Date) *slack.InputBlock {
	picker := slack.NewDatePickerBlockElement(actionID)
	picker.InitialDate = day.String()
	var small *slack.TextBlockObject
	if hint != "" {
		small = plain(hint, maxHeader)
	}
	return slack.NewInputBlock(field, plain(label, maxModalTitle), small, picker)
}

func listed(set []kpi.Collection, cal kpi.Calendar) []slack.Block {
	if len(set) == 0 {
		return []slack.Block{paragraph(literal("No collection is set yet."))}
	}
	elements := []slack.RichTextSectionElement{bold("Set already")}
	for _, k := range set[max(0, len(set)-maxShownCollections):] {
		rest := strings.TrimPrefix(collectionLine(k, cal), k.Period.Words())
		elements = append(elements, literal("\n"), bold(k.Period.Words()), literal(rest))
	}
	return []slack.Block{paragraph(elements...)}
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
	later := cal.WorkingDays(k.Deadline(cal), k.CommitteeDate)
	return line + fmt.Sprintf(", committee %s, %d working days later", k.CommitteeDate.Words(), later)
}

// proposed says every date of a proposal, and how many working days are to spare.
func (f collectionsForm) proposed() []slack.Block {
	p := *f.proposal
	spare, beyond := fmt.Sprintf("%d working days in hand", p.InHand), fmt.Sprintf(" beyond the %d that service leads should have.", f.timing.Collecting)
	if p.InHand < 0 {
		spare, beyond = fmt.Sprintf("%d working days too few", -p.InHand), fmt.Sprintf(": service leads should have %d.", f.timing.Collecting)
	}
	elements := []slack.RichTextSectionElement{bold("Worked back from the committee's date")}
	for _, step := range []struct {
		on   kpi.Date
		what string
	}{
		{p.Opens, "the collection opens"},
		{p.Due, "figures are due"},
		{p.Draft, "the report is drafted"},
		{p.SignOff, "it is signed off"},
		{p.Despatch, fmt.Sprintf("it is despatched, %d clear working days before", f.timing.ClearDays)},
		{p.CommitteeDate, "the committee meets"},
	} {
		elements = append(elements, literal("\n"+step.on.At(12, time.UTC).Format("Mon 2 January 2006")+": "+step.what))
	}
	return []slack.Block{
		paragraph(append(elements, literal("\n"), bold(spare), literal(beyond))...),
		note("Nothing is saved yet. Save it as it is, or change it first."),
	}
}

// savedCollectionView takes the form's place once the collection is saved.
func savedCollectionView(
	k kpi.Collection, cal kpi.Calendar, remarks []kpi.Remark, today kpi.Date,
) slack.ModalViewRequest {
	next := "Messages that speak of it are brought up to date."
	if opens := cal.OnOrAfter(k.Opens); today.Before(opens) {
		next = "Nobody is asked before " + words.Weekday(opens) + "."
	}
	blocks := []slack.Block{paragraph(bold("Saved. "), literal(collectionLine(k, cal)+".")), paragraph(literal(next))}
	for _, r := range remarks {
		blocks = append(blocks, note(strings.ToUpper(r.Sentence[:1])+r.Sentence[1:]+"."))
	}
	v := readOnlyView("Collections", blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}
