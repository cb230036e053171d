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
func TestAChangeFitsTheBaseBehindIt(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Meals served | 81,204 | – | – | – | We served 81,204 meals; a six per cent decrease (96,386).",
		"count none | Meals served | 81,204 | – | – | – | We served 81,204 meals. A four per cent decrease (86,386). Parcels came to 12,300.",
		"count none | Meals served | 81,204 | – | – | – | Parcels came to 12,304. This was a two per cent rise (17,063).",
		"count none | Inspections | 412,700 | – | – | – | Kitchens made up 56% of it all, with 231,000 inspections in total, an increase of 21% from 2021/22, where 206,000 inspections were made.",
		"count none | Inspections | 412,700 | – | – | – | Kitchens made up 56% of it all, with 231,000 inspections in total, an increase of 12% from 2021/22, when there were 106,000.",
	)
	saysNothingOf(t,
		"count none | Meals served | 81,204 | – | – | – | We served 81,204 meals; a six per cent decrease (86,386).",
		"count none | Meals served | 81,204 | – | – | – | We served 81,204 meals; a six per cent decrease (5,182).",
		"count none | Meals served | 81,204 | – | – | – | Parcels came to 12,304. This was a two per cent rise (12,063).",
		"count none | Inspections | 412,700 | – | – | – | Kitchens made up 56% of it all, with 231,000 inspections in total, an increase of 12% from 2021/22, where 206,000 inspections were made.",
		// Another number of the sentence, what is no base, two together, a part.
		"count none | Meals served | 81,204 | – | – | – | We served 81,204 meals and 312 teas; a six per cent decrease (86,719).",
		"count none | Visits | 312 | – | – | – | We made 312 visits and 41 calls, a 9% decrease (388).",
		"count none | Pupils | 1,204 | – | – | – | 1,204 pupils took part in 2021, an increase of 12% from 2019, when 40 schools did.",
		"count none | Pupils | 1,204 | – | – | – | 1,204 pupils took part in 2021, an increase of 12% from 2019, when 980 parents were asked.",
		"count none | Notices | 4,120 | – | – | – | We sent 4,120 notices, a 3% increase (712 from cameras).",
		"currency none | Grants | 4200000 | – | – | – | £4.2m was paid, a 3% increase (£120,000).",
	)
}
