package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The buttons about signing off.
const (
	pressUnsigned   = "unsigned"
	pressApprove    = "approve"
	pressApproveAll = "approve_all"
	pressSendBack   = "send_back"
	pressToSendBack = "to_send_back" // shows what awaits of an indicator, to send it back
)

func approveConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"approve"}, read: readApprove}},
		heard: hearsSendBack,
		words: []string{"approval", "approvals", "sign-off", "signoff", "approve", "unsigned"},
		meant: func(line.Sentence) command { return askApprove{} },
		help: []helpLine{
			{typed: "approve 178", does: "(manager) signs the figure off; approve alone lists all that wait for you", who: []audience{managers}},
			{typed: "reject 178", does: "(manager) shows the figure that waits for you, to send it back; send back 178 and the reason too"},
		},
		presses: []press{
			{id: pressUnsigned, answer: pressedUnsigned, title: "Sign-off"},
			{id: pressApprove, answer: pressedApprove, title: "Signed off", changesHome: true},
			{id: pressApproveAll, answer: pressedApproveAll, title: "Signed off", changesHome: true},
			{id: pressSendBack, answer: pressedSendBack}, {id: pressToSendBack, answer: pressedToSendBack, title: "Send back"},
		},
		modals: []modal{{sendBackForm, submittedSendBack}},
	}
}

// askApprove is “/kpi approve 178”, which signs the figure off, and “/kpi approve”, which lists all that wait for the
// asker.
type askApprove struct {
	Code   string
	Name   string
	Period kpi.Period // zero: whichever period awaits sign-off
	From   int
}

func (askApprove) effect() effect { return changes }

func (c askApprove) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Code == "" && c.Name == "" {
		if nobody, err := v.nobodySigns(ctx); err != nil || nobody {
			return nobodySignsMessage(), err
		}
		return v.unsignedPage(ctx, store.UnsignedOf{}, "", c.From)
	}
	f, err := v.find(ctx, c.Code, c.Name, onward{press: pressApprove})
	if err != nil || f.missed {
		return f.help, err
	}
	of := store.UnsignedOf{Code: f.indicator.Code, Period: c.Period}
	meant, err := v.store.Unsigned(ctx, v.asker, of, 0, 1)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	switch meant.All {
	case 0:
		return v.nothingToSign(ctx, f.indicator.Code, c.Period)
	case 1:
		return v.signOff(ctx, meant.Figures[0].FigureID)
	}
	return v.unsignedPage(ctx, of, f.indicator.Code+" has several figures that await sign-off. Which one do you mean?", 0)
}

// unsignedPage is a page of what awaits sign-off.
func (v *visit) unsignedPage(ctx context.Context, of store.UnsignedOf, title string, from int) (*Message, error) {
	list, err := v.store.Unsigned(ctx, v.asker, of, from, maxPageItems)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	window, err := v.store.UnsignedCards(ctx, v.asker, list.Figures, v.today)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	return unsignedMessage(list, window, title), nil
}

// nothingToSign says why no figure of the indicator awaits the asker's sign-off.
func (v *visit) nothingToSign(ctx context.Context, code string, p kpi.Period) (*Message, error) {
	c, err := v.card(ctx, code, p)
	if err != nil {
		return nil, err
	}
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return nil, fmt.Errorf("committees: %w", err)
	}
	asks := slices.ContainsFunc(committees, func(one kpi.Committee) bool {
		return one.Name == c.Indicator.Committee && one.SignOff == kpi.ManagerSignOff
	})
	return nothingToSignMessage(c, asks, v.zone), nil
}

// nobodySigns reports whether no committee asks for sign-off.
func (v *visit) nobodySigns(ctx context.Context) (bool, error) {
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return false, fmt.Errorf("committees: %w", err)
	}
	return !slices.ContainsFunc(committees, func(c kpi.Committee) bool { return c.SignOff == kpi.ManagerSignOff }), nil
}

