package doubt_test

import "testing"

// A list that the words tie to its whole must make it, whatever time its parts are named by.
func TestListsMakeTheirWhole(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		// by times within the card's own period
		"count down | Falls with harm | 14 | 9 | – | – | Six of the 14 were avoidable (43%): three in July, one in August and one in September.",
		"count none | Licences issued | 131 | 120 | – | – | 48 were issued in July, 44 in August and 93 in September - 131 altogether.",
		"currency up | Interest earned | 418,000 | 402,000 | – | – | Treasury earned £418k: July £131k, August £104k, September £147k.",
		// with a word that could tell of more, and does not here
		"days down | Days to recruit | 61 | 58 | – | – | 52 vacancies: 24 out to advert, 19 appointed and about to start, 11 on hold.",
		"count none | Panel hearings | 71 | – | – | – | Since July there have been 71 hearings: 9 licences granted, 53 refused, 4 suspended, 17 revoked and no further action on 6.",
		// of a part that stands before its own whole
		"percent down | Repeat referrals | 16.4 | – | – | – | 161 repeats in 981 referrals: north 72, south 58, coast 41.",
		"percent down | Tenancies that failed | 4.2 | – | – | – | 46 failures from 1,104 lettings: arrears 21, abandonment 19 and other 16.",
		// of those left once some were taken out
		"count down | Complaints investigated | 84 | 80 | – | – | 97 were received, 13 of which were not for us, leaving 84. 41 were upheld, 53 not upheld.",
	)
	saysNothingOf(t,
		"count down | Falls with harm | 14 | 9 | – | – | Five of the 14 were avoidable (36%): three in July, one in August and one in September.",
		"count none | Licences issued | 131 | 120 | – | – | 48 were issued in July, 44 in August and 39 in September - 131 altogether.",
		"days down | Days to recruit | 61 | 58 | – | – | 52 vacancies: 24 out to advert, 17 appointed and about to start, 11 on hold.",
		"count none | Panel hearings | 71 | – | – | – | Since July there have been 71 hearings: 9 licences granted, 35 refused, 4 suspended, 17 revoked and no further action on 6.",
		"percent down | Repeat referrals | 16.4 | – | – | – | 161 repeats in 981 referrals: north 72, south 48, coast 41.",
		"percent down | Repeat referrals | 16.4 | – | – | – | 161 repeats in 981 referrals: north 412, south 318, coast 251.",
		"count down | Complaints investigated | 84 | 80 | – | – | 97 were received, 13 of which were not for us, leaving 84. 31 were upheld, 53 not upheld.",
		// other times, and some of the parts only
		"count down | Falls with harm | 14 | 9 | – | – | 14 were reported: nine were in the quarter before, eleven a year ago and 12 in Q4.",
		"count none | Licences issued | 131 | 120 | – | – | 131 were issued: 48 in July and, at the busiest counter, 44 in August and 12 in June.",
		"count none | Panel hearings | 71 | – | – | – | There were 71 hearings: 9 licences granted, 35 refused, including 4 after further evidence, and 17 revoked.",
		"percent down | Repeat referrals | 16.4 | – | – | – | 161 repeats in 981 referrals: mainly north 72 and south 38.",
		// running totals
		"count up | Homes built this year | 131 | 92 | – | – | 131 homes so far: 104 by July, 118 by August and 131 by September.",
	)
}

