package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// newsOfSignedOff tells an owner that their figures were signed off, and what has changed since.
func newsOfSignedOff(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.SignedOffAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	told, err := b.store.SignedOff(ctx, about)
	if err != nil {
		return nil, err
	}
	if len(told.Figures) == 0 {
		return nil, fmt.Errorf("notification %d tells of no figure", n.ID)
	}
	return signedOffMessage(told, at.Zone), nil
}

// maxSignedLines is how many figures the message names; the rest are counted.
const maxSignedLines = 20

// signedOffMessage tells whoever the figures belong to that they were signed off.
func signedOffMessage(s store.SignedOff, zone *time.Location) *Message {
	first := s.Figures[0]
	i := first.Card.Indicator
	if len(s.Figures) == 1 {
		title := fmt.Sprintf("%s has signed off %s for %s.", s.ByName, i.Code, first.Figure.Period.Words())
		blocks := []slack.Block{paragraph(bold(title+"\n"), literal(i.Title+"\n"+signedFigure(first)))}
		if at := first.Figure.SignOff.At; !at.IsZero() {
			blocks = append(blocks, note("Signed off by "+s.ByName+" "+words.At(at, zone)))
		}
		return say(title, append(blocks, buttons(button(pressCard, "See the card", about(i.Code, first.Figure.Period))))...)
	}
	title := fmt.Sprintf("%s has signed off %s of your figures.", s.ByName, kpi.Count.ShowInt(len(s.Figures)))
	var lines []string
	for n, f := range s.Figures {
		if n == maxSignedLines {
			lines = append(lines, words.More(len(s.Figures)-n))
			break
		}
		lines = append(lines, "✓ "+words.ShortName(f.Card.Indicator, maxRowTitle)+" · "+signedFigure(f)+" · "+f.Figure.Period.Words())
	}
	return say(title, paragraph(bold(title)), paragraph(literal(strings.Join(lines, "\n"))))
}

// signedFigure is the figure that was signed off, and what has become of it.
func signedFigure(f store.SignedFigure) string {
	said := f.Card.Indicator.ShowFigure(f.Figure) + ", " + words.RatingOf(f.Figure)
	switch {
	case f.Stands():
		return said
	case f.Card.Figure == nil:
		return said + "; it has been taken back since"
	}
	return said + "; it has been revised since"
}
