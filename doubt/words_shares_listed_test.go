package doubt_test

import "testing"

// A part with its percentage between it and the whole.
func TestAShareWithItsPercentageInTheMiddle(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent down | Young people moved twice or more | 9 | – | – | – | 18 (12.5%) of the 154 young people in foster homes at 30 June 2022 had moved twice or more since July 2021.",
		"percent down | Young people moved twice or more | 9 | – | – | – | 21 (12.5%) of the 144 young people in foster homes had moved twice or more.",
		"count none | Applications | 283 | – | – | – | 39 (12%) of the 61 heard in May were refused.",
	)
	saysNothingOf(t,
		"percent down | Young people moved twice or more | 9 | – | – | – | 18 (12.5%) of the 144 young people in foster homes had moved twice or more.",
		"count none | Applications | 283 | – | – | – | We had 283 applications. 34 (12%) of the 61 heard in May were refused.",
		"count none | Applications | 283 | – | – | – | 34 (12%) of the 61 heard in May were refused.",
		"count none | Applications | 240 | – | – | – | 34 (12%) of the 61 heard in May were refused. All 283 since April were validated.",
		"percent none | Pupils who walk | 41 | – | – | – | 12 (30%) of the 16 to 24 year olds in work walk, and 31 (40%) of the 65 and overs.",
		"percent none | Pupils who walk | 41 | – | – | – | 12 (30%) of the 2023 intake walk, 4 (20%) of 5 year olds, and 14 (22%) in the 20 mph zones.",
		"percent none | Pupils who walk | 41 | – | – | – | 19 (5%) of over 380 staff walk, and 40 (8%) of around 500 cycle.",
	)
}

// Parts with their percentages, of a whole that is told before them.
func TestPairsOfAWholeToldBefore(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Service reviews rated green | 75 | – | – | – | The panel noted that 16 of the quarter 3 reviews were ready. 12 (75%) of the reviews were rated green and 4 (35%) were rated red.",
		"percent up | Service reviews rated green | 75 | – | – | – | 16 reviews were ready. 12 (75%) were rated green and 4 (52%) were rated red.",
		"count down | Parking appeals | 64 | 72 | – | – | There were 64 parking appeals in the year, compared to 72 in 2022/23. 23 (42%) of these appeals were allowed, compared to 36 (50%) in 2022/23.",
	)
	saysNothingOf(t,
		"percent up | Service reviews rated green | 75 | – | – | – | 16 reviews were ready. 12 (75%) were rated green and 4 (25%) were rated red.",
		"percent up | Service reviews rated green | 75 | – | – | – | 16 reviews were ready, of 24 planned. 12 (75%) were green, and 4 (17%) of all planned are late.",
		"percent up | Service reviews rated green | 75 | – | – | – | 16 reviews were ready. 12 (75%) were green, and 4 (35%) of those due in May were late.",
		"percent up | Service reviews rated green | 75 | – | – | – | 16 reviews were ready. 12 (75%) were green and 3 (35%) of the others were held in May.",
		"count down | Parking appeals | 64 | 72 | – | – | There were 64 parking appeals in the year, compared to 72 in 2022/23. 27 (42%) of these appeals were allowed, compared to 36 (50%) in 2022/23.",
	)
}
