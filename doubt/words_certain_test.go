package doubt_test

import "testing"

// The best of a time that reaches back beyond the card's earlier figures is better than these.
// A number for all that the title names, at the end of the card's period, is the figure.
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
