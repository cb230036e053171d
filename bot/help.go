package bot

import (
	"context"
)

// askHelp is “/kpi help”.
type askHelp struct{}

func (askHelp) answer(_ context.Context, v *visit) (*Message, error) {
	return helpMessage(v.command), nil
}

func pressedHelp(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askHelp{}.answer(ctx, v)
}

// askLater is a command that a later version will have.
type askLater struct {
	Word string
}

func (c askLater) answer(_ context.Context, v *visit) (*Message, error) {
	return laterMessage(c.Word, v.command), nil
}
