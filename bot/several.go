package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// Several figures that were typed or pasted together are first shown as they would be recorded. One press posts all of
// them, or none.

// The buttons of a list.
const (
	pressPostAll   = "post_all"
	pressChangeAll = "change_all"
	pressRow       = "row" // chooses what a row means
)

// maxSeveral is how many figures one form holds, and so how many are posted together. Slack takes 100 blocks in a
// modal, and each row is at least two of them.
const maxSeveral = 48

func severalConversation() conversation {
	return conversation{
		help: []helpLine{{
			typed: "175: 790, 176: 811", does: "several at once, posted together after one question; a line for each will do, and so will cells pasted from a spreadsheet",
			who: []audience{posters, adminTeam},
		}},
		presses: []press{
			{id: pressPostAll, answer: pressedPostAll}, {id: pressChangeAll, answer: pressedChangeAll}, {id: pressRow, answer: pressedRow},
			{id: pressOwed, answer: pressedOwed},
		},
		modals: []modal{{severalForm, submittedSeveral}, {severalSure, submittedSure}},
	}
}

// postSeveral is a list of figures. It is shown first, and posted once the person has seen how it was read.
type postSeveral struct {
	List line.List
}

func (postSeveral) effect() effect { return changes }

func (c postSeveral) answer(ctx context.Context, v *visit) (*Message, error) {
	if n := len(c.List.Rows); n > maxSeveral {
		refusal := kpi.Refuse("", "This list has %d figures, and up to %d are posted at once, so nothing was posted. Send it in parts.", n, maxSeveral)
		return refusedMessage(refusal, v.echo(), ""), nil
	}
	l := keptList{Blank: c.List.Blank}
	for _, w := range c.List.Rows {
		l.Rows = append(l.Rows, keptRowOf(w))
	}
	if err := v.readRows(ctx, &l); err != nil {
		return nil, err
	}
	if c.List.Alone != nil {
		alone := draftOf(*c.List.Alone)
		l.Alone = &alone
	}
	return v.askToPost(ctx, l)
}

// keptList is a list as it was read, kept until the person has answered.
type keptList struct {
	Rows  []keptRow `json:"rows"`
	Blank []string  `json:"blank,omitempty"`
	Alone *draft    `json:"alone,omitempty"` // the whole text as one figure, the first, with the rest as its commentary
	Owed  bool      `json:"owed,omitempty"`  // the list is what the person owes, not what they typed
	Later int       `json:"later,omitempty"` // how many more they owe
}

// keptRow is a figure of the list. Its draft has a sentence if something was wrong with how it was read.
type keptRow struct {
	Draft   draft        `json:"draft"`
	Name    string       `json:"name,omitempty"` // of the indicator: instead of the code, or beside it
	Choices []keptChoice `json:"choices,omitempty"`
	Asked   []doubt.Kind `json:"asked,omitempty"` // what was shown as unlikely about it; posting it answers that
	Shown   string       `json:"shown,omitempty"` // the seal of the correction that was shown; posting it confirms that
	Seen    *int         `json:"seen,omitempty"`  // the revision that stood when it was shown; 0 for none
}

type keptChoice struct {
	Label string `json:"label"`
	Draft draft  `json:"draft"`
}

func keptRowOf(w line.Row) keptRow {
	row := keptRow{Draft: draftOf(w.Entry), Name: w.Name}
	if w.Entry.Doubt != nil {
		row.Draft.Field, row.Draft.Sentence = w.Entry.Doubt.Field, w.Entry.Doubt.Sentence
	}
	for _, c := range w.Entry.Choices {
		row.Choices = append(row.Choices, keptChoice{c.Label, draftOf(c.Entry)})
	}
	return row
}

// posting is what the row asks the store to record.
func (w keptRow) posting() (kpi.Posting, error) {
	if w.Draft.Sentence != "" {
		return kpi.Posting{}, kpi.Refuse(w.Draft.Field, "%s", w.Draft.Sentence)
	}
	e := w.Draft.entry()
	p := kpi.Posting{Period: e.Period, Status: e.Status, Words: e.Words}
	if w.Draft.Form {
		p.Words, p.Commentary, p.Reason = "", &w.Draft.Commentary, w.Draft.Reason
	}
	if e.Figure != "" {
		t, err := kpi.ParseTyped(e.Figure)
		if err != nil {
			return kpi.Posting{}, err
		}
		p.Typed = &t
	}
	return p, nil
}

// askToPost shows what a list would record, and keeps the list until the button is pressed.
func (v *visit) askToPost(ctx context.Context, l keptList) (*Message, error) {
	shown, err := v.weigh(ctx, &l)
	if err != nil {
		return nil, err
	}
	id, err := v.keepList(ctx, l)
	if err != nil {
		return nil, err
	}
	alone := ""
	if l.Alone != nil {
		content, err := json.Marshal(keptReading{Draft: *l.Alone})
		if err != nil {
			return nil, fmt.Errorf("keeping a reading: %w", err)
		}
		if alone, err = v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now()); err != nil {
			return nil, fmt.Errorf("keeping a reading: %w", err)
		}
	}
	return severalMessage(shown, l, id, alone), nil
}

