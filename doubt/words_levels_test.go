package doubt_test

import "testing"

// A level that is not the card's figure, where the steps beside it show which of the two has gone wrong.
func TestLevelsBesideTheirSteps(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"percent up | Calls answered within 60 seconds | 75 | 69 | 66 | 70 | Service level 72%, two points over target and three better than last quarter.",
			"The words give 72%, and the figure is 75%."},
		{"currency down | Rent arrears (£) | 918,500 | 942,700 | – | – | Arrears stood at £918,400 at the end of September, £24,300 lower than in June.",
			"The words give £918,400, and the figure is £918,500."},
		{"percent up | Care cases concluded within 26 weeks | 61 | – | 61 | – | 57% of cases were concluded within 26 weeks, down 4 percentage points over the same period last year.",
			"The words give 57%, and the figure is 61%."},
		{"percent up | Household waste recycled | 43.6 | 41.9 | – | – | 41.9 per cent of household waste was recycled between July and September 2023, 1.7 points more than the 41.9 per cent of the previous quarter.",
			"The words give 41.9 per cent, and the figure is 43.6%."},
		{"count none | Planning applications received | 58,300 | – | 67,800 | – | From July to September 2023 authorities received 67,800 applications, down 14% compared with the same quarter last year.",
			"The words give 67,800, and the figure is 58,300."},
		{"count up | Food inspections | 541 | 315 | – | 580 | In total 580 inspections were completed, under the 580 set but 72% more than the 315 of last quarter.",
			"The words give 580, and the figure is 541."},
		{"count down | Fire fatalities | 193 | – | 246 | – | There were 246 fatalities in 180 fires, compared with 246 in the same quarter last year, 53 fewer.",
			"The words give 246, and the figure is 193."},
		{"days down | Days lost per employee | 9.8 | – | 9.8 | 8.5 | Days lost averaged 7.6, an improvement on the 9.8 for the same period in the previous year.",
			"The words give 7.6, and the figure is 9.8 days."},
		{"count down | Recorded crime | 44,721 | – | 44,721 | – | Recorded crime fell from 44,721 to 43,036, a reduction of 1,685.",
			"The words give 43,036, and the figure is 44,721."},
		{"count none | Looked after children | 584 | 584 | – | – | There has been an increase from 584 on the last day of June to 597 on the last day of September.",
			"The words give 597, and the figure is 584."},
		{"count none | Children looked after | 241 | 227 | – | – | Numbers have grown from 218 at the end of 2021/22 to 231, a rise of 13.",
			"The words give 231, and the figure is 241."},
		{"count down | Main duty acceptances | 5,410 | 6,150 | – | – | 6,150 households were accepted as owed a main duty between July and September 2023.",
			"The words give 6,150, and the figure is 5,410."},
		{"count none | Hate incidents reported | 78 | 71 | – | – | 72 incidents: race 54, religion 9, sexual orientation 6, disability 2, other 1.",
			"The words give 72, and the figure is 78."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"percent up | Calls answered within 60 seconds | 75 | 69 | 66 | 70 | Service level 75%, five points over target and six better than last quarter. For housing 72%, two over target.",
		"percent up | Calls answered within 60 seconds | 75 | 69 | 66 | 70 | Web chats 72%, two points over the 70% that the contract asks for.",
		"percent up | Calls answered within 60 seconds | 75 | 69 | 66 | 70 | 74.6%, over target.",
		"currency down | Rent arrears (£) | 918,437 | 942,712 | – | – | Arrears stood at £918,400 at the end of September, £24,300 lower than in June.",
		"percent up | Care cases concluded within 26 weeks | 61 | – | 61 | – | 57% of urgent cases took longer than 12 weeks, down 4 percentage points.",
		"percent up | Care cases concluded within 26 weeks | 61 | – | 61 | – | 61% of cases were concluded within 26 weeks. Excluding transfers 57% were, down 4 points.",
		"percent up | Household waste recycled | 43.6 | 41.9 | – | – | 41.9 per cent of household waste was recycled in the previous quarter, and 1.7 points more in this.",
		"count none | Planning applications received | 67,200 | – | 76,400 | – | In the same quarter a year earlier 76,400 applications came. They are down 12%.",
		"count none | Planning applications received | 58,300 | – | 67,800 | – | Decisions came to 49,600, down 14% compared with the same quarter last year.",
		"count up | Food inspections | 541 | 315 | – | 580 | We had planned 580 inspections. 72% more than the 315 of last quarter were done.",
		"count down | Fire fatalities | 193 | – | 246 | – | There were 193 fatalities in 180 fires, compared with 246 in the same quarter last year, 53 fewer.",
		"count down | Fire fatalities | 193 | – | 246 | – | 1,180 alarms were false, 53 fewer than a year ago.",
		"days down | Days lost per employee | 9.8 | – | 9.8 | 8.5 | In Adults days lost averaged 7.6, an improvement on the 9.8 for the whole council in the previous year.",
		"days down | Days lost per employee | 9.8 | – | 9.8 | 8.5 | Days lost averaged 9.8, the same as last year.",
		"count down | Recorded crime | 44,721 | 44,721 | – | – | Recorded crime fell from 44,721 to 43,036 in July and rose to its old level by September.",
		"count none | Looked after children | 584 | 584 | – | – | Numbers rose from 584 in June to 597 in August, and were 584 again at the end of September.",
		"count none | Children looked after | 241 | 227 | – | – | Numbers have grown from 218 at the end of 2021/22 to 241, a rise of 23. Places grew from 218 to 231, a rise of 13.",
		"count down | Main duty acceptances | 5,410 | 6,150 | – | – | 6,150 households were accepted between April and June 2023.",
		"count down | Main duty acceptances | 5,410 | 6,150 | – | – | 6,150 households asked for help between July and September 2023.",
		"count none | Hate incidents reported | 78 | 71 | – | – | 72 incidents: race 54, religion 9, sexual orientation 6, disability 2, other 1; and six online, 78 in all.",
	)
}

// A mark that the figure is said to have passed, and has not.
func TestMarksPassed(t *testing.T) {
	t.Parallel()
	saysOf(t, "percent up | Rent collected | 100.4 | 99.7 | 100.2 | 100 | Dropped below 100% for the first time this year as furlough ends.",
		"The figure is 100.4%, and the words say “below 100%”.")
	saysOf(t, "count down | Households in temporary accommodation | 388 | 402 | 371 | – | The number has risen above 400.",
		"The figure is 388, and the words say “above 400”.")
	saysNothingOf(t,
		"percent up | Rent collected | 99.6 | 100.7 | 100.2 | 100 | Dropped below 100% for the first time this year as furlough ends.",
		"percent up | Rent collected | 100.4 | 99.7 | 100.2 | 100 | Dropped below 100% in May, and recovered.",
		"percent up | Rent collected | 100.4 | 99.7 | 100.2 | 100 | Rent for garages dropped below 100%.",
		"percent up | Rent collected | 100.4 | 99.7 | 100.2 | 100 | It has never dropped below 100%, and should not.",
		"count down | Households in temporary accommodation | 388 | 402 | 371 | – | The number has fallen below 400.",
		"count down | Households in temporary accommodation | 388 | 402 | 371 | – | The number in hotels has risen above 400 beds a week.",
	)
}
