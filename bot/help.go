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
