package doubt_test

import "testing"

// The best of a time that reaches back beyond the card's earlier figures is better than these.
func TestTheBestSinceALongTime(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Letters answered in time | 94.1 | 95.0 | – | – | Our best quarter since Q4 2019-20.",
		"percent up | Letters answered in time | 94.1 | 95.0 | – | – | This is the highest since 2019.",
		"percent up | Letters answered in time | 94.1 | 93 | 95.0 | – | 94.1% is the highest on record.",
		"percent up | Letters answered in time | 94.1 | 93 | 95.0 | – | The best performance in two years.",
		"count down | Potholes reported | 2,969 | 2,900 | – | – | The lowest number since 2019.",
	)
	saysNothingOf(t,
		"percent up | Letters answered in time | 94.1 | 93 | – | – | Best quarter since 2020-21 (Q4 95.2%).",
		"percent up | Letters answered in time | 94.1 | 95.0 | – | – | Our best quarter since Q1.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | Our best second quarter since 2019.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | Our second best quarter since 2019.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | Performance on emails is the highest since 2019.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | Q1 was the best quarter since 2019.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | One of the best quarters since 2019.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | The best since 2019 for Mondays.",
		"percent up | Letters answered in time | 94.1 | 95.0 | 92 | – | The highest increase since 2019.",
		"percent up | Letters answered in time | 94 | 94.1 | 92 | – | The best since 2019.",
		"count none | Families waiting | 2,969 | 3,120 | – | – | Most have waited since 2019.",
	)
}

// A number for all that the title names, at the end of the card's period, is the figure.
func TestWhatStandsAtTheEndOfThePeriod(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Transfer list | 2,969 | 3,100 | – | – | At the end of September the transfer list stood at 2,696.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | The transfer list was 3,402 at 30 September.",
		"currency down | Rent arrears | 412,300 | 398,100 | – | – | Rent arrears stood at £487,150 on 30 September 2023.",
	)
	saysNothingOf(t,
		"count down | Transfer list | 2,969 | 3,100 | – | – | At the end of September the transfer list stood at 2,969.",
		"count down | Families on the transfer list | 2,969 | 3,100 | – | – | At the end of September the transfer list stood at 4,696.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | At the end of August the transfer list stood at 2,696.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | At the end of September the transfer list for Hale stood at 2,696.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | At the end of September the transfer list stood at 2,696 in the north.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | The transfer list was 2,696 in 2021.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | The transfer list now stands at 2,696.",
		"currency down | Rent arrears | 412,300 | 398,100 | – | – | Former tenants' rent arrears stood at £487,150 on 30 September 2023.",
		"currency down | Rent arrears | 412,300 | 398,100 | – | – | Garage rent arrears were £487,150 at 30 September.",
		"count down | Transfer list | 2,969 | 3,100 | – | – | 2,969. At the end of September the transfer list stood at 2,696 when those housed are left out.",
	)
}

// What two numbers are said to be apart.
func TestWhatIsMissingBetweenTwoNumbers(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency up | Fees received | 52,900 | – | – | – | If £61.4k should be there, but only £52.9k is in the account, then £9,500 has gone missing.",
		"currency up | Fees received | 52,900 | – | – | – | £52.9k came in compared with £61.4k billed, a gap of £5,800.",
		"count up | Tablets returned | 414 | – | – | – | 502 were lent but only 414 came back, so 98 are missing.",
		"count up | Tablets returned | 414 | – | – | – | The difference between the 502 lent and the 414 returned is 98.",
	)
	saysNothingOf(t,
		"currency up | Fees received | 52,900 | – | – | – | If £61.4k should be there, but only £52.9k is in the account, then £8,500 has gone missing.",
		"currency up | Fees received | 52,900 | – | – | – | £52.9k came in compared with £61.4k billed, a gap of £8,500.",
		"currency up | Fees received | 52,900 | – | – | – | £52.9k came in compared with £61.4k billed, and £2,000 was lost to charges.",
		"count up | Tablets returned | 414 | – | – | – | 502 were lent but only 414 came back, so 88 are missing.",
		"count up | Tablets returned | 414 | – | – | – | 502 were lent but only 414 came back; 60 are lost and 28 late.",
		"count up | Tablets returned | 414 | – | – | – | The difference between the 502 lent and the 414 returned is 88.",
		"count up | Tablets returned | 414 | – | – | – | The difference of 12 is due to 502 against 498 that were on loan.",
		"count up | Tablets returned | 414 | – | – | – | 414 came back against 390 in Q1, and 12 are missing.",
	)
}
