package bot

import (
	"context"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
)

const pressExplain = "explain"

func explainConversation() conversation {
	behind := alone(func(code string) command { return askExplain{Code: code} })
	return conversation{
		verbs: []verb{
			{words: []string{"explain"}, read: readExplain, behind: behind},
			{words: []string{"why"}, read: readWhy, behind: behind},
		},
		heard: func(r line.Reader) (command, bool) { return askColours{}, r.AsksMeaning() },
		words: []string{"rag", "rating", "ratings", "colour", "colours", "color", "colors"},
		meant: func(line.Sentence) command { return askColours{} },
		help: []helpLine{
			{typed: "explain 178", does: "why the figure has its colour, and how far the next one is"},
			{typed: "explain", does: "what the colours mean"},
		},
		presses: []press{{id: pressExplain, answer: pressedExplain, title: "Why this colour"}},
	}
}

// askExplain is “/kpi explain 178”: why a figure has its rating.
type askExplain struct {
	Code   string
	Name   string
	Period kpi.Period // zero: the latest
}

func readExplain(r line.Reader) command {
	if r.Left() == 0 || r.OnlyRatings() {
		return askColours{}
	}
	code, period, name := readNamed(r)
	return askExplain{Code: code, Period: period, Name: name}
}

// readWhy reads “why 178” and “why is 178 red?”. Other questions, such as “why is library use falling?”, ask for a
// card.
func readWhy(r line.Reader) command {
	code, rest, ok := r.Skip("is").Code()
	rating := rest.Left() == 1 && kpi.IsRating(strings.TrimRight(rest.First(), "?"))
	if ok && (rest.Left() == 0 || rating) {
		return askExplain{Code: code}
	}
	return nil
}

func (askExplain) effect() effect { return readsForAll }

func (c askExplain) answer(ctx context.Context, v *visit) (*Message, error) {
	f, err := v.find(ctx, c.Code, c.Name, onward{press: pressExplain})
	if err != nil || f.missed {
		return f.help, err
	}
	card, err := v.card(ctx, f.indicator.Code, c.Period)
	if err != nil {
		return nil, err
	}
	return explanationMessage(card, v.cardFor(card)), nil
}

// askColours is “what does amber mean?”: what each rating means.
type askColours struct{}

func (askColours) effect() effect { return readsForAll }

func (askColours) answer(_ context.Context, v *visit) (*Message, error) {
	return coloursMessage(v.command), nil
}

func pressedExplain(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askExplain{Code: s.Code, Period: s.period()}.answer(ctx, v)
}
