package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The buttons about actions.
const (
	pressAddAction      = "add_action" // about a code and a period
	pressActions        = "actions"
	pressActionDone     = "action_done" // this and those below are about an action
	pressActionChange   = "action_change"
	pressActionContinue = "action_continue"
	pressActionReplace  = "action_replace"
)

func actionConversation() conversation {
	return conversation{
		verbs: []verb{
			{words: []string{"action"}, read: readAction, behind: actionBehind},
			{
				words: []string{"add", "record"},
				read:  readAdd,
			},
			{
				words:  []string{"actions"},
				read:   readActions,
				behind: alone(func(code string) command { return askActions{Code: code} }),
			},
		},
		words: []string{"actions"},
		meant: func(s line.Sentence) command { return askActions{Mine: s.OfOwn} },
		help: []helpLine{
			{typed: "action 178 Two extra sessions due 31 Jan @someone", does: "records an action against a Red figure: what, by when, who", who: []audience{posters}},
			{typed: "actions", does: "what is being done, overdue first; actions mine, actions 178, or a committee's name", who: []audience{readers, managers}},
		},
		presses: []press{
			{id: pressAddAction, answer: pressedAddAction},
			{id: pressActions, answer: pressedActions, title: "Actions"},
			{id: pressActionDone, answer: pressedActionDone},
			{id: pressActionChange, answer: pressedActionChange},
			{id: pressActionContinue, answer: pressedActionContinue},
			{id: pressActionReplace, answer: pressedActionReplace},
		},
		modals: []modal{
			{actionForm, submittedAction},
			{settleForm, submittedSettled},
			{changeForm, submittedChange},
			{continueForm, submittedContinue},
		},
	}
}

// readAction reads what follows action: a code, perhaps a period, and what is to be done, by whom and by when.
func readAction(r line.Reader) command {
	code, period, text := r.Action()
	return askAction{Code: code, Period: period, Text: text}
}

// readAdd reads “add an action to 178: Two extra sessions by 31 Jan”.
func readAdd(r line.Reader) command {
	r = r.Skip("a").Skip("an").Skip("new")
	if w := strings.ToLower(strings.TrimRight(r.Word(), ":")); w != "action" && w != "actions" {
		return nil
	}
	r = r.From(1)
	for _, filler := range []string{"to", "for", "on", "against"} {
		r = r.Skip(filler)
	}
	return readAction(r)
}

// actionBehind reads what follows the verb behind a code: “178 action Two extra sessions”.
func actionBehind(code string, r line.Reader) (command, bool) {
	period, text := r.ActionOf()
	return askAction{Code: code, Period: period, Text: text}, true
}

// readActions reads what follows actions: mine, a code, or words of a committee's name.
func readActions(r line.Reader) command {
	if code, rest, ok := r.Code(); ok && rest.Left() == 0 {
		return askActions{Code: code}
	}
	if words := strings.ToLower(r.Words()); words == "mine" || words == "my" || words == "me" {
		return askActions{Mine: true}
	}
	return askActions{Committee: r.Words()}
}

// askAction is “/kpi action 178 Two extra sessions from January due 31 Jan @someone”: what is to be done about a Red
// figure. With a code, words and a day it is recorded. Otherwise the form opens with what was understood.
type askAction struct {
	Code   string
	Period kpi.Period
	Text   string // what follows the code, as typed
}

func (askAction) effect() effect { return changes }

func (c askAction) answer(ctx context.Context, v *visit) (*Message, error) {
	u, doubt := line.ReadUndertaking(c.Text, v.people, v.today)
	u.Period = c.Period
	d := draftOfAction(c.Code, u)
	if c.Code == "" {
		if err := v.doubtCode(ctx, c.Text); err != nil {
			return nil, err
		}
		return v.chooseForAction(ctx, d)
	}
	if missing := u.Text == "" || u.Due.IsZero(); doubt != nil || missing {
		if _, err := v.store.MayAct(ctx, v.actionRequest(), c.Code, c.Period); err != nil || doubt != nil {
			return v.actionError(ctx, cmp.Or(err, doubt), d)
		}
		return v.openAction(ctx, d)
	}
	acted, err := v.store.RaiseAction(ctx, v.actionRequest(), c.Code, u)
	if err != nil {
		return v.actionError(ctx, err, d)
	}
	return raisedMessage(acted, v.asker.SlackID, v.today), nil
}

