package main

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Check the audit trail against itself, and all that it tells of against the trail; name the first broken entry."`
}

type auditVerifyCommand struct {
	Digest string `help:"A digest from a report or from the performance team's daily line; says whether the trail still holds what it held then." placeholder:"DIGEST"`
}

// Run recomputes the audit trail's chains, compares with them what they tell of, and says whether all is whole.
func (c auditVerifyCommand) Run(ctx context.Context, s streams) error {
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		entries, broken, err := st.VerifyAudit(ctx)
		if err != nil {
			return err
		}
		if broken != nil {
			_, _ = fmt.Fprintln(s.out, broken)
			return exitCode(1)
		}
		if _, err = fmt.Fprintf(s.out, "The audit trail is whole: %d entries.\n", entries); err != nil {
			return err
		}
		older, err := st.OlderEntries(ctx)
		if err != nil {
			return err
		}
		if older > 0 {
			_, _ = fmt.Fprintf(s.out, "%d of them were written by earlier releases, which recorded less. What those do not say was not compared.\n", older)
		}
		if c.Digest == "" {
			return nil
		}
		return c.find(ctx, s, st)
	})
}

// find looks for the state whose digest somebody kept.
func (c auditVerifyCommand) find(ctx context.Context, s streams, st *store.Store) error {
	state, holds, err := st.FindState(ctx, c.Digest)
	if err != nil {
		return err
	}
	if !holds {
		_, _ = fmt.Fprintln(s.out, "It does not hold the state with this digest. Compare the digits with the paper. If they are right, the trail was rewritten, or is another database's.")
		return exitCode(1)
	}
	settings, err := s.settings()
	if err != nil {
		return err
	}
	of := "the state told to the performance team"
	if state.Report != "" {
		of = "the state printed in the " + state.Report
	}
	at := state.At.In(settings.Zone)
	_, err = fmt.Fprintf(s.out, "It holds %s on %s: %d chains, and each still has all that it had.\n", of, kpi.DateOf(at).Words()+at.Format(" at 15:04"), state.Heads)
	return err
}