// pressedUnsigned lists what waits for the presser.
func pressedUnsigned(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askApprove{From: s.From}.answer(ctx, v)
}

// pressedApprove signs off the figure that the button was drawn for. Where an indicator was chosen from a list, it
// signs off the figure that awaits.
func pressedApprove(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.Figure == 0 {
		return askApprove{Code: s.Code, Period: s.period()}.answer(ctx, v)
	}
	return v.signOff(ctx, s.Figure)
}

// signOff signs one figure off and shows its card.
func (v *visit) signOff(ctx context.Context, figure int64) (*Message, error) {
	done, err := v.store.SignOff(ctx, v.asks(), []int64{figure}, v.today)
	if err != nil {
		return nil, err
	}
	c := done.Signed[0]
	how := v.cardFor(c)
	how.lead = fmt.Sprintf("Signed off: %s for %s.", c.Indicator.ShowTyped(*c.Figure), c.Period.Words())
	return cardMessage(c, how), nil
}

// maxApprovedAtOnce is how many figures one press signs off at most: they are signed in one transaction, while somebody
// waits.
const maxApprovedAtOnce = 20

// pressedApproveAll signs off what the list held when it was drawn, the first of it if it is long. What has come since
// must be looked at first.
func pressedApproveAll(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.Figure < 1 {
		return nil, kpi.Refuse("", "This button names no figure, so nothing was signed off. Type `%s approve` to see what waits for you.", v.command)
	}
	waiting, err := v.store.Unsigned(ctx, v.asker, store.UnsignedOf{UpTo: s.Figure}, 0, maxApprovedAtOnce)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	var figures []int64
	for _, u := range waiting.Figures {
		figures = append(figures, u.FigureID)
	}
	done, err := v.store.SignOff(ctx, v.asks(), figures, v.today)
	if err != nil {
		return nil, err
	}
	if waiting.All > len(figures) {
		rest, err := v.unsignedPage(ctx, store.UnsignedOf{}, "", 0)
		if err != nil {
			return nil, err
		}
		return signedMessage(done, rest), nil
	}
	since := store.UnsignedOf{After: s.Figure}
	if more, err := v.store.Unsigned(ctx, v.asker, since, 0, 0); err != nil || more.All == 0 {
		return signedMessage(done, nil), err
	}
	rest, err := v.unsignedPage(ctx, since, "Posted since you looked:", 0)
	if err != nil {
		return nil, err
	}
	return signedMessage(done, rest), nil
}

// sendBackForm is the callback_id of the modal in which a figure is sent back.
const sendBackForm = "send_back"

// sendBackSubject says which figure the modal is about.
type sendBackSubject struct {
	Figure int64 `json:"figure"`
}

// pressedSendBack asks what is to be looked at again.
func pressedSendBack(ctx context.Context, v *visit, s subject) (*Message, error) {
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	reason, err := v.reasonKept(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, sendBackView(c, s.Figure, reason))
}

func submittedSendBack(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	var about sendBackSubject
	if json.Unmarshal([]byte(view.PrivateMetadata), &about) != nil {
		about = sendBackSubject{}
	}
	c, err := v.store.SendBack(ctx, v.asks(), about.Figure, entered(view, kpi.FieldReason), v.today)
	if err != nil {
		return v.modalError(err, view, kpi.FieldReason)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		v.log.Warn("a sent-back figure's owner was not named", "request", v.request, "error", err)
	}
	receipt := sentBackView(c, names[c.Indicator.Owner])
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// readApprove reads what follows “approve”: a code or a name, perhaps with a period. Nothing, or “all”, asks for the
// list.
func readApprove(r line.Reader) command {
	if r.Left() == 0 || r.Left() == 1 && strings.EqualFold(r.Word(), "all") {
		return askApprove{}
	}
	code, period, name := readNamed(r)
	return askApprove{Code: code, Period: period, Name: name}
}
