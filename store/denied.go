package store

import (
	"context"
	"encoding/json"
	"fmt"
)

// Attempt is something that somebody tried and may not do.
type Attempt struct {
	How  string // what they did in Slack: line, message, or the name of a button or a form
	Code string // the indicator's code; empty where it was about none, or only the sentence says which
	Why  string // the sentence that refused them
}

const actDenied = "denied"

// RecordDenied adds an attempt to the audit trail. The same request again adds nothing.
func (s *Store) RecordDenied(ctx context.Context, r Request, a Attempt) (err error) {
	defer nameCall(&err, "store.RecordDenied(%q)", a.How)
	_, err = once(ctx, s, unprepared(s.db), actDenied, r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		detail, err := json.Marshal(map[string]string{"how": a.How, "why": a.Why})
		if err != nil {
			return nothing{}, fmt.Errorf("writing the audit entry: %w", err)
		}
		subject := "council"
		if a.Code != "" {
			subject = "indicator " + a.Code
		}
		entry := auditEntry{act: actDenied, subject: subject, detail: string(detail)}
		return nothing{}, appendAudit(ctx, tx, councilChain, instant(r.Now), r.By, entry)
	})
	return err
}
