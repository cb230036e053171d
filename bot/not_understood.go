package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// meantBy answers a line that names no indicator by what one of its words means. It is false where none means anything.
// What it did is noted, so that what changes something is done once. Where the line is answered again, such a meaning
// counts for nothing.
func (v *visit) meantBy(ctx context.Context, name string) (m *Message, answered bool, err error) {
	isCode, failed := v.codes(ctx)
	s := line.New(cmp.Or(v.typed, name), isCode, v.today).Sentence()
	c, ok := v.talk.meaning(s.Content())
	if !ok || c.meant == nil {
		return nil, false, nil
	}
	asked := c.meant(s)
	if err := failed(); err != nil {
		return nil, false, err
	}
	if asked == nil || v.public && asked.effect() != readsForAll || v.anew && asked.effect() == changes {
		return nil, false, nil
	}
	v.changed = v.changed || asked.effect() == changes
	m, err = asked.answer(ctx, v)
	return m, true, err
}

// notUnderstood offers what the asker most likely wants, and keeps what they typed for it.
func (v *visit) notUnderstood(ctx context.Context, name string, typed draft) (*Message, error) {
	row, err := v.likely(ctx, typed)
	if err != nil {
		return nil, err
	}
	return notUnderstoodMessage(name, v.echo(), row), nil
}

// maxLikely is how many things are offered.
const maxLikely = 4

// likely are the buttons for what somebody most likely wants: to post what they owe, to sign off what waits for them,
// to see who has not posted.
func (v *visit) likely(ctx context.Context, typed draft) (row []*slack.ButtonBlockElement, err error) {
	if !v.public && v.asker.Name != "" {
		if row, err = v.likelyOf(ctx, typed); err != nil {
			return nil, err
		}
	}
	row = append(row, button(pressRed, "What is Red", subject{}), button(pressList, "All indicators", subject{}))
	return append(row[:min(len(row), maxLikely-1)], button(pressHelp, "What you can type", subject{})), nil
}

// likelyOf are the buttons for what somebody in the register most likely wants.
func (v *visit) likelyOf(ctx context.Context, typed draft) (row []*slack.ButtonBlockElement, err error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	if len(mine) > 0 {
		if !typed.holdsAnything() {
			typed = draft{Words: v.typed}
		}
		kept := v.keep(ctx, typed)
		first := mine[0]
		said := line.Split(strings.ToLower(v.typed))
		if n := slices.IndexFunc(mine, func(c kpi.Card) bool { return slices.Contains(said, strings.ToLower(c.Indicator.Code)) }); n >= 0 {
			first = mine[n]
		}
		post := about(first.Indicator.Code, first.Awaited.Period)
		post.Draft = kept
		row = append(row, primary(button(pressForm, "Post figure for "+first.Indicator.Code, post)), button(pressDue, "What is due", subject{}))
	}
	unsigned, err := v.store.Unsigned(ctx, v.asker, store.UnsignedOf{}, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("unsigned: %w", err)
	}
	if unsigned.All > 0 {
		row = append(row, button(pressUnsigned, "Look and sign off", subject{}))
	}
	who, err := v.audience(ctx)
	if err != nil {
		return nil, err
	}
	if slices.Contains(who, adminTeam) || slices.Contains(who, managers) {
		row = append(row, button(pressBoard, "Progress", subject{}))
	}
	if slices.Contains(who, adminTeam) {
		row = append(row, button(pressPublish, "Publish", subject{}))
	}
	return row, nil
}
