package doubt_test

import (
	"strings"
	"testing"

	"chaser/doubt"
)

// asksOf expects one doubt of each card, which says these words.
func asksOf(t *testing.T, cards map[string]string) {
	t.Helper()
	for card, says := range cards {
		l := asCard(t, card)
		found := doubt.Contradictions(l.subject(t))
		if len(found) != 1 || !strings.Contains(found[0].Sentence, says) {
			t.Errorf("of “%s” under %s: %v, not “%s”", l.Commentary, l.Figure.Value, found, says)
		}
	}
}

// What a commentary opens with is the figure, where the words leave nothing else.
func TestACommentaryOpensWithItsFigure(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"percent down | Staff turnover (rolling year) | 12.9 | 13.4 | 15.6 | 13 | 72.9%. Turnover in Adults is 17.1%.":                       "The words give 72.9%, and the figure is 12.9%",
		"count none | Noise complaints received | 171 | 102 | 166 | – | 1171 this quarter against 102 in Q1.":                                "The words give 1171",
		"count down | Waivers approved | 7 | 4 | 9 | – | Two waivers were approved to a total value of £212,400. Last quarter there were 4.": "The words give Two",
		"count down | Dwelling fires | 74 | 81 | 79 | 80 | Total of 47 in the quarter, 6 under the target.":                                  "The words give 47",
		"count none | Children looked after | 612 | 598 | 560 | – | The number rose by 14 to 621, a rate of 84 per 10,000.":                  "The words give 621",
	})
	saysNothingOf(t,
		"percent down | Staff turnover (rolling year) | 12.9 | 13.4 | 15.6 | 13 | 17.1% in Adults, 15.8% in Children's, 8.2% elsewhere.",
		"count up | Affordable homes completed | 42 | 31 | 38 | 40 | 118 homes were completed in all tenures; 35% is our policy.",
		"count down | Stage 1 complaints | 164 | 151 | 170 | – | 64, or 39%, were upheld.",
		"count down | Complaints upheld | 64 | 51 | 70 | – | 164 complaints this quarter, mostly about missed bins.",
		"count none | Licensed premises | 742 | 745 | 751 | – | Eight premises licences lapsed and five were granted: a net loss of 3.",
		"count up | New homes completed | 142 | 97 | 120 | 125 | 61 homes at Station Road, 48 at the hospital site and 33 on smaller sites.",
		"count up | Jobs promoted, year to date | 58 | 25 | 44 | 43 | The new scheme starts in January, taking the target to 85.",
	)
}

// A word may join a part to its whole, where neither names what the title does.
func TestSharesThatAWordJoins(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"percent down | Underage test purchases resulting in a sale | 18.2 | 14.6 | 22.0 | 15 | 18 sales from 44 attempts, all vapes.":                             "18 of 44 is 40.9%",
		"percent up | Planning fee income against profile | 87 | 104 | 92 | 100 | £286k received vs. £308k profiled.":                                              "is 92.9%",
		"percent up | HMO inspections completed | 55 | 70 | 60 | 75 | 29 of 40 planned inspections done, as one officer left.":                                     "29 of 40 is 72.5%",
		"percent up | Residents who feel safe after dark | 3.9 | – | 66.2 | – | 1,015 residents answered the survey, 649 felt safe or very safe.":                  "649 of 1,015 is 63.9%",
		"percent up | Gas safety certificates in date | 99.87 | 99.94 | 100 | 100 | 5 properties out of 6,214 were without a current certificate at 30 September.": "is 99.9%",
	})
	saysNothingOf(t,
		"percent up | Calls answered within 60 seconds | 83.2 | 81.0 | 79.5 | 85 | 12 of 45 posts in the contact centre are vacant.",
		"percent up | Tenants satisfied with repairs | 81 | 79 | 84 | 85 | 640 texts went out and 112 tenants replied.",
		"percent up | Complaints answered on time | 82 | 79 | 84 | 85 | 31 of 34 stage 2 complaints answered on time.",
		"percent up | Births registered within 42 days | 97 | 96 | 98 | 98 | 3 of 41 births registered late were waiting for a declaration.",
		"percent up | GP practices open for extended hours | 100 | 100 | 100 | 100 | All 62 practices, 12 networks.",
		"percent up | Calls answered within 60 seconds | 79.5 | 83.0 | 77.5 | 80 | 14,200 e-forms and 3,300 web chats came in.",
	)
}

