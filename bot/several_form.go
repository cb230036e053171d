package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// pressOwed opens one form for all that somebody owes.
const pressOwed = "owed_form"

// pressedOwed opens one form for all the figures that the asker owes.
func pressedOwed(ctx context.Context, v *visit, _ subject) (*Message, error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	if len(mine) == 0 {
		return say("You have no figures to post. Thank you."), nil
	}
	l := keptList{Owed: true}
	none := 0
	for _, c := range mine {
		l.Rows = append(l.Rows, keptRow{
			Draft: draft{Code: c.Indicator.Code, Period: c.Awaited.Period.String(), Form: true},
			Seen:  &none,
		})
	}
	l.Later = max(0, len(l.Rows)-maxSeveral)
	l.Rows = l.Rows[:len(l.Rows)-l.Later]
	shown := make([]shownRow, len(l.Rows))
	for n, w := range l.Rows {
		c := mine[n]
		shown[n] = shownRow{
			keptRow: w,
			Weighed: store.Weighed{
				Indicator: c.Indicator,
				Figure:    kpi.Figure{Period: c.Awaited.Period},
				Last:      c.Figure,
			},
		}
	}
	return v.openSeveral(ctx, l, shown)
}

// pressedChangeAll opens the form with every row of a list as it was typed.
func pressedChangeAll(ctx context.Context, v *visit, s subject) (*Message, error) {
	l, err := v.recallList(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	shown, err := v.weigh(ctx, &l)
	if err != nil {
		return nil, err
	}
	for n, w := range shown {
		// The form does not show what would be corrected, so it asks about that when it is sent.
		l.Rows[n].Draft, l.Rows[n].Shown = w.filled(), ""
		l.Rows[n].Choices = w.choices()
		shown[n].Draft = l.Rows[n].Draft
	}
	return v.openSeveral(ctx, l, shown)
}

// choices are the indicators that a row may be for. Once its indicator is known there are none: another figure is typed
// in the form.
func (w shownRow) choices() []keptChoice {
	if w.Indicator.Code != "" {
		return nil
	}
	return w.Choices
}

// filled is the row as the form shows it. Its words become the commentary, or the reason where a figure stands already.
func (w shownRow) filled() draft {
	d := w.Draft
	if d.Form {
		return d
	}
	d.Form = true
	if w.Standing != nil && w.Err == nil {
		d.Commentary, d.Reason = w.Figure.Commentary, w.Figure.Reason
	} else {
		d.Commentary = d.Words
	}
	if w.Standing != nil && w.Err != nil {
		d.Commentary, d.Reason = w.Standing.Commentary, d.Words
	}
	if d.Period == "" && !w.Figure.Period.IsZero() {
		d.Period = w.Figure.Period.String()
	}
	d.Words = ""
	return d
}

func (v *visit) openSeveral(ctx context.Context, l keptList, shown []shownRow) (*Message, error) {
	id, err := v.keepList(ctx, l)
	if err != nil {
		return nil, err
	}
	form := severalFormView(shown, l, id)
	if above := v.inView.CallbackID; above == severalSure {
		_, err := v.slack.UpdateViewContext(ctx, form, "", v.viewHash, v.viewID)
		return nil, explained(err)
	}
	return v.openModal(ctx, form)
}

// submittedSeveral takes the form as it was sent. The receipt takes its place, or a sentence at each row says what is
// wrong.
func submittedSeveral(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	l, err := v.recallList(ctx, view.PrivateMetadata)
	if err != nil {
		return v.modalError(err, view, rowField(kpi.FieldFigure, 0))
	}
	filled, places, wrong := v.readSeveral(view, l)
	if len(wrong) > 0 {
		return slack.NewErrorsViewSubmissionResponse(wrong)
	}
	if len(filled.Rows) == 0 {
		return slack.NewErrorsViewSubmissionResponse(firstInput(view, "Give at least one figure. A row that stays empty is left as it is."))
	}
	posted, err := v.postAll(ctx, filled)
	var declined *store.Declined
	switch {
	case errors.As(err, &declined):
		if wrong := declinedFields(view, declined, places); len(wrong) > 0 {
			return slack.NewErrorsViewSubmissionResponse(wrong)
		}
		filled.Owed = l.Owed
		return v.askIfSureOfAll(ctx, filled, view)
	case err != nil:
		return v.modalError(err, view, firstField(view))
	}
	return v.showReceipt(ctx, posted, l.Owed)
}

// showReceipt puts the receipt in the form's place.
func (v *visit) showReceipt(ctx context.Context, posted []store.Posted, owed bool) *slack.ViewSubmissionResponse {
	left := 0
	if owed {
		if mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today); err != nil {
			v.log.Warn("what is still owed could not be read", "request", v.request, "error", err)
		} else {
			left = len(mine)
		}
	}
	receipt := severalReceiptView(posted, v.cardFor(kpi.Card{}), owed, left)
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// askIfSureOfAll asks about what is unlikely, in the form's place, before anything is saved. What was typed is kept.
func (v *visit) askIfSureOfAll(ctx context.Context, l keptList, view slack.View) *slack.ViewSubmissionResponse {
	shown, err := v.weigh(ctx, &l)
	if err != nil {
		return v.modalError(err, view, firstField(view))
	}
	id, err := v.keepList(ctx, l)
	if err != nil {
		return v.modalError(err, view, firstField(view))
	}
	asked := severalSureView(shown, id)
	return slack.NewUpdateViewSubmissionResponse(&asked)
}

// submittedSure takes the answer that the figures are right.
func submittedSure(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	l, err := v.recallList(ctx, view.PrivateMetadata)
	if err == nil {
		if wrong := l.readReasons(view); len(wrong) > 0 {
			return slack.NewErrorsViewSubmissionResponse(wrong)
		}
		var posted []store.Posted
		if posted, err = v.postAll(ctx, l); err == nil {
			return v.showReceipt(ctx, posted, l.Owed)
		}
	}
	var (
		declined *store.Declined
		refusal  *kpi.Refusal
		why      = "Some of the figures changed since you looked, so nothing was saved. Press Change to see which."
	)
	if !errors.As(err, &declined) {
		if why = v.apology(err, ""); errors.As(err, &refusal) {
			why = refusal.Sentence
		}
	}
	again := severalUnsavedView(why, view.PrivateMetadata)
	return slack.NewUpdateViewSubmissionResponse(&again)
}

// readReasons reads why figures and their words may both stand. wrong is what is lacking, by input.
func (l keptList) readReasons(view slack.View) (wrong map[string]string) {
	wrong = map[string]string{}
	for n := range l.Rows {
		if !l.Rows[n].wantsReason() {
			continue
		}
		field := rowField(keepField, n)
		if l.Rows[n].Draft.Keep = strings.TrimSpace(entered(view, field)); l.Rows[n].Draft.Keep == "" {
			wrong[field] = "Say why both may stand, or press Change to correct one of them."
		}
	}
	return wrong
}

func firstField(view slack.View) string {
	for field := range firstInput(view, "") {
		return field
	}
	return ""
}

// rowField names an input of a row.
func rowField(field string, n int) string { return field + "/" + strconv.Itoa(n) }

// readSeveral reads the rows that were filled in. places are where they stand in the form; wrong is what is wrong, by
// input.
func (v *visit) readSeveral(view slack.View, l keptList) (filled keptList, places []int, wrong map[string]string) {
	wrong = map[string]string{}
	for n, w := range l.Rows {
		d, err := v.readRow(view, n, w.Draft)
		var refusal *kpi.Refusal
		switch {
		case errors.As(err, &refusal):
			wrong[rowInput(view, refusal.Field, n)] = unmarked(refusal.Sentence)
		case d != nil:
			if sameTyped(*d, w.Draft) { // they have seen what is unlikely about this figure
				d.Doubts = append(slices.Clone(w.Draft.Doubts), w.Asked...)
			}
			w.Draft, w.Choices, w.Name, w.Asked = *d, nil, "", nil
			filled.Rows = append(filled.Rows, w)
			places = append(places, n)
		}
	}
	return filled, places, wrong
}

// sameTyped reports whether two drafts hold the same figure.
func sameTyped(a, b draft) bool {
	return a.Code == b.Code && a.Figure == b.Figure && a.Numerator == b.Numerator && a.Denominator == b.Denominator
}

// readRow reads a row of the submitted form; nil where it was left empty.
func (v *visit) readRow(view slack.View, n int, d draft) (*draft, error) {
	in := func(field string) string { return strings.TrimSpace(entered(view, rowField(field, n))) }
	figure := in(kpi.FieldFigure)
	if chosen := readSubject(in(kpi.FieldIndicator)).Code; chosen != "" {
		d.Code = chosen
	}
	unchanged := in(kpi.FieldCommentary) == strings.TrimSpace(d.Commentary)
	if hasInput(view, rowField(kpi.FieldCommentary, n)) { // a full form has no box for the commentary of a revision
		d.Commentary = in(kpi.FieldCommentary)
	} else {
		unchanged = true
	}
	d.Reason = in(kpi.FieldReason)
	d.Figure, d.Numerator, d.Denominator, d.Status, d.Words, d.Field, d.Sentence, d.Form = "", "", "", "", "", "", "", true
	d.Doubts = nil
	switch {
	case figure == "" && (d.Commentary == "" || unchanged):
		return nil, nil
	case figure == "":
		return nil, kpi.Refuse(kpi.FieldFigure, "Give the figure too, or “unavailable” where there is none. To leave %s out, empty its commentary.", d.Code)
	case d.Code == "":
		return nil, kpi.Refuse(kpi.FieldIndicator, "Choose the indicator that the figure is for, or empty the figure.")
	}
	e, err := boxed(figure, v.today)
	if err != nil {
		return nil, err
	}
	if !e.Period.IsZero() && d.Period != "" && e.Period.String() != d.Period {
		return nil, kpi.Refuse(kpi.FieldFigure, "This row is for %s. Post the figure of %s by itself.", (subject{Period: d.Period}).period().Words(), e.Period.Words())
	}
	read := draftOf(e)
	d.Figure, d.Numerator, d.Denominator, d.Status = read.Figure, read.Numerator, read.Denominator, read.Status
	return &d, nil
}

// boxed reads the box for a figure, in which a status such as “provisional” may stand too.
func boxed(text string, today kpi.Date) (line.Entry, error) {
	_, err := kpi.ParseTyped(text)
	if err == nil {
		return line.Entry{Figure: text}, nil
	}
	e, _ := line.New(text, func(string) bool { return false }, today).EntryOf("")
	switch {
	case !e.Complete():
		return e, err
	case e.Doubt != nil:
		return e, kpi.Refuse(kpi.FieldFigure, "%s", e.Doubt.Sentence)
	case e.Words != "":
		return e, kpi.Refuse(kpi.FieldFigure, "“%s” is more than a figure. Put the words into the commentary.", kpi.Excerpt(text))
	}
	if e.Figure != "" {
		if _, err := kpi.ParseTyped(e.Figure); err != nil {
			return e, err
		}
	}
	return e, nil
}

// rowInput is the input that a sentence is put at: the row's input for the field, else the one for its figure.
func rowInput(view slack.View, field string, n int) string {
	for _, f := range []string{field, kpi.FieldFigure} {
		if hasInput(view, rowField(f, n)) {
			return rowField(f, n)
		}
	}
	return firstField(view)
}

// declinedFields are the reasons why rows were not posted, by their inputs.
func declinedFields(view slack.View, declined *store.Declined, places []int) map[string]string {
	at := map[string]string{}
	for n, err := range declined.Rows {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) && n < len(places) {
			at[rowInput(view, refusal.Field, places[n])] = unmarked(refusal.Sentence)
		}
	}
	return at
}
