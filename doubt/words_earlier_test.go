package doubt_test

import "testing"

// An earlier number said first, and what the figure is from there behind it.
func TestAChangeBehindItsEarlierNumber(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Planning applications received | 412 | 377 | 468 | – | In the same quarter last year 468 were received, so this is a 21% fall.",
		"count none | Planning applications received | 412 | – | – | – | In Q1 we had received 377 applications, so this represents an increase of 53 (14.1%).",
		"count none | Planning applications received | 681 | 377 | – | – | Last quarter 377 applications were received, so this is a further increase (9%).",
		"count none | Planning applications received | 412 | 377 | – | – | Last quarter 511 applications were received, so this is a further increase (9%).",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | Last quarter we answered 82.6%, so this is a drop of 2.4 points.",
		"currency up | Car park income | 412,300 | 371,200 | – | – | Income last quarter was £371,200; this represents growth of 21%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | 1,166 | – | There were 1,310 in quarter 1, so this is a welcome reduction of 16%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | 1,166 | – | Last year there were 1,166, so this is a rise of 8%.",
		"days down | Days to re-let a home | 41 | 48 | – | – | It took 48 days in Q1, so this is an improvement of 17 days.",
		"count up | Volunteers | 96 | 80 | – | – | Last quarter we had 80, and this represents a 60% rise.",
	)
	saysNothingOf(t,
		"count none | Planning applications received | 412 | 377 | 468 | – | In the same quarter last year 468 were received, so this is a 12% fall.",
		"count none | Planning applications received | 412 | – | – | – | In Q1 we had received 377 applications, so this represents an increase of 35 (9.3%).",
		"count none | Planning applications received | 412 | 377 | – | – | Last year there were 120 for solar panels, and 180 now, so this is a 50% rise.",
		"count none | Planning applications received | 412 | 377 | – | – | Last quarter appeals numbered 20, so this is a reduction of 15%.",
		"count none | Planning applications received | 412 | 377 | – | – | Last quarter 377 applications were received, so this is a 5% increase in fees.",
		"count none | Planning applications received | 412 | 377 | – | – | 45 came from one builder. Last quarter it was 30, so this is a 50% increase.",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | Last quarter we answered 82.6%, so this is a slight fall (78.4%).",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | Last quarter we answered 82.6%, so this is a 5% fall.",
		"currency up | Car park income | 412,300 | 371,200 | – | – | Income last quarter was £371,200; this represents growth of 11%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | – | – | There were 4,820 last year, so this is on course for a reduction of 2%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | – | – | There were 4,820 last year, so this represents a reduction of 2%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | – | – | There were 88 in Hale last quarter, so this is an increase of 12%.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | 1,166 | – | There were 1,310 in quarter 1, so this is a fall of 8%, but a rise of 3% on last year.",
		"count down | Fly-tipping incidents | 1,204 | 1,310 | 1,166 | – | There were 1,310 in quarter 1, so this is not a rise of 8% as was reported.",
		"days down | Days to re-let a home | 41 | 48 | – | – | It took 48 days in Q1, so this is an improvement of 7 days.",
		"count up | Volunteers | 96 | 80 | – | 120 | Last quarter the target was 80, so this is a rise of 50%.",
	)
}

// How much a change was behind its ends and a verb.
func TestAChangeThatAVerbMeasures(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Library loans | 30,700 | 12,400 | – | – | The percentage increase, from 12,400 in Q1, is nearly 190%.",
		"count none | Library loans | 70,300 | 12,400 | – | – | The percentage increase, from 12,400 in Q1, is nearly 150%.",
		"count none | Library loans | 30,700 | 12,400 | – | – | The increase from 12,400 to 30,700 was 109%.",
		"count none | Library loans | 412 | 377 | 468 | – | The rise on the previous quarter was 6.1%.",
		"count none | Library loans | 412 | 377 | 468 | – | The fall since the same quarter last year is 65 (12%).",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | The fall from 82.6% to 78.4% was 2.4 points.",
		"count none | Library loans | 412 | – | – | – | In Hale the fall from 98 to 41 amounts to 48%.",
	)
	saysNothingOf(t,
		"count none | Library loans | 30,700 | 12,400 | – | – | The percentage increase, from 12,400 in Q1, is nearly 150%.",
		"count none | Library loans | 412 | 377 | 468 | – | The fall since the same quarter last year is 65% due to one branch.",
		"count none | Library loans | 412 | 377 | 468 | – | The fall since the same quarter last year was expected. 65% are for children.",
		"count none | Library loans | 412 | 377 | – | – | The increase in fines since last quarter is 25%.",
		"count none | Library loans | 412 | 377 | – | – | The planned increase on last quarter was 5%.",
		"count none | Library loans | 412 | – | – | – | The fee increase from £2.06 in 2022 is 25%.",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | The increase in demand from 40,210 calls in Q1 is 14%.",
		"percent up | Calls answered in time | 78.4 | 82.6 | – | – | The fall from 82.6% to 78.4% was 5%.",
	)
}

// A peak is an earlier number of the same thing, and what the figure is similar to is not what changed.
func TestChangesFromAPeak(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Calls to the line | 6,420 | 6,431 | – | – | Calls numbered 6,420, similar to Q1 (6,431) but 41% lower than the record of 9,204 in 2020.",
		"count none | Calls to the line | 6,420 | 5,107 | – | – | A rise on last quarter (5,107), but 30% lower than the peak number of 2,904 in 2020.",
		"count none | Calls to the line | 6,420 | 6,431 | – | – | 6,420 calls, in line with the 6,431 of Q1 and 1,092 (24%) fewer than in 2019 (7,512).",
	)
	saysNothingOf(t,
		"count none | Calls to the line | 6,420 | 6,431 | – | – | Calls numbered 6,420, similar to Q1 (6,431) but 30% lower than the record of 9,204 in 2020.",
		"count none | Calls to the line | 6,420 | 5,107 | – | – | A rise on last quarter (5,107), but 30% lower than the peak number of 9,204 in 2020.",
		"count none | Calls to the line | 6,420 | 6,431 | – | – | Calls on Mondays are similar to the 812 of Fridays and 14% more than on Sundays (712).",
		"count none | Calls to the line | 6,420 | 6,431 | – | – | Abandoned calls are 30% lower than the record of 914 in 2020.",
		"count none | Calls to the line | 6,420 | 6,431 | – | – | Emails were 30% lower than the peak of 9,114 in 2020.",
		"count none | Calls to the line | 6,420 | 6,431 | – | – | 6,420 calls, in line with the 6,431 of Q1 and 1,092 (15%) fewer than in 2019 (7,512).",
	)
}
