package doubt_test

import "testing"

// Nothing is upheld and not upheld: those on both sides are no more than there are, and no fewer where all were
// decided.
func TestBothSidesAreNoMoreThanThereAre(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Reviews upheld | 27 | 31 | – | – | 70 reviews were asked for, six withdrawn. 72 were upheld or partly upheld, compared with 31 last quarter; 37 were not upheld.",
		"count none | Reviews upheld | 27 | 31 | – | – | 70 reviews were asked for, six withdrawn. 27 were upheld or partly upheld, compared with 31 last quarter; 73 were not upheld.",
		"count none | Reviews upheld | 27 | 31 | – | – | 70 reviews were asked for, six withdrawn. 72 were upheld or partly upheld; 37 were not upheld.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised, compared with 41 the quarter before. Of these, 17 were upheld and 39 not upheld at stage one.",
		"count none | Grievances heard | 24 | 20 | – | – | 24 grievances were heard. Seven were upheld, five partly upheld and nine not upheld.",
		"percent up | Licences answered in time | 93 | 90 | – | – | Applications received 204; replies sent 214; within the statutory timescale 241; longer than the timescale 15.",
		"percent up | Licences answered in time | 93 | 90 | – | – | Applications received 204; replies sent 214; within the statutory timescale 191; longer than the timescale 15.",
		"percent up | Enquiries answered in time | 68 | 71 | – | – | 140 enquiries received; 195 answered inside the limit, 31 outside it.",
		"count none | Milestones | 64 | – | – | – | 41 were achieved or outperformed, 8 were below target but within tolerance and 51 were outside it.",
		// what is left is called otherwise than the figure
		"count none | Grievances that went to panel | 18 | – | – | – | Of the 48 grievances raised, 81 went to panel; 5 were founded and 13 were not upheld.",
	)
	saysNothingOf(t,
		"count none | Reviews upheld | 27 | 31 | – | – | 70 reviews were asked for, six withdrawn. 27 were upheld or partly upheld, compared with 31 last quarter; 37 were not upheld.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised, compared with 41 the quarter before. Of these, 17 were upheld and 31 not upheld at stage one.",
		"count none | Grievances heard | 24 | 20 | – | – | 24 grievances were heard. Seven were upheld, five partly upheld and twelve not upheld.",
		"percent up | Licences answered in time | 93 | 90 | – | – | Applications received 204; replies sent 214; within the statutory timescale 199; longer than the timescale 15.",
		"count none | Milestones | 64 | – | – | – | 41 were achieved or outperformed, 8 were below target but within tolerance and 15 were outside it.",
		"count none | Grievances that went to panel | 18 | – | – | – | Of the 48 grievances raised, 18 went to panel; 5 were founded and 13 were not upheld.",
		"count none | Stage-three complaints heard | 14 | 12 | – | – | Fourteen stage-three complaints were heard. Six were upheld, three partially upheld and five not upheld.",
		// some are pending, or ended otherwise
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised. Of these, 17 were upheld, 21 not upheld and ten are open.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised. Of these, 17 were upheld and 21 not upheld; others await a hearing.",
		"count none | Calls made | 3,110 | 3,240 | – | – | 3,110 calls were made. 2,642 were answered and 281 abandoned.",
		// of others too: from before, of more than each, of two kinds, over a longer time
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised and 52 closed. 21 were upheld and 31 not upheld.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised, about 63 matters. 21 were upheld and 42 not upheld.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances were raised. 30 points were upheld and 42 not upheld.",
		"count none | Grievances raised | 48 | 41 | – | – | 48 grievances (41 in Q1). In the year so far 50 were upheld, 37 not upheld.",
		"percent up | Repairs in time | 90 | 86 | – | – | We did 180 urgent repairs and 520 routine ones. 630 were in time and 70 late.",
		"percent up | Repairs in time | 92 | 86 | – | – | 180 repairs. 121 were done within a day, 165 within a week and 15 outside it.",
		"percent up | Calls answered | 91 | 90 | – | – | 14,000 calls came in on the main line. Across all lines 16,380 were answered and 1,620 abandoned.",
		"count none | Requests | 210 | 190 | – | – | 210 requests came in. 190 were granted in full or in part and 35 refused in full or in part.",
		"count none | Stage-three complaints heard | 41 | 12 | – | – | By mid-year fourteen stage-three complaints were heard. Six were upheld, three partially upheld and five not upheld.",
		"count none | Stage-three complaints heard | 37 | 12 | – | – | 14 stage-three complaints were heard by the county. Six were upheld, three partially upheld and five not upheld.",
	)
}

