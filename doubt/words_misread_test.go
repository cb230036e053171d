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
		"count none | Ferry passengers | 5,210 | – | – | – | Passengers went from 4,730 to 5,210, alongside a 16% growth in freight lorries.",
		"percent up | Buses on time | 81.2 | 79.6 | – | – | Although mileage (41,300) was 14.2% below Q2 of 2021, punctuality strengthened to 81.2%, from 79.6% last quarter.",
		"count none | Swimming lessons | 3,940 | – | – | – | Lessons +29% to 3,940, price 6.40 from 5.85.",
		// several comparisons in turn, each with its own base
		"count none | Licences granted | 3,528 | 3,614 | 3,492 | – | 3,528 licences: 86 (2.4%) below Q1's 3,614, 36 (1.0%) above the 3,492 of Q2 last year.",
		"percent up | Buses on time | 81.2 | 79.6 | – | – | 81.2% vs 79.6% in Q1, on 3.1% more journeys.",
		"percent up | Patients treated in six weeks | 91 | 93.4 | 92.2 | – | It dropped to 91% from 93.4% (92.2% a year before), on 1,480 referrals: 3.7% more than last quarter, 5.2% fewer than last year.",
		// a step from what was planned, or of another size
		"none none | Water lost (Ml a day) | 88.2 | – | – | – | The average of three years has risen to 83.6 from 81.3, i.e. 4.2% above baseline.",
		"count down | Lamps out of order | 62 | – | – | – | We ended at 62. The aim falls by 0.6 lamps each year, a 7% cut by 2030 on the 65 that were out in 2016.",
		"percent up | Trains on time | 84.4 | – | – | – | The line managed 84.4%. With branch lines it was 90.1%, down from 91.3% a week before and ahead of a rebound to 92.6%.",
		"percent up | Plans finished in 12 weeks | 47 | 41 | – | – | 47% in time (41% in Q1) despite 19.2% more referrals.",
		"count none | Deaths at sea | 318 | 342 | – | – | Deaths at sea 318 vs 342, so 7% lower (on fishing boats -18%, on ferries -4%).",
		"count down | Beds blocked a day | 74 | 46 | – | – | Asked to cut by 55 per cent, the ward instead went from 46 to 74 a day.",
		"percent up | Measures at or above their limit | 81 | 84 | – | – | 81% of measures at or better than their limit, a slip from 84% in Q1.",
		"count down | Vans off the road | 67 | 104 | – | – | Vans off the road down 37 to 67 on the same quarter last year and lorries from 51 to 38.",
		"count none | Alerts raised | 1,680 | 1,180 | 1,180 | – | Up by 500 to 1,680, on top of last year's rise from 640 to 1,180.",
		"percent up | Calls reached in 8 minutes | 53.4 | 49.1 | 54.9 | – | Up from 49.1% to 53.4%, but 1.5 points worse than Q2 2022/23 and well adrift of 60%.",
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
			"count none | Ferry passengers | 5,210 | – | – | – | Passengers went from 4,730 to 5,210, an increase of 16%.",
			"From 4,730 to 5,210 is a rise of 10.1%, not 16%.",
		},
		{ // a slip, though a comma parts it from its ends
			"count none | Ferry passengers | 5,210 | 4,730 | – | – | 5,210 passengers, against 4,730 last quarter, so 408 more.",
			"From 4,730 to 5,210 is a rise of 480, not 408.",
		},
		{ // the other direction
			"count none | Ferry passengers | 5,210 | 4,730 | – | – | Passengers: 5,210 this quarter; 4,730 last quarter; a fall of 480.",
			"From 4,730 to 5,210 is a rise of 480, and the words say “fall of 480”.",
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

// Numbers of names, of stretches of time and of another time than the words that stand before them.
func TestNumbersThatCountSomethingElse(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		"percent up | Blue 2 visits in 10 minutes | 81.3 | – | – | – | To date we are ahead on all three: Blue 1 at 77.4% and Blue 2 at 81.3% against 75% in 10 minutes, B12 at 96.2% against 95% in 25 minutes. Blue 2 was 80.6% at the May update; the other two are unchanged.",
		"percent up | Small works decided in 8 weeks | 93 | – | – | 90 | 93% were decided in time. Other works reached 78%, above 60% but short of the 83% of the two preceding years.",
		"weeks down | Weeks to decide | 41.7 | 19.2 | – | – | A leap: 19.2 weeks in Q1, 41.7 in Q2.",
		"percent up | Letters answered in 30 minutes | 52 | 61 | – | – | June: 14,210 letters, 52% in 30 minutes. Visitors waited 6m 38s, up from 3m 12s in May.",
		"count up | Roads measures that meet their aim | 9 | – | – | – | 24 measures are reported: nine at or over the aim, six near it, nine below.",
		"percent up | Parking fines paid | 71.4 | 79.2 | – | – | The share of fines that get paid went down to 71.4%, although the number sent is the same as last quarter (58).",
		"count up | Learners who passed | 12,480 | – | – | – | 12,480 passed from 23,910 who sat the test, -13 per cent and -12 per cent. It is the third fall running.",
		"days none | Days lost to migraine | 214 | 62 | – | – | Migraine absence jumped to 214 days from 62 last quarter. Working days lost overall went up 17.3%.",
		"percent up | Large works decided in 13 weeks (cumulative) | 45 | 30 | – | – | We went from 30% in Q1 to 45%: five of the 8 in the quarter made 13 weeks.",
		"money none | Fines for litter | 7,640 | 2,940 | – | – | Fines came to £7,640, over twice the £2,940 of last quarter.",
	)
	for _, test := range []struct{ card, want string }{
		{
			"percent up | Small works decided in 8 weeks | 93 | – | – | 90 | 93% were decided in time. 83% of the two late ones were ours.",
			"No whole number of 2 is 83%; the nearest, 2 of 2, is 100.0%.",
		},
		{
			"count down | Average call wait (seconds) | 222 | 305 | – | – | Average wait 3m 42s (Q1 7m 05s).",
			"The words give 7m 05s for Q1 2023/24, and the card has 305.",
		},
		{
			"money none | Fines for litter | 5,640 | 2,940 | – | – | Fines came to £5,640, over twice the £2,940 of last quarter.",
			"From £2,940 to £5,640 is 1.92 times as much, and the words say “over twice”.",
		},
	} {
		saysOf(t, test.card, test.want)
	}
}