// doubtCode refuses a text whose first word is shaped like a code that no indicator has. So a slip in the code does not
// become an action on another indicator.
func (v *visit) doubtCode(ctx context.Context, text string) error {
	first, _, _ := strings.Cut(text, " ")
	first = strings.TrimRight(strings.TrimPrefix(first, "#"), ".,:;")
	if first == "" {
		return nil
	}
	all, err := v.store.IndicatorNames(ctx)
	if err != nil {
		return err
	}
	for _, i := range all {
		if looks := codeShape(i.Code); strings.Contains(looks, "9") && codeShape(first) == looks {
			near := ""
			if found := nearest(first, all); len(found) > 0 {
				near = fmt.Sprintf(" Did you mean %s, %s?", found[0].Code, found[0].Title)
			}
			return kpi.Refuse(kpi.FieldIndicator, "There is no indicator with the code “%s”, so nothing was recorded.%s Type `%s list` to see them all.", kpi.Excerpt(first), near, v.command)
		}
	}
	return nil
}

// codeShape is the shape of a word, which tells codes from other words: REG2 and XYZ7 are both AAA9.
func codeShape(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsLetter(r):
			return 'A'
		}
		return r
	}, word)
}

func (v *visit) actionRequest() store.ActionRequest {
	return store.ActionRequest{RequestID: v.request, By: v.asker.SlackID, Now: v.now(), Today: v.today}
}

// actionDraft is what somebody typed about an action, kept so that the form can show it again.
type actionDraft struct {
	Code     string `json:"code,omitempty"`
	Period   string `json:"period,omitempty"` // as the register writes it
	Text     string `json:"text,omitempty"`
	Who      string `json:"who,omitempty"` // Slack id
	Due      string `json:"due,omitempty"` // ISO 8601
	Replaces int64  `json:"replaces,omitempty"`
	Field    string `json:"field,omitempty"` // what was refused, and why
	Sentence string `json:"sentence,omitempty"`
}

func draftOfAction(code string, u kpi.Undertaking) actionDraft {
	return actionDraft{Code: code, Period: periodText(u.Period), Text: u.Text, Who: u.Owner, Due: u.Due.String()}
}

func (d actionDraft) undertaking() (kpi.Undertaking, error) {
	u := kpi.Undertaking{Period: subject{Period: d.Period}.period(), Text: d.Text, Owner: d.Who}
	if d.Due == "" {
		return u, nil
	}
	due, err := kpi.ParseDate(d.Due)
	if err != nil {
		return u, kpi.Refuse(kpi.FieldDue, "“%s” is not a day. Choose one in the calendar.", kpi.Excerpt(d.Due))
	}
	u.Due = due
	return u, nil
}

// actionError says why an action was refused, and repeats what was typed. Where the form could cure it, a button opens
// the form with what was typed.
func (v *visit) actionError(ctx context.Context, err error, d actionDraft) (*Message, error) {
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) {
		return nil, err
	}
	kept := ""
	if refusal.Field == kpi.FieldAction || refusal.Field == kpi.FieldWho || refusal.Field == kpi.FieldDue {
		d.Field, d.Sentence = refusal.Field, refusal.Sentence
		if content, err := json.Marshal(d); err == nil {
			if kept, err = v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now()); err != nil {
				v.log.Warn("a draft was not kept", "request", v.request, "error", err)
			}
		}
	}
	return refusedActionMessage(refusal, v.echo(), kept), nil
}

// pressedAddAction opens the form for a card's figure, or opens it again with what was refused.
func pressedAddAction(ctx context.Context, v *visit, s subject) (*Message, error) {
	d := actionDraft{Code: s.Code, Period: s.Period}
	if s.Draft != "" {
		content, found, err := v.store.Draft(ctx, s.Draft, v.asker.SlackID)
		if err != nil {
			return nil, fmt.Errorf("recalling a draft: %w", err)
		}
		if !found || json.Unmarshal(content, &d) != nil {
			return nil, kpi.Refuse("", "What you typed is no longer kept; it is kept for a week. Please type it again.")
		}
	}
	if d.Code == "" {
		return v.chooseForAction(ctx, d)
	}
	if _, err := v.store.MayAct(ctx, v.actionRequest(), d.Code, (subject{Period: d.Period}).period()); err != nil {
		return v.actionError(ctx, err, d)
	}
	return v.openAction(ctx, d)
}