// Where a sentence names a whole, some and the rest, there is no more to come.
func TestSomeAndTheRestAreAll(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Appeals decided | 64 | 71 | – | – | Of the 64, 21 were allowed or part allowed and the remaining 31 were dismissed.",
		"count down | Complaints closed | 92 | 88 | – | – | After a review of all 92 complaints, 37 were upheld and the other 46 were not.",
		"percent up | Homes checked | 88 | 90 | – | – | 211 of the 240 homes were checked and the remaining 18 are booked.",
		"count none | Garages let | 80 | 75 | – | – | Of the 80 garages, 31 are let, 12 are used for storage and the other 17 will be pulled down.",
	)
	saysNothingOf(t,
		"count down | Appeals decided | 64 | 71 | – | – | Of the 64, 21 were allowed or part allowed and the remaining 43 were dismissed.",
		"count down | Complaints closed | 92 | 88 | – | – | After a review of all 92 complaints, 46 were upheld and the other 46 were not.",
		"percent up | Homes checked | 88 | 90 | – | – | 211 of the 240 homes were checked and the remaining 29 are booked.",
		// the whole stands elsewhere
		"percent up | Callers satisfied | 88 | 90 | – | – | 1,912 people answered. 1,683 said they were satisfied (88%), 134 weren't and the other 95 had no view.",
		"count down | Complaints closed | 92 | 88 | – | – | 92 were closed and 14 withdrawn. 40 of those 92 had been late and the other 14 were never ours.",
		// the rest is parted once more, or is of another whole
		"count down | Appeals decided | 64 | 71 | – | – | Of the 64, 21 were allowed and 30 of the remaining 43 dismissed after a hearing.",
		"count down | Appeals decided | 64 | 71 | – | – | Of the 64, 21 were allowed, of which 8 had costs, and the remaining 43 were dismissed.",
		"count down | Appeals decided | 64 | 71 | – | – | Of the 64, 21 were allowed with more than 9 conditions each and the remaining 43 dismissed.",
		"count none | Garages let | 80 | 75 | – | – | Of the 80 garages, around 30 are let and the remaining 48 will be pulled down.",
	)
}

// Percentages of one whole make 100.
func TestPercentagesOfOneWholeMakeAHundred(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"days down | Days lost per employee | 2.31 | 2.4 | – | – | Long term 68%, short term 23%.",
		`days down | Days lost per employee | 2.31 | 2.4 | – | – | Sickness is down.\n- Short term 31% and long term 96%\n- Flu jabs start in October`,
		"count none | Calls to the control room | 41,220 | 40,100 | – | – | Of all calls 41.7% were to houses, 30.9% to offices, the other 24.7% were false alarms.",
	)
	saysNothingOf(t,
		"days down | Days lost per employee | 2.31 | 2.4 | – | – | Long term 68%, short term 32%.",
		"days down | Days lost per employee | 2.31 | 2.4 | – | – | Long term 68%, short term 31%.",
		"percent down | Sickness rate | 6.3 | 5.9 | – | – | Long term 4.2%, short term 2.1%.",
		"percent up | Reviews on time | 81 | 84 | – | – | Long term cases 77%, short term 72%.",
		"count none | Calls to the control room | 41,220 | 40,100 | – | – | Of all calls 41.7% were to houses, 30.9% to offices, the other 27.4% were false alarms.",
		"count none | Calls to the control room | 41,220 | 40,100 | – | – | Of all calls 41.7% were to houses, 30.9% to offices, the other 27.5% were false alarms.",
		"days down | Days lost per employee | 2.31 | 2.4 | – | – | 6.1% of staff were off for more than a month, 31.0% had some absence and 62.9% had no absence.",
		// not of one whole
		"days down | Days lost per employee | 2.31 | 2.4 | – | – | 6.1% of managers, 24.7% of drivers and 62.9% of clerks had no absence.",
		"percent up | Turnout | 64 | 61 | – | – | Men 64%, women 63%.",
	)
}

// What stands beside a list, a share or an amount may be of others.
func TestPartsAndSharesOfOthers(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		"count none | School places | 4,410 | 4,380 | – | – | 4,410 got a place, 30% of the 1,240 requests were met on appeal.",
		"count none | School places | 4,410 | 4,380 | – | – | 4,410 children got a place, 65% of the 5,600 applicants have a sibling there.",
		"count none | Requests received | 392 | 299 | – | – | 392 requests. By quarter there were 297, 320, 299 and 391.",
		"count none | Requests received | 1,309 | 299 | – | – | By quarter 297, 320, 299 and 392.",
		"currency down | Net overspend | 3,856,000 | 5,047,000 | – | – | Net overspend £3.856m. The main ones are adults £2.410m over, children's £2.035m over; corporate is £0.607m under.",
		"count none | Licences issued | 131 | 120 | – | – | 48 were issued in April, 44 in May and 93 in June, before the move - 131 altogether.",
		"count none | Licences issued | 131 | 120 | – | – | 131 altogether: 48 in January, 44 in February and 93 in March.",
	)
}
