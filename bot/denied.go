package bot

import (
	"cmp"
	"context"
	"errors"

	"chaser/kpi"
	"chaser/store"
)

// noteDenied keeps a refusal of something that the asker may not do, until recordDenied.
func (v *visit) noteDenied(err error) {
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) && refusal.Denied {
		v.denied = refusal
	}
}

// recordDenied adds what the asker may not do to the audit trail. They have their answer whether or not that succeeds.
func (v *visit) recordDenied(ctx context.Context) {
	if v.denied == nil {
		return
	}
	attempt := store.Attempt{How: cmp.Or(v.press, v.inForm, "line"), Code: v.about.Code, Why: v.denied.Sentence}
	if v.spoken {
		attempt.How = "message"
	}
	if err := v.store.RecordDenied(ctx, v.asks(), attempt); err != nil {
		v.log.Error("a denied attempt was not recorded", "request", v.request, "person", v.asker.SlackID, "error", err)
	}
}
