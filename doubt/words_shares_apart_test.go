package doubt_test

import "testing"

// A percentage of something in quotation marks, with its count behind it.
func TestSharesOfWhatIsQuoted(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Files received | 38,214 | – | – | – | Two kinds stand out: 28.4% related to 'theft and fraud' (10,825) and 27.1% related to 'harm to a person' (10,536).",
		"count none | Files received | 38,214 | – | – | – | Two kinds stand out: 28.4% related to “theft and fraud” (10,852) and 27.6% related to “harm to a person” (10,356).",
	)
	saysNothingOf(t,
		"count none | Files received | 38,214 | – | – | – | Two kinds stand out: 28.4% related to 'theft and fraud' (10,852) and 27.6% related to 'harm to a person' (10,536).",
		"count none | Files received | 38,214 | – | – | – | Of 2,140 'theft and fraud' files, 28.4% were 'passed on' (608).",
	)
}

// What remains, and its only two parts.
// Days lost by each of the staff, whose average number is told in a sentence of its own.
func TestDaysLostAndStaffInTwoSentences(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 512 employees. We lost 4,238.5 working days through sickness. This is equivalent to 9.42 days per FTE employee.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 450 employees. We lost 4,328.5 working days through sickness.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | We had an average of 450 FTE staff. In the year 4,328.5 working days were lost to sickness.",
	)
	saysNothingOf(t,
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 450 employees. We lost 4,238.5 working days through sickness. This is equivalent to 9.42 days per FTE employee.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 450 employees. We lost 1,238.5 working days through stress.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 450 employees. We lost 1,238.5 working days through long-term sickness.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Staff came to a mean full time equivalent (FTE) of 450 employees. Last year the council lost 4,328.5 working days through sickness.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | The council had 458 FTE employees at the year's end. We lost 4,238.5 working days through sickness.",
		"days down | Working days lost per FTE | 9.42 | 8.9 | – | 8 | Housing had an average full time equivalent (FTE) of 41 employees. It lost 312.5 working days through sickness.",
	)
}

// Some of the days lost, in per cent of all of them.
// A percentage with two decimals, of the whole that another part is told of; and calls of which the words say the
// card's percentage as well.
func TestSharesOfTheWholeOfAnother(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Second choice offers are at 92 (5.57 per cent).",
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Second choice offers are at 29 (5.75 per cent).",
		"percent up | Telephone calls answered | 97.6 | 96 | – | – | We were able to answer over 97% of all calls. Telephone calls made to us 18,420. Telephone calls answered by us 19,798.",
		"percent up | Telephone calls answered | 97.6 | 96 | – | – | We were able to answer over 97% of all calls. Telephone calls made to us 14,820. Telephone calls answered by us 17,978.",
	)
	saysNothingOf(t,
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Second choice offers are at 92 (5.75 per cent).",
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Second choice offers are at 92 (63.89% of those that were left).",
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. In the north it was 211 (90.17%).",
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Last year 84 (5.31%) got their second.",
		"percent up | First choice offers | 91 | 90 | – | – | 1,456 out of 1,600 pupils were offered their first choice. Of 144 others 92 (63.89%) got their second.",
		"percent up | Telephone calls answered | 97.6 | 96 | – | – | We were able to answer over 97% of all calls. Telephone calls made to us 18,420. Telephone calls answered by us 17,978.",
		"percent up | Telephone calls answered | 97.6 | 96 | – | – | We answered 97.6%. Total number of telephone calls made 18,420. Telephone calls answered by us 17,978. Emails answered 84%.",
		"percent up | Telephone calls answered in a minute | 97.6 | 96 | – | – | We answered 97.6% in a minute. Total number of telephone calls made 18,420. Telephone calls answered by us 18,102.",
	)
}
