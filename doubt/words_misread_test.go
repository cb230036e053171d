package doubt_test

import "testing"

// Steps that are told of another time, of another thing or from another number than stand nearest to them.
func TestStepsOfSomethingElse(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		// an earlier time beside this one
		"percent up | Waste recycled | 46.2 | 47.6 | – | 50 | We ended at 46.2%. We were 1.4 percentage points higher last quarter.",
		"days down | Days to decide a claim | 17.1 | 19.3 | – | – | Claims took 17.1 days on average. We were 2.2 days slower last quarter.",
		"count none | Apprentices started (year to date) | 94 | – | 125 | – | Since April 94 have started; 31 more had done so by the same stage of 2022/23.",
		// a target
		"count up | Home visits | 1,870 | 1,760 | – | – | 110 more visits than Q1, but 312 fewer than this quarter's target.",
		"count up | Museum visits | 402,300 | 359,200 | – | – | Visits: 402,300, which is 3.1% better than target and up 12% from 359,200 last year.",
		"percent up | Invoices paid in 30 days | 95.3 | – | 93.8 | 94 | Q2 last year just missed the 94% target with 93.8%. This time we paid 95.3%, 1.3 points above it.",
		// the level, where a base is looked for
		"days down | Days to re-let a home | 64 | 67 | – | – | Three days better than Q1 at 64.",
		"count none | Applications received | 318 | 325 | – | – | 7 down on the quarter before at 318.",
		// another time's number in brackets
		"count up | Repairs completed | 11,350 | 10,480 | – | – | We finished 11,350 repairs, a rise of 870 or 8.3% on last quarter (the 2020/21 figure was 9,960).",
		// two comparisons in turn
		"count none | Assessments asked for | 402 | 374 | 419 | – | Compared with last quarter there were 28 more, with Q2 last year 17 fewer.",
		// another thing, in a clause of its own
		"percent up | Callers satisfied | 76.4 | 71 | – | – | Satisfaction rose from 71% to 76.4% while visits fell 13% between the two quarters.",
		"percent up | Plans finished in 20 weeks | 52 | – | – | – | In 2021 47% met the limit; by the end of the year it was 52%, while requests grew 14.3%.",
		"count down | Days lost to back pain | 286 | 91 | – | – | Back pain more than trebled: 286 days from 91. All days lost rose 17.2%.",
		"count down | Deaths on our roads | 41 | 46 | – | – | Deaths were down 11%, from 46 to 41, with falls of 24% in towns and 3% on motorways.",
		// two steps in one sentence
		"percent down | Staff turnover | 8.3 | 9.1 | – | – | Turnover went down from 9.1% to 8.3%. By group: depots up (6.10% to 7.25%), offices down from 11.20% to 8.65%.",
		// growth that is none
		"percent up | Garden waste composted | 51.2 | 53.9 | – | – | 51.2% this quarter. Growth slowed in the gardens so we are below Q1 (53.9%).",
	)
}

// What tells a wrong step of the same form.
func TestStepsOfTheFigureAllTheSame(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{
			"days down | Days to re-let a home | 64 | 67 | – | – | At 64 days we were 8 days better than last quarter (67).",
			"From 67 to 64 days is a fall of 3, not 8 days.",
		},
		{
			"percent up | Waste recycled | 46.2 | 47.6 | – | 50 | 46.2%, 4.1 percentage points lower than last quarter's 47.6%.",
			"From 47.6 to 46.2 is a fall of 1.4 percentage points, not 4.1 percentage points.",
		},
		{
			"count down | Deaths on our roads | 41 | 46 | – | – | Deaths were down 17%, from 46 to 41, while injuries rose by 3%.",
			"From 46 to 41 is a fall of 10.9%, not 17%.",
		},
		{
			"count up | Repairs completed | 11,350 | 10,480 | – | – | We finished 11,350 repairs, a rise of 780 or 8.3% on last quarter (10,480).",
			"From 10,480 to 11,350 is a rise of 870, not 780.",
		},
		{
			"count none | Applications received | 318 | 325 | – | – | 318 applications, 9 down on the quarter before at 325.",
			"From 325 to 318 is a fall of 7, not 9.",
		},
	} {
		saysOf(t, test.card, test.want)
	}
}

// Parts whose rest is told further on, or that are none.
func TestPartsThatAreToldFurtherOn(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		"count none | Lifts in our blocks | 83 | – | – | – | Status of the 83: working 41 (49%), stopped 26 (31%). Sixteen are being fitted.",
		"count none | Reviews asked for | 9 | 9 | – | – | Nine reviews were asked for. We were at fault in five, the first answer stood in three, the ninth is still open.",
		"count up | Schemes that passed | 17 | – | – | – | 38 were reviewed. 17 passed and 18 did not; three were put off.",
		"percent up | Homes with two bedrooms or more | 91.5 | 90.9 | – | – | 669 homes are let and 612 of them have 2 (small) or more. The other 57 have one room.",
		"percent up | Kitchens rated 3 or better | 89.9 | 89.1 | – | – | Only 44 of the 435 kitchens with a rating are on 0, 1 or 2. The other 391 are well run.",
		"count none | Complaints received | 171 | 208 | – | – | By type, last year's in brackets: Service 88 (121); Staff 53 (47); Policy 3 (9); Other 27 (31).",
		"percent up | Requests answered in a month | 88 | 98 | – | – | 88%, i.e. 22 of 25. Q1 was 45 of 46, so we have dropped; all three late ones were large.",
		"count none | False alarms | 3,410 | – | – | – | False alarms were 3,410 of the 11,260 calls. We also went to 5,940 other calls (2,210 falls and 640 crashes among them).",
	)
}

// Shares of another whole, steps in brackets and counts that are no part and whole.
func TestCountsThatAreNoPartAndWhole(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		"percent up | Files closed in 20 weeks | 42 | 36 | – | – | 371 files are open, 160 late and 211 not. 42% were closed in time.",
		"count down | Fines cancelled | 640 | 310 | – | – | 640 cancelled, 18% of the total, vs 310 (11%) the year before. Other reasons: 71, or 2%.",
		"count down | People hurt in cars | 2,440 | – | – | – | Car users made up 61% of all who were hurt (2,440 casualties). The others: on foot 800 or 20%; on bicycles 400 or 10%.",
		"count none | Vehicles counted | 4,870 | – | 4,656 | – | 4,870 vehicles, an extra 214 (4.6%) on the same quarter last year.",
		"count none | Vehicles counted | 4,870 | – | – | – | 4,870 in all. Vans were up 57 (7.1%) and lorries 66 (18.3%); buses down 4.",
		"count none | Fires attended | 131,400 | – | – | – | Fires fell to 131,400. What crews go to: fires 29 per cent (a decade ago 33), alarms 38 per cent (35), others 33 per cent (32).",
		"days down | Days to answer | 18 | 23 | – | 20 | Answers took 18 days on average, against 23 last quarter and a local 20-day standard.",
		"percent up | Renewals in 5 days | 94 | 88 | – | – | 94% = on target. 250 renewals, with 235 of them out in 5 working days; in Q1 we did 88%.",
	)
}
