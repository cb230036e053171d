package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// evidence is a commentary that is right, with a slip in it that is spoken of, and one that is no evidence.
type evidence struct{ card, right, slipped, passed string }

// Where the words leave open what a number is about, a slip that is hardly chance tells; another difference does not.
func TestSlipsTellWhatANumberIsAbout(t *testing.T) {
	t.Parallel()
	for _, e := range []evidence{
		{ // a step and what it starts from
			card:    "percent up | Buses on time | 79.6 | 82.2 | 84.1 | 90 | ",
			right:   "The autumn timetable: 2.6 below the previous quarter (82.2).",
			slipped: "The autumn timetable: 2.6 below the previous quarter (84.2).",
			passed:  "The autumn timetable: 2.6 below the previous quarter (67.9).",
		},
		{ // names with their numbers
			card:    "count down | Void homes | 212 | 240 | 188 | – | ",
			right:   "North 74, South 61, Coast 77.",
			slipped: "North 74, South 61, Coast 97.",
			passed:  "North 74, South 61, Coast 57.",
		},
		{ // a whole commentary of lines
			card:    "count none | Households on the register | 4906 | 4788 | 4420 | – | ",
			right:   `Band A 388\nBand B 1,247\nBand C 2,105\nBand D 1,166`,
			slipped: `Band A 388\nBand B 1,247\nBand C 2,015\nBand D 1,166`,
			passed:  `Band A 388\nBand B 1,247\nBand C 2,105`,
		},
		{ // two halves of one whole
			card:    "days down | Days lost per employee | 9.8 | 9.7 | – | – | ",
			right:   "Long term accounts for 64% of the days and short term 36%.",
			slipped: "Long term accounts for 64% of the days and short term 46%.",
			passed:  "Long term accounts for 64% of the days, and 9% of short term was colds.",
		},
		{ // the size of a step shows what it is from
			card:    "count up | Places filled | 1260 | 1480 | 1105 | – | ",
			right:   "1,260 places filled over half term, 155 more than October last year.",
			slipped: "1,260 places filled over half term, 155 fewer than October last year.",
			passed:  "1,260 places filled over half term, 140 fewer than the hall holds.",
		},
		{ // the figure and an earlier one in each other's place
			card:    "percent none | Concessions | 18.7 | 17.2 | – | – | ",
			right:   "18.7% of visits were concessions, compared with 17.2% in Q1.",
			slipped: "17.2% of visits were concessions, compared with 18.7% in Q1.",
			passed:  "17.2% of swims were, a halving from 34.4% to 17.2% since the first quarter.",
		},
		{ // an average month
			card:    "count none | Incidents monitored | 1095 | 1148 | – | – | ",
			right:   "The control room monitored 1,095 incidents (365 a month on average).",
			slipped: "The control room monitored 1,095 incidents (356 a month on average).",
			passed:  "The control room monitored 1,095 incidents (402 a month on average in all towns).",
		},
	} {
		saysNothingOf(t, e.card+e.right, e.card+e.passed)
		if found := doubt.Contradictions(asCard(t, e.card+e.slipped).subject(t)); len(found) != 1 {
			t.Errorf("of “%s”: %v", e.slipped, found)
		}
	}
}

// Numbers that stand in one sentence need not be of one thing.
func TestNumbersOfSeveralThings(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"count down | Incidents | 640 | 588 | 702 | – | The count was revised from 571 to 588 when late reports came in, so the rise is 9%, not 12%.",
		"count down | Incidents | 640 | 588 | 702 | – | Grants fell from £571,000 to £455,000 when the fund closed, so staff are down 9%.",
		"count none | Gas used | 1,120 | 980 | – | – | The tariff rose from 24 to 39 since the winter, boiler hours up 4%.",
		"count up | Places filled | 1,260 | 1,415 | 1,105 | – | 1,260 places filled, 155 fewer than in the summer.",
		"currency none | Gas bill | 1,120,000 | 980,000 | – | – | Prices rose from 2.4p to 3.9p per kWh from 1 October, and degree days were 4% above the mean.",
		"count up | Online consultations | 214,300 | 196,880 | 151,070 | – | This is 42% growth y/y and nearly 9% on Q1.",
		"days down | Days to a new family | 402 | 411 | 439 | 426 | The average is 402 days, 24 days better than the threshold.",
		"percent up | Actions on track | 85 | 82 | 80 | 90 | 60 actions: 44 green, 7 complete, 6 amber, 3 red.",
		"percent up | Staff who would recommend us | 72 | – | 66 | 70 | Response rate 48% (1,203 of 2,506 staff), 72% would recommend us.",
		"count down | Exclusions | 19 | 11 | 26 | – | 19 exclusions, 15 boys and 4 girls; 12 had special needs and 8 a social worker.",
	)
}
