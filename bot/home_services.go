package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// ratedFacts are how a list of cards stands: how many have each rating, and the worst reds.
type ratedFacts struct {
	counts store.RatingCounts
	reds   store.Listed
}

// rated reads how the cards stand that a list has.
func (v *visit) rated(ctx context.Context, of store.Listing) (f ratedFacts, err error) {
	if f.counts, err = v.store.CountRatings(ctx, v.asker, of, v.today); err != nil || f.counts.Of[kpi.Red] == 0 {
		return f, err
	}
	of.WorstFirst = true
	f.reds, err = v.listed(ctx, of, 0, maxHomeReds)
	return f, err
}

// servicesFacts are how the services stand that somebody manages.
type servicesFacts struct {
	ratedFacts
	late    store.Listed // figures, in the register's order
	awaited int          // figures that are not late
}

// watchedFacts are how a committee's indicators stand.
type watchedFacts struct {
	committee string
	ratedFacts
}

// maxHomeLate is how many late figures are named at most; their lines are cut to maxHomeLines anyway.
const maxHomeLate = 100

func readServices(ctx context.Context, v *visit, f *homeFacts) (err error) {
	me := v.asker.SlackID
	if me == "" {
		return nil
	}
	if f.services.ratedFacts, err = v.rated(ctx, store.Listing{ManagedBy: me}); err != nil || f.services.counts.All() == 0 {
		return err
	}
	if f.services.late, err = v.store.Awaited(ctx, v.asker, store.AwaitedOf{ManagedBy: me, Late: true}, 0, maxHomeLate, v.today); err != nil {
		return err
	}
	all, err := v.store.Awaited(ctx, v.asker, store.AwaitedOf{ManagedBy: me}, 0, 0, v.today)
	f.services.awaited = all.All - f.services.late.All
	return err
}

func readWatched(ctx context.Context, v *visit, f *homeFacts) error {
	for _, committee := range f.sitsOn() {
		if len(f.watched) == maxHomeMeetings {
			return nil
		}
		rated, err := v.rated(ctx, store.Listing{CardsOf: store.CardsOf{Committee: committee}})
		if err != nil {
			return err
		}
		f.watched = append(f.watched, watchedFacts{committee, rated})
	}
	return nil
}

// sitsOn are the committees whose member the asker is.
func (f homeFacts) sitsOn() (names []string) {
	for _, c := range f.committees {
		if slices.Contains(c.Members, f.asker.SlackID) {
			names = append(names, c.Name)
		}
	}
	return names
}

// drawServices shows a manager how their services stand, what is Red, and who is late.
func drawServices(f homeFacts) []slack.Block {
	s := f.services
	if s.counts.All() == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold("Your services\n"), literal(ratingCounts(s.counts)))}
	blocks = append(blocks, redBlocks(s.reds, "", f.today)...)
	if len(s.late.Cards) > 0 {
		blocks = append(blocks, paragraph(bold("Late, by who has them\n"), literal(lateLines(s.late.Cards, f))))
	}
	if s.awaited > 0 {
		blocks = append(blocks, note(countFigures(s.awaited)+" awaited and not late."))
	}
	return blocks
}

// lateLines name the late figures, and who has them.
func lateLines(late []kpi.Card, f homeFacts) string {
	var lines []string
	for _, c := range late {
		who := cmp.Or(f.names[c.Indicator.Owner], "nobody")
		if c.Awaited.Handed != nil {
			who = c.Awaited.Handed.To.Name
		}
		lines = append(lines, fmt.Sprintf("• %s %s · with %s", c.Indicator.Code, words.Cut(c.Indicator.Title, maxShortTitle), who))
	}
	return words.Cut(strings.Join(lines, "\n"), maxHomeLines)
}

// drawWatched shows a committee's member what is Red in their committees.
func drawWatched(f homeFacts) []slack.Block {
	var blocks []slack.Block
	for _, w := range f.watched {
		blocks = append(blocks, paragraph(bold(w.committee+"\n"), literal(ratingCounts(w.counts))))
		blocks = append(blocks, redBlocks(w.reds, w.committee, f.today)...)
		blocks = append(blocks, buttons(button(pressList, "All its indicators", subject{Committee: w.committee})))
	}
	if len(f.sitsOn()) > len(f.watched) {
		blocks = append(blocks, note("You sit on more committees; “What is Red” at the top has them all."))
	}
	return blocks
}

// redBlocks are the worst reds, each with a button for its card.
func redBlocks(reds store.Listed, committee string, today kpi.Date) []slack.Block {
	var blocks []slack.Block
	for _, c := range reds.Cards {
		card := button(pressCard, "Card", about(c.Indicator.Code, c.Period))
		blocks = append(blocks, shortCard(c, card, redNote(c, today))...)
	}
	if more := reds.All - len(reds.Cards); more > 0 {
		are := " that are Red"
		if more == 1 {
			are = " that is Red"
		}
		blocks = append(blocks, buttons(button(pressRed, words.More(more)+are, subject{Committee: committee})))
	}
	return blocks
}

// countedRatings are the ratings in the order in which they are counted.
var countedRatings = []kpi.Rating{
	kpi.Red, kpi.Amber, kpi.Green, kpi.Blue,
	kpi.BaselineRating, kpi.ContextRating, kpi.InDevRating, kpi.NoData,
}

// ratingCounts says how many cards have each rating, and how many of those may still change: “Red 2 · Amber 1 · one
// figure is not final”.
func ratingCounts(counts store.RatingCounts) string {
	var said []string
	for _, r := range countedRatings {
		if n := counts.Of[r]; n > 0 {
			said = append(said, fmt.Sprintf("%s %d", r, n))
		}
	}
	if len(said) == 0 {
		return "No indicators yet"
	}
	if counts.NotFinal > 0 {
		said = append(said, words.Counted(counts.NotFinal, "one figure is not final", "figures are not final"))
	}
	return strings.Join(said, " · ")
}
