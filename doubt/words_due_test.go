package doubt_test

import "testing"

// What was done in time and what it is of, in clauses of their own, of which one has a slip.
func TestSharesOfWhatWasDue(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests due, 183 responses within the timeframe.",
		"percent up | Information requests compliance | 93 | – | – | – | 184 requests due, 771 responses within the timeframe.",
		"percent up | Licence applications completed within 28 days | 90 | – | – | – | Applications received 512, completed within 28 days 641; withdrawn 4.",
		"percent up | Subject requests answered within statutory timescale | 71 | – | – | – | 152 requests received; 801 closed within statutory timescale, 31 outside it.",
		"percent up | Appeals granted | 84 | – | – | – | The panel received 62,400 appeals, decided 58,300, and granted 84,900, up 3% on last year.",
		"percent up | Appeals granted | 48 | – | – | – | The panel received 62,400 appeals, decided 58,300, and granted 48,900, up 3% on last year.",
		"percent up | Information requests compliance | 99 | – | – | – | Requests received 131; responses sent 142; completed within the deadline 127; longer than the deadline 15; deadline extended in 0 cases.",
		"percent up | Information requests compliance | 89 | – | – | – | Requests received 131; responses sent 124; completed within the deadline 127; longer than the deadline 15.",
		"percent up | Information requests compliance | 89 | – | – | – | Requests received 131; responses sent 142; completed within the deadline 172; longer than the deadline 15.",
		"percent up | Requests answered within statutory timescale | 98 | – | – | – | 1,420 requests received; 1,251 closed within statutory timescale, 155 outside it.",
		"percent up | Requests answered within statutory timescale | 89 | – | – | – | 1,420 requests received; 2,151 closed within statutory timescale, 155 outside it.",
	)
	saysNothingOf(t,
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests due, 138 responses within the timeframe.",
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests received, 153 responses within the timeframe.",
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests received, 183 responses within the timeframe, with 14 late.",
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests due, 187 responses within the timeframe including 50 carried over from June.",
		"percent up | Information requests compliance | 93 | – | – | – | 148 requests received, 187 responses within the timeframe.",
		"percent up | Information requests compliance | 93 | – | – | – | 48 audits due, 83 reports within the timeframe.",
		"percent up | Information requests compliance | 93 | – | – | – | Data subjects: 40 requests due, 31 responses within the timeframe.",
		"percent up | Information requests answered within 20 working days | 88 | – | – | – | Requests received 214, completed within 20 working days 188. Refused 39, granted in full 112.",
		"percent up | Licence applications completed within 28 days | 91 | – | – | – | Applications received 512, completed within 28 days 461; withdrawn 4.",
		"percent up | Licence applications completed within 28 days | 88 | – | – | – | Applications received 512, completed within 28 days 441; withdrawn 10.",
		"percent up | Licence applications completed within 28 days | 85 | – | – | – | Applications received 512, completed within 14 days 101; withdrawn 10.",
		"percent up | Subject requests answered within statutory timescale | 80 | – | – | – | 152 requests received; 124 closed within statutory timescale, 31 outside it.",
		"percent up | Subject requests answered within statutory timescale | 77 | – | – | – | 161 requests received; 124 closed within statutory timescale, 31 outside it.",
		"percent up | Appeals granted | 84 | – | – | – | The panel received 62,400 appeals, decided 58,300, and granted 48,900, with conditions on 84 in a hundred.",
		"percent up | Appeals granted | 79 | – | – | – | The panel received 62,400 appeals, decided 58,300, and granted 49,100, up 3% on last year.",
		"percent up | Information requests compliance | 89 | – | – | – | Requests received 131; responses sent 142; completed within the deadline 127; longer than the deadline 15; deadline extended in 0 cases.",
		"percent up | Information requests compliance | 90 | – | – | – | Requests received 131; responses sent 142; completed within the deadline 127; longer than the deadline 11; deadline extended in 4 cases.",
		"percent up | Requests answered within statutory timescale | 92 | – | – | – | 1,520 requests received; 1,251 closed within statutory timescale, 155 outside it, of which 44 had an extension.",
		"percent up | Requests answered within statutory timescale | 85 | – | – | – | 1,470 requests received; 1,251 closed within statutory timescale, 155 outside it.",
		"percent up | Requests answered in time | 89 | – | – | – | Adults: 61 requests received, 48 answered in time.",
		"percent up | Permit requests answered in time | 84 | – | – | – | 130 permit requests came in and six were withdrawn.",
		"percent up | Complaints answered within 15 days | 81 | – | – | – | 96 complaints were received in the quarter, and 104 answered, 84 within 15 days.",
		"percent up | Calls answered within 20 seconds | 85 | – | – | 80 | 41,200 calls were offered, 39,900 answered and 33,900 within 20 seconds.",
	)
}

// A part that is more than its whole has no percentage, and no colour follows from it.
func TestAPartThatIsMoreThanAll(t *testing.T) {
	t.Parallel()
	saysOf(t, "percent up | Information requests compliance | 93 | – | – | 90 | 148 requests due, 183 responses within the timeframe.", "183 of 148 is more than all of them, not 93%.")
}
