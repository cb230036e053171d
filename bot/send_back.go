package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/store"
)

// askSendBack is “/kpi reject 178” and “/kpi send 178 back”. It shows what awaits the asker's sign-off with a button
// that sends it back. Nothing is signed off or sent back before a reason was given in its form.
type askSendBack struct {
	line.SendingBack
	Draft string // keeps the reason instead, once an indicator was chosen
}

func (askSendBack) effect() effect { return changes }

func hearsSendBack(r line.Reader) (command, bool) {
	back, ok := r.SendsBack()
	return askSendBack{SendingBack: back}, ok
}

func (c askSendBack) answer(ctx context.Context, v *visit) (*Message, error) {
	of := store.UnsignedOf{Period: c.Period}
	if c.Code != "" || c.Name != "" {
		f, err := v.find(ctx, c.Code, c.Name, onward{press: pressToSendBack, typed: draft{Reason: c.Reason}})
		if err != nil || f.missed {
			return f.help, err
		}
		of.Code = f.indicator.Code
	}
	list, err := v.store.Unsigned(ctx, v.asker, of, 0, maxPageItems)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	if list.All == 0 && of.Code != "" {
		return v.nothingToSign(ctx, of.Code, c.Period)
	}
	if list.All == 0 {
		if nobody, err := v.nobodySigns(ctx); err != nil || nobody {
			return nobodySignsMessage(), err
		}
	}
	window, err := v.store.UnsignedCards(ctx, v.asker, list.Figures, v.today)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	reason, kept := c.Reason, c.Draft
	if reason != "" {
		kept = v.keep(ctx, draft{Reason: reason})
	} else if reason, err = v.reasonKept(ctx, kept); err != nil {
		return nil, err
	}
	return toSendBackMessage(list, window, reason, kept), nil
}

// pressedToSendBack goes on with the indicator that was chosen.
func pressedToSendBack(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askSendBack{SendingBack: line.SendingBack{Code: s.Code, Period: s.period()}, Draft: s.Draft}.answer(ctx, v)
}

// reasonKept is the reason that was typed with the line; empty where none was, or it is no longer kept.
func (v *visit) reasonKept(ctx context.Context, draftID string) (string, error) {
	if draftID == "" {
		return "", nil
	}
	typed, err := v.recall(ctx, draftID)
	if isRefusal(err) {
		return "", nil
	}
	return typed.Reason, err
}