// No part is more than its whole, whatever slipped.
func TestNoPartIsMoreThanItsWhole(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"percent up | Requests answered within one month | 70 | 75 | – | 90 | 30 requests were due for answer of which 31 were answered.":       "31 is a part of 30, and is more",
		"count none | Order breaches | 42 | 37 | 51 | – | 42 breaches were recorded. 61 of these were for drinking and the others for begging.": "61 is a part of 42, and is more",
		"percent up | Spend with local suppliers | 34.6 | 37.9 | 33.2 | 35 | £286m of £8.27m of spend in Q2 went to local firms.":               "is a part of £8.27m, and is more",
		"percent up | Calls answered | 86.2 | 92.7 | 88.0 | 90 | 27,310 calls were offered, of which 23,541 were answered and 3,976 abandoned.": "23,541 + 3,976 is 27,517, not 27,310",
	})
	saysNothingOf(t,
		"count none | Enquiries to the advice line | 904 | 871 | 850 | – | 120 were about damp, of which 61 from our tenants and 84 about small children.",
		"count none | Enquiries to the advice line | 904 | 871 | 850 | – | 61 calls a week on average; 140 of these in the week of the storm.",
		"count up | Notices served | 14 | 17 | 15 | – | Of the 14 notices served 9 were met. 61 of those inspected needed none.",
		"count none | Deaths registered | 612 | 640 | 598 | – | 48 were registered late. 301 of those registered were men.",
	)
}

// A card may count in thousands or millions, and the words in pounds.
func TestCardsInThousands(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"currency down | Forecast overspend, £000 | 3,240 | 4,115 | – | 0 | An overspend of £3.24m, which is £785k better than at Q1.": "a fall of £875,000",
		"currency down | Forecast overspend, £m | 3.24 | 4.11 | – | 0 | Overspend £3,240k, £780k better than Q1.":                      "a fall of £870,000",
		"currency up | Car park income (£000) | 412 | 371 | 398 | 420 | Income of £421k is £14k more than last year.":                  "The words give £421k",
	})
	saysNothingOf(t,
		"currency up | Car park income (£000) | 412 | 371 | 398 | 420 | £412k. The permit price rose from £45 to £52, and penalties brought in £38,400.",
		"currency up | Capital receipts, £000 | 1,865 | 420 | 950 | – | Sale of the old depot (£1.5m) and 7 houses.",
		"count up | Visits to leisure centres (thousands) | 312.4 | 298.0 | 287.1 | 300 | 312,400 visits, up 14,400 on Q1.",
	)
}

// A rise or a fall that gives only where it ended has no other beginning than the card's earlier figures.
func TestCoursesThatEndInTheFigure(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"percent up | Calls answered | 84 | 71 | 80 | 90 | Performance rose from 63% in Q1 to 84%.":                                          "The words give 63% for Q1 2023/24, and the card has 71%",
		"count down | Applications awaiting authorisation | 187 | 214 | 240 | 150 | The backlog has increased by 27 since the last quarter.": "From 214 to 187 is a fall of 27",
	})
	saysNothingOf(t,
		"percent up | Attendance | 92.4 | 91.8 | 93.1 | 94 | Having reached 93.5% in July attendance fell back to 92.4%.",
		"percent up | Attendance | 92.4 | 91.8 | 93.1 | 94 | Secondary attendance dropped to 90.1% while primary rose to 94.0%.",
		"count up | Enforcement cases closed | 88 | 71 | 95 | – | 88 cases closed against 79 opened, so the live caseload went down by 9.",
		"count none | Caseload of the team | 540 | 552 | 561 | – | Down 12 in the quarter although referrals increased by 12 since Q1.",
		"count down | Waiting list for therapy | 318 | 331 | 290 | – | The backlog for equipment reduced by 40% in the quarter, from 120 to 72.",
	)
}

// Months, rests and totals that the words give whole.
func TestMonthsAndRests(t *testing.T) {
	t.Parallel()
	asksOf(t, map[string]string{
		"percent up | Direct payments | 21.7 | 22.0 | 22.6 | 25 | 21.7%, within half a percentage point of the 25% target.": "not within half a percentage point",
	})
	saysNothingOf(t,
		"count none | Calls | 61,204 | 58,950 | 60,110 | – | Average wait: July 95 seconds, August 110, September 87.",
		"percent up | Plans issued within 20 weeks | 44.7 | 52.9 | 61.3 | 60 | 91 plans, 6 excepted. 38 of the other 85 were in time.",
		"count up | Home fire safety visits | 1,868 | 2,013 | 1,122 | 2,000 | Districts did 101% of their own target except the north with 83% of target.",
		"count up | Homelessness cases prevented | 104 | 98 | 121 | 110 | 104 of 206 duties that ended (50%). 71 stayed put and 33 moved.",
	)
}