// openAction opens the form. It proposes a day where none was given, and the asker where nobody was named.
func (v *visit) openAction(ctx context.Context, d actionDraft) (*Message, error) {
	c, err := v.card(ctx, d.Code, subject{Period: d.Period}.period())
	if err != nil {
		return nil, err
	}
	d.Period = periodText(c.Period)
	if d, err = v.proposed(ctx, d); err != nil {
		return nil, err
	}
	return v.openModal(ctx, actionView(actionFormFor{card: c, filled: d}))
}

func (v *visit) proposed(ctx context.Context, d actionDraft) (actionDraft, error) {
	if d.Who == "" {
		d.Who = v.asker.SlackID
	}
	if d.Due == "" && d.Field != kpi.FieldDue {
		_, calendar, err := v.store.Schedule(ctx)
		if err != nil {
			return d, fmt.Errorf("schedule: %w", err)
		}
		d.Due = kpi.DefaultActionDue(v.today, calendar).String()
	}
	return d, nil
}

// chooseForAction lets the asker choose among their Red indicators in the form. If only one is Red, there is nothing to
// choose; if none is, it says so.
func (v *visit) chooseForAction(ctx context.Context, d actionDraft) (*Message, error) {
	of := store.Listing{Ratings: []kpi.Rating{kpi.Red}}
	if !v.asker.Is(kpi.Admin) {
		of.PostedBy = v.asker.SlackID
	}
	listed, err := v.listed(ctx, of, 0, maxMenu)
	if err != nil {
		return nil, err
	}
	var choices []kpi.Indicator
	for _, c := range listed.Cards {
		choices = append(choices, c.Indicator)
	}
	switch len(choices) {
	case 0:
		return say(fmt.Sprintf("None of your indicators is Red, so there is none to act on. Name one by its code, such as `%s action 178 Two extra sessions due 31 Jan`; `%s red` lists what is Red.", v.command, v.command)), nil
	case 1:
		d.Code = choices[0].Code
		return v.openAction(ctx, d)
	}
	if d, err = v.proposed(ctx, d); err != nil {
		return nil, err
	}
	return v.openModal(ctx, actionView(actionFormFor{choices: choices, filled: d}))
}

// submittedAction records what the form holds; the receipt takes its place.
func submittedAction(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	about := readSubject(view.PrivateMetadata)
	if chosen := readSubject(entered(view, kpi.FieldIndicator)).Code; chosen != "" {
		about.Code = chosen
	}
	d := actionDraft{
		Code:   about.Code,
		Period: about.Period,
		Text:   entered(view, kpi.FieldAction),
		Who:    entered(view, kpi.FieldWho),
		Due:    entered(view, kpi.FieldDue),
	}
	acted, err := v.submitAction(ctx, about, d)
	if err != nil {
		return v.modalError(err, view, kpi.FieldAction)
	}
	receipt := actionReceipt(acted, about.Action != 0, v.asker.SlackID, v.today)
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

func (v *visit) submitAction(ctx context.Context, about subject, d actionDraft) (store.Acted, error) {
	u, err := d.undertaking()
	if err != nil {
		return store.Acted{}, err
	}
	if about.Action != 0 {
		return v.store.ReplaceAction(ctx, v.actionRequest(), about.Action, u)
	}
	return v.store.RaiseAction(ctx, v.actionRequest(), about.Code, u)
}

// mayAct reports whether a card lacks actions and the asker may add one.
func (v *visit) mayAct(ctx context.Context, c kpi.Card) (bool, error) {
	if !c.LacksActions() {
		return false, nil
	}
	_, err := v.store.MayAct(ctx, v.actionRequest(), c.Indicator.Code, c.Period)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return false, nil
	}
	return err == nil, err
}
