package doubt_test

import "testing"

// A step in numbers and in per cent, and the number that it leads to, fix each other, whatever was there before.
func TestAStepSaidTwiceFitsWhatItLeadsTo(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Births registered | 9,418 | – | – | – | 9,418 births were registered in the second quarter – 377 (8.3 per cent) fewer than a year earlier.",
		"count down | Births registered | 9,418 | – | – | – | 9,418 births were registered in the second quarter – 777 (3.8 per cent) fewer than a year earlier.",
		"count down | Marriages | 2,377 | – | – | – | 5,418 births were registered in the second quarter – 377 (3.8 per cent) fewer than a year earlier.",
		"count none | Licences granted | 61,220 | – | – | – | 61,220 licences were granted, the most since 2009 – up 6% (9,450) compared to 2021.",
		"count none | Licences granted | 61,220 | – | – | – | The number of licences granted in 2022 increased by 3,450 (up 9%) to 61,220.",
		"count none | Books lent | 214,306 | – | – | – | There were 214,306 loans - a reduction of 6,131 loans (-4.8%).",
		"count down | Callouts | 5,312 | – | – | – | Callouts (down 2.1 per cent) are at their lowest, with 5,312 recorded. This is a decrease of 13.5% (1,136 callouts) compared to the mean of five years.",
	)
	saysNothingOf(t,
		"count down | Births registered | 9,418 | – | – | – | 9,418 births were registered in the second quarter – 377 (3.8 per cent) fewer than a year earlier.",
		"count none | Licences granted | 61,220 | – | – | – | 61,220 licences were granted, the most since 2009 – up 6% (3,450) compared to 2021.",
		"count none | Licences granted | 61,220 | – | – | – | The number of licences granted in 2022 increased by 3,450 (up 6%) to 61,220.",
		"count none | Books lent | 214,306 | – | – | – | There were 214,306 loans - a reduction of 6,131 loans (-2.8%).",
		"count down | Callouts | 5,312 | – | – | – | Callouts (down 2.1 per cent) are at their lowest, with 5,312 recorded. This is a decrease of 17.6% (1,136 callouts) compared to the mean of five years.",
		"count none | Visits | 42,000 | – | – | – | Some 42,000 visits were made, up 1,900 (5%) on 2022.",
		// Of another thing, or of some of them.
		"count none | Calls taken | 3,210 | – | – | – | 3,210 calls were taken in the year, a rise of 140 (19%) in those from tenants.",
		"count none | Calls taken | 3,210 | – | – | – | 3,210 calls were taken in the year, including a rise of 240 (19%) at Northgate.",
		"count none | Exclusions | 1,180 | – | – | – | Across 212 schools there was a fall of 130 (10%).",
		"count none | Staff who left | 30 | – | – | – | Of 1,220 staff 130 were new, a rise of 114 (15%).",
		"count none | Incidents | 2,604 | – | – | – | This was made up of 871 fires (an increase of 71%), 640 special services and 1,093 false alarms.",
		"count none | Households waiting | 3,120 | – | – | – | The list stands at 3,120, having grown by 410 (13%) since spring, then fallen by 940 over the summer.",
		"count none | Visits | 2,410 | – | – | – | 2,410 visits were made, sales being up £1,200 (14%).",
	)
}

// What a change in per cent starts from may stand in brackets, or in a clause of its own.
// A budget, what was spent and how far over or under it that is fix each other.
func TestOverspendsFitTheBudgetAndTheSpend(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency none | Revenue outturn | 24,118,000 | – | – | – | We set a budget for total spend of £21.836m. The revenue outturn was a total spend of £21.418m. This gave an underspend on net expenditure of £0.418m against the budget.",
		"currency down | Capital spend | 31,610,000 | – | – | – | Actual outturn was £31.610m against a programme of £33.285m, an underspend of £2.675m.",
		"currency none | Provision for refunds to tenants | 1,235,000 | – | – | – | The budget underspend is £0.412m. A provision of £1.325m for refunds to tenants was made.",
		"currency none | Final revenue outturn | 145,318,000 | – | – | – | Spend was projected at £149.121m. The final outturn of £143.318m was an overspend of £2.115m.",
	)
	saysNothingOf(t,
		"currency none | Revenue outturn | 21,418,000 | – | – | – | We set a budget for total spend of £21.836m. The revenue outturn was a total spend of £21.418m. This gave an underspend on net expenditure of £0.418m against the budget.",
		"currency down | Capital spend | 31,610,000 | – | – | – | Actual outturn was £31.610m against a programme of £33.285m, an underspend of £1.675m.",
		"currency none | Final revenue outturn | 145,318,000 | – | – | – | The outturn at Q3 was £143.318m.",
		"currency none | Final revenue outturn | 145,318,000 | – | – | – | Against a budget of £143.318m the final position is an overspend of £2m.",
	)
}

// The two clauses of one step fit each other and what they lead to.
// A total and how many days it is of make the average beside it.