// weigh works out what each row would record, and notes which revision the person sees standing.
func (v *visit) weigh(ctx context.Context, l *keptList) ([]shownRow, error) {
	shown := make([]shownRow, len(l.Rows))
	list, places := v.postList(*l)
	for n, w := range l.Rows {
		shown[n] = shownRow{keptRow: w, zone: v.zone}
		if _, err := w.posting(); err != nil {
			shown[n].Err = err
		}
	}
	weighed, err := v.store.WeighFigures(ctx, list)
	if err != nil {
		return nil, fmt.Errorf("weighing a list: %w", err)
	}
	for at, n := range places {
		shown[n].Weighed = weighed[at]
		v.noteDenied(weighed[at].Err)
		l.Rows[n].ask(&shown[n])
		revision := 0
		if weighed[at].Standing != nil {
			revision = weighed[at].Standing.Revision
		}
		l.Rows[n].Seen = &revision
	}
	if err := v.offerNearest(ctx, l, shown); err != nil {
		return nil, err
	}
	// The indicator may be known even where the rest of a row cannot be read.
	for n := range shown {
		if shown[n].Indicator.Code == "" && shown[n].Draft.Code != "" {
			if i, found, err := v.store.Indicator(ctx, shown[n].Draft.Code); err != nil {
				return nil, err
			} else if found {
				shown[n].Indicator = i
			}
		}
	}
	return shown, nil
}

// postList is the readable rows as the store takes them. places says where each of them stands in the list.
func (v *visit) postList(l keptList) (list store.PostList, places []int) {
	list = store.PostList{RequestID: v.request, By: v.asker.SlackID, Now: v.now(), Today: v.today, Zone: v.zone}
	for n, w := range l.Rows {
		p, err := w.posting()
		if err != nil || w.Draft.Code == "" {
			continue
		}
		list.Rows = append(list.Rows, store.PostRow{
			Code:    w.Draft.Code,
			Posting: p,
			Sure:    w.Draft.Doubts,
			Keep:    w.Draft.Keep,
			Shown:   w.Draft.Shown,
			Seen:    w.Seen,
		})
		places = append(places, n)
	}
	return list, places
}

func (v *visit) keepList(ctx context.Context, l keptList) (id string, err error) {
	content, err := json.Marshal(l)
	if err == nil {
		id, err = v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
	}
	if err != nil {
		return "", fmt.Errorf("keeping a list: %w", err)
	}
	return id, nil
}

func (v *visit) recallList(ctx context.Context, id string) (keptList, error) {
	content, found, err := v.store.Draft(ctx, id, v.asker.SlackID)
	if err != nil {
		return keptList{}, fmt.Errorf("recalling a list: %w", err)
	}
	var l keptList
	if found {
		if err := json.Unmarshal(content, &l); err != nil {
			return keptList{}, fmt.Errorf("recalling a list: %w", err)
		}
	}
	if len(l.Rows) == 0 {
		return keptList{}, kpi.Refuse("", "What you typed is no longer kept; it is kept for a week. Please send it again.")
	}
	return l, nil
}

// pressedPostAll posts the list as it was shown. If that is no longer possible, nothing is saved, and the list is shown
// again with the reason.
func pressedPostAll(ctx context.Context, v *visit, s subject) (*Message, error) {
	l, err := v.recallList(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(l.Rows, keptRow.wantsReason) {
		return v.askWhyBoth(ctx, l)
	}
	posted, err := v.postAll(ctx, l)
	var declined *store.Declined
	switch {
	case errors.As(err, &declined):
		return v.askToPost(ctx, l.unseen())
	case err != nil:
		return v.answerError(ctx, err, draft{}), nil
	}
	return severalReceipt(posted, v.cardFor(kpi.Card{})), nil
}

// postAll posts every row of a list, or none. Whoever was shown what is unlikely has answered by posting, and whoever
// was shown a correction has confirmed it.
func (v *visit) postAll(ctx context.Context, l keptList) ([]store.Posted, error) {
	l.Rows = slices.Clone(l.Rows)
	for n, w := range l.Rows {
		l.Rows[n].Draft.Doubts = append(slices.Clone(w.Draft.Doubts), w.Asked...)
		l.Rows[n].Draft.Shown = w.Shown
	}
	list, places := v.postList(l)
	if len(places) < len(l.Rows) { // such a list has no button to post it
		return nil, kpi.Refuse("", "Some of these figures cannot be posted yet, so nothing was saved. Press Change to mend them.")
	}
	return v.store.PostFigures(ctx, list)
}

// wantsReason reports whether the row can be posted as it is only with a reason.
func (w keptRow) wantsReason() bool { return slices.ContainsFunc(w.Asked, doubt.Kind.WantsReason) }

// askWhyBoth opens the question about a list in a window, with a box for each reason that is wanted.
func (v *visit) askWhyBoth(ctx context.Context, l keptList) (*Message, error) {
	shown, err := v.weigh(ctx, &l)
	if err != nil {
		return nil, err
	}
	id, err := v.keepList(ctx, l)
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, severalSureView(shown, id))
}

// unseen is the list as it must be shown again: what was seen before no longer counts.
func (l keptList) unseen() keptList {
	rows := slices.Clone(l.Rows)
	for n := range rows {
		rows[n].Seen = nil
	}
	l.Rows, l.Alone = rows, nil
	return l
}

// pressedRow takes the choice of what a row means, and shows the list again in its place.
func pressedRow(ctx context.Context, v *visit, s subject) (*Message, error) {
	l, err := v.recallList(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	if s.From >= len(l.Rows) || s.Choice >= len(l.Rows[s.From].Choices) || s.Choice < 0 {
		return nil, kpi.Refuse("", "This choice is no longer there. Please send the list again.")
	}
	l.Rows[s.From] = keptRow{Draft: l.Rows[s.From].Choices[s.Choice].Draft}
	if err := v.readRows(ctx, &l); err != nil {
		return nil, err
	}
	m, err := v.askToPost(ctx, l)
	if m != nil {
		m.Replace = true
	}
	return m, err
}