// The two sides of what the card counts make its figure, as far as they are rounded.
func TestTwoSidesMakeTheFigure(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count up | Dwellings approved | 14,300 | – | – | – | 2,100 for major schemes and 42,200 for minors; 98,400 applications of all kinds were received.",
		"count up | Dwellings approved | 84,300 | – | – | – | 2,100 for major schemes and 12,200 for minors.",
		"count up | Dwellings approved | 14,300 | – | – | – | 6,100 for major schemes and 12,200 for minors, both up on the year before.",
		"count none | Households owed a duty to be housed | 48,730 | – | – | – | 21,410 households were owed a prevention duty, linked to a 41.2% fall in notices, and 22,310 a relief duty.",
		"currency none | Legal costs | 412,000 | 390,000 | – | – | £300k for internal advice and £211k for external.",
	)
	saysNothingOf(t,
		"count up | Dwellings approved | 14,300 | – | – | – | 2,100 for major schemes and 12,200 for minors; 98,400 applications of all kinds were received.",
		"count up | Dwellings approved | 14,340 | – | – | – | 2,100 for major schemes and 12,200 for minors.",
		"count none | Households owed a duty to be housed | 43,730 | – | – | – | 21,410 households were owed a prevention duty, linked to a 41.2% fall in notices, and 22,310 a relief duty.",
		"currency none | Legal costs | 412,000 | 390,000 | – | – | £300k for internal advice and £112k for external.",
		"currency none | Legal costs | 412,000 | 390,000 | – | – | £0.3m for internal advice and £0.11m for external.",
		// a third kind, one side alone, longer times
		"count up | Dwellings approved | 16,100 | – | – | – | 2,100 for major schemes and 12,200 for minors; changes of use make up the rest.",
		"count none | Households owed a relief duty | 640 | – | – | – | 512 households were owed a prevention duty and 640 a relief duty.",
		"count none | Households owed a duty | 640 | – | – | – | 412 households were owed a prevention duty and 440 a relief duty in the year so far.",
		"count none | Births registered | 300 | 290 | – | – | 300 births and 220 deaths were registered.",
		"count none | Casualties | 52 | – | – | – | 31 men and 17 women, and four children.",
	)
}

// What is lacking is as much as two numbers are apart.
func TestWhatIsLacking(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Indicators on target | 71 | – | – | – | 52 indicators are in use, but only 45 reported as 6 were data only and for 5 the data was late. 71% were on target.",
		"percent up | Indicators on target | 71 | – | – | – | 52 indicators are in use, but only 25 reported as 2 were data only and for 5 the data was late. 71% were on target.",
		"count none | Employees | 248 | – | – | – | There are 120 women and 128 men; each quartile holds 26 employees.",
	)
	saysNothingOf(t,
		"percent up | Indicators on target | 71 | – | – | – | 52 indicators are in use, but only 45 reported as 2 were data only and for 5 the data was late. 71% were on target.",
		"count none | Employees | 248 | – | – | – | There are 120 women and 128 men; each quartile holds 62 employees.",
		"count none | Employees | 249 | – | – | – | Each quartile holds 62 employees, but for the top with 63.",
		// other things, and some of the reasons
		"count none | Sites inspected | 45 | – | – | – | 52 sites were due but only 45 were inspected, as 9 inspectors were on leave.",
		"count none | Sites inspected | 45 | – | – | – | 52 sites were due but only 45 were inspected, as 3 were shut.",
		"count none | Sites inspected | 45 | – | – | – | 52 sites were due but only 45 were inspected, as 4 were shut and the team was short of staff.",
		"currency up | Grants won | 318,000 | – | – | – | We bid for £405k but only £318k came; £20k of equipment is missing.",
		"count none | Employees trained | 248 | – | – | – | On average each quarter 40 employees are trained.",
	)
}
