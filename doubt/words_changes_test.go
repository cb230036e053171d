package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// saysOf expects that one thing is said of a card.
func saysOf(t *testing.T, card, want string) {
	t.Helper()
	l := asCard(t, card)
	found := doubt.Contradictions(l.subject(t))
	if len(found) != 1 || found[0].Sentence != want {
		t.Errorf("of “%s”: %v", l.Commentary, found)
	}
}

// A change whose ends or step stand in another order than “fell from 52 to 45, a fall of 7”.
func TestChangesInOtherOrders(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"count none | Calls to the advice line | 18,420 | 21,180 | – | – | 31% fewer than 21,180, since webchat was opened in May.",
			"From 21,180 to 18,420 is a fall of 13.0%, not 31%."},
		{"ratio down | Children in need per 10,000 | 312.4 | 318.9 | 301.2 | – | The rate has risen again this quarter, by 6.5.",
			"From 318.9 to 312.4 is a fall of 6.5, and the words say “risen again this quarter, by 6.5”."},
		{"days down | Days lost to sickness per FTE | 2.4 | 2.9 | – | – | 0.9 per FTE lower than last quarter.",
			"From 2.9 to 2.4 is a fall of 0.5, not 0.9."},
		{"days down | Days to process a change | 4 | 9 | – | – | Changes took 4 days, 8 days quicker than last quarter.",
			"From 9 to 4 days is a fall of 5, not 8 days."},
		{"count down | Warrants of eviction | 4,178 | – | 2,697 | – | Orders rose from 2,697 to 4,178 (55%), appeals from 412 to 530 (29%) and removals by bailiffs from 318 to 402 (62%).",
			"From 318 to 402 is a rise of 26.4%, not 62%."},
		{"count none | Children looked after | 212 | 208 | – | – | 212 children. The child protection register went the other way, 94 to 68, sixteen fewer.",
			"From 94 to 68 is a fall of 26, not sixteen."},
		{"count up | Visitors to museums | 84,310 | – | 91,250 | – | There has been a 7.61% reduction in visitor numbers, 92,150 compared to 84,310.",
			"From 92,150 to 84,310 is a fall of 8.5%, not 7.61%."},
		{"count down | Accidental house fires | 184 | – | 212 | – | Quarter 2 activity 184, previous year quarter 2 activity 212, a decrease of 31%.",
			"From 212 to 184 is a fall of 13.2%, not 31%."},
		{"percent up | Lamps working | 98.7 | 99.4 | 99.2 | 99 | Target missed. The rate rose slightly from 99.2% a year ago.",
			"From 99.2 to 98.7 is a fall, and the words say “rose”."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"count none | Calls to the advice line | 18,420 | 21,180 | – | – | 13% fewer than 21,180, since webchat was opened in May.",
		"count none | Calls to the advice line | 18,420 | 21,180 | – | – | Of these calls fewer than 31% were about benefits, and fewer than 3,400 came at weekends.",
		"ratio down | Children in need per 10,000 | 312.4 | 318.9 | 301.2 | – | Referrals have risen again this quarter, by 14.",
		"ratio down | Children in need per 10,000 | 312.4 | 318.9 | 301.2 | – | The rate has fallen this quarter, by 6.5.",
		"days down | Days lost to sickness per FTE | 2.4 | 2.9 | – | – | 0.5 per FTE lower than last quarter. Long-term sickness was 0.7 per FTE lower in Adults.",
		"days down | Days to process a change | 4 | 9 | – | – | Changes took 4 days, 6 days quicker than last quarter. New claims took 8 days less.",
		"count down | Warrants of eviction | 4,178 | – | 2,697 | – | Orders rose from 2,697 to 4,178 (55%), appeals from 412 to 530 (29%) and removals by bailiffs from 318 to 402 (26%).",
		"count down | Warrants of eviction | 4,178 | – | 2,697 | – | Orders rose from 2,697 to 4,178 (55%), while removals went down, from 402 to 318 (21%).",
		"count down | Warrants of eviction | 4,178 | – | 2,697 | – | Orders rose from 2,697 to 4,178, mostly for arrears from 2 to 6 months old.",
		"count none | Children looked after | 212 | 208 | – | – | 212 children. The child protection register went the other way, 94 to 68, 26 fewer.",
		"count none | Children looked after | 212 | 208 | – | – | 212 children. Ages 5 to 11, sixteen fewer, and 12 to 17, twenty more.",
		"count up | Visitors to museums | 84,310 | – | 91,250 | – | There has been a 7.61% reduction in visitor numbers, 91,250 compared to 84,310.",
		"count up | Visitors to museums | 84,310 | – | 91,250 | – | There has been a 7.61% reduction in visitor numbers, 4,210 compared to 5,120 for schools alone.",
		"count down | Accidental house fires | 184 | – | 212 | – | Quarter 2 activity 184, previous year quarter 2 activity 212, a decrease of 13%.",
		"count down | Accidental house fires | 184 | – | 212 | – | In Q2 184 fires, in Q1 190 rubbish fires, and a decrease of 31% in false alarms.",
		"percent up | Lamps working | 98.7 | 99.4 | 99.2 | 99 | Target missed. Lighting columns rose slightly, to 42,100.",
	)
}

// A number that ends in noughts is the card's only where the card's own is written more finely.
func TestNoughtsOfAnEqualNumber(t *testing.T) {
	t.Parallel()
	saysOf(t, "currency down | Rent arrears (£) | 918,400 | 942,700 | – | – | Arrears stood at £981,400 at the end of September.",
		"The words give £981,400, and the figure is £918,400.")
	saysNothingOf(t,
		"currency down | Rent arrears (£) | 918,437 | 942,712 | – | – | Arrears stood at £918,400 at the end of September, £24,300 lower than in June.",
		"currency down | Rent arrears (£) | 918,437 | 942,712 | – | – | Arrears stood at £918,000.",
		"count up | Library visits | 84,310 | 91,255 | – | – | We had 84,300 visits, down from 91,300.",
	)
}

// A stretch of months is the card's own time, and an improvement over a number puts nothing above it.
func TestTimesAndImprovements(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"days down | Days lost per employee, rolling year | 7.6 | – | 9.8 | 8.5 | Days lost averaged 7.6, an improvement over the 9.8 for the same period in the previous year and inside the target of 8.5.",
		"percent up | Waste recycled | 41.2 | 39.7 | – | – | 41.2 per cent was recycled between July 2023 and September 2023, 1.5 points more than last quarter.",
	)
}
