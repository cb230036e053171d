package doubt_test

import (
	"testing"
)

// A number that stands beside others of the card is called wrong only where nothing else can be meant by it.
func TestNumbersInCompanyThatMayBeRight(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		// Only one other number is the card's.
		"percent none | Footpath network open and easy to use | 74 | 74 | 71 | 80 | 3 up on last year. Two points still needed.",
		// Two differ, so they are of something else.
		"count down | Rough sleepers, autumn count | 14 | – | 19 | 10 | Fourteen people were found, ten fewer than in autumn 2022. Ten were men and four were women.",
		// It is how far two others are apart.
		"count down | Overdue repairs | 1405 | 1710 | 2118 | 1000 | Overdue repairs: 1,405. That is 305 down on June and 713 down on September last year. We still have 408 to go.",
		// It is another target.
		"percent up | Council tax collected | 82.6 | 55.1 | 83.4 | 83 | Collection stands at 82.6%, which is 0.8 percentage points down on the same time last year (83.4%) and 0.4 points short of the profiled target of 86%.",
		// It has not moved, or is told of before.
		"percent up | Patients who began treatment in time | 64.9 | 64.9 | – | – | In the quarter 64.9% of patients began treatment in time.",
		"percent up | Calls answered | 64 | 71 | – | – | The share of calls answered was 71% now that the new system is in.",
		// The stock of before is nothing that came.
		"count down | Households in temporary accommodation | 361 | 196 | – | – | 361 households. 196 were placed before Q2, and 13 have left since.",
		// The parts need not be all.
		"percent up | Leavers seen | 61 | 60 | – | – | Mainly 214 of the 398 resigned, 66 retired, 109 moved on.",
		"percent up | Leavers seen | 61 | 60 | – | – | 214 of the 389 resigned, 66 retired, 106 moved on.",
		// The whole may be rounded.
		"percent up | Clients who completed | 41.5 | 40.1 | – | 45 | 830 out of 2,000 clients completed. We'd need another 120 to reach 45%.",
	)
}
