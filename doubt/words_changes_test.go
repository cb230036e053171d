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
		{"count none | Tickets sold | 2,690 | 2,418 | – | – | Sales increased in 2023/24 by 21.1%, from 2,418 the year before, to 2,690.",
			"From 2,418 to 2,690 is a rise of 11.2%, not 21.1%."},
		{"count down | Noise reports | 1,104 | 1,560 | – | – | Parties went down from 214 to 92, 35%, followed by roadworks.",
			"From 214 to 92 is a fall of 57.0%, not 35%."},
		{"count none | Permits issued | 41,600 | 38,900 | – | – | We issued 41,600 permits, a rise of 2,700 permits (9%) from 38,900 last year.",
			"From 38,900 to 41,600 is a rise of 6.9%, not 9%."},
		{"count none | Inspections made | 8,412 | – | – | – | Inspections increased by 1,204 (up 61%) to 8,412.",
			"From 7,208 to 8,412 is a rise of 16.7%, not 61%."},
		{"weeks down | Weeks to hear an appeal | 28 | 24 | – | – | It took 28 weeks, a 71% increase upon the 24 weeks of last year.",
			"From 24 weeks to 28 weeks is a rise of 16.7%, not 71%."},
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
		"days down | Working days lost per employee, rolling | 8.3 | – | 10.4 | 9.1 | On average 8.3 days were lost, which is an improvement over the 10.4 of a year ago and within the target of 9.1.",
		"percent up | Waste recycled | 41.2 | 39.7 | – | – | 41.2 per cent was recycled between July 2023 and September 2023, 1.5 points more than last quarter.",
	)
}

// A step that starts in a bracket, is said twice, or leads from a number to the same.
func TestStepsFromOtherPlaces(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"currency down | Net debt (£m) | 14.205 | 13.118 | 12.640 | – | £14.205m in all. Only 13.10% is over 90 days old (last September 38.62%), an improvement of 25.25 points.",
			"From 38.62% to 13.10% is a fall of 25.52 percentage points, not 25.25 points."},
		{"count none | Calls to the advice line | 18,420 | 21,180 | – | – | 13% fewer than 21,180, a difference of 2,670 calls.",
			"From 21,180 to 18,420 is a fall of 2,760, not 2,670."},
		{"count none | Incidents attended | 91,676 | – | 95,292 | – | 91,676 incidents were attended. Of these 25,620 were fires, 23% fewer than the 25,620 the year before.",
			"From 25,620 to 25,620 is no change, not 23%."},
		{"count down | Accidental house fires | 184 | – | 212 | – | Quarter 2 activity 184, previous year quarter 2 activity 184, a decrease of 13%.",
			"From 184 to 184 is no change, not 13%."},
		{"currency down | Debt over 90 days (£) | 1,142,000 | 1,391,000 | 1,268,000 | – | Over 90 day debt has dropped by £126k since Q1 and £249k since September 2022.",
			"From 1,391,000 to 1,142,000 is a fall of £249,000, not £126k."},
		{"count down | All crime | 52,390 | 51,004 | 46,263 | – | All crime has risen by 13.2% on the same quarter last year (6,127 more offences) but was lower than last quarter.",
			"From 51,004 to 52,390 is a rise, and the words say “lower”."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"currency down | Net debt (£m) | 14.205 | 13.118 | 12.640 | – | £14.205m in all. Only 13.10% is over 90 days old (last September 38.62%), an improvement of 25.52 points.",
		"currency down | Net debt (£m) | 14.205 | 13.118 | 12.640 | – | £14.205m in all. Only 13.10% is over 90 days old (last September 38.62%), and invoices are paid two points sooner.",
		"count none | Calls to the advice line | 18,420 | 21,180 | – | – | 13% fewer than 21,180, a difference of 2,760 calls.",
		"count none | Calls to the advice line | 18,420 | 21,180 | – | – | 13% fewer than 21,180, a difference of opinion aside. Webchat took 2,670.",
		"count none | Incidents attended | 91,676 | – | 95,292 | – | 91,676 incidents were attended. Of these 25,620 were fires, 23% fewer than the 33,270 the year before.",
		"count none | Incidents attended | 91,676 | – | 95,292 | – | 25,620 were fires, the same as the 25,620 the year before, and 23% fewer than in 2018.",
		"count down | Accidental house fires | 184 | – | 212 | – | Quarter 2 activity 184, previous year quarter 2 activity 212, a decrease of 13%.",
		"currency down | Debt over 90 days (£) | 1,142,000 | 1,391,000 | 1,268,000 | – | Over 90 day debt has dropped by £249k since Q1 and £126k since September 2022.",
		"currency down | Debt over 90 days (£) | 1,142,000 | 1,391,000 | 1,268,000 | – | Over 90 day debt for care has dropped by £126k since Q1.",
		"count down | All crime | 52,390 | 51,004 | 46,263 | – | All crime has risen by 13.2% on the same quarter last year (6,127 more offences), but burglary was lower than last quarter.",
	)
}
