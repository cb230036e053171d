package doubt_test

import "testing"

// A card's figure that is an earlier one, a part of the words or a slip, where the words lead to another from what the
// card has for earlier times and for its target.
func TestFiguresThatTheWordsLeadTo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"count none | Households owed a duty | 742 | 742 | – | – | Between July and September 2023, 815 households were owed a duty, up 9.8% from 742 in the previous quarter.",
			"The words give 815, and the figure is 742."},
		{"count none | Incidents attended | 4,480 | – | 4,181 | – | A total of 4,680 incidents were attended, an increase of 11.93% (499 incidents) over the same quarter of last year and 612 above the five-year average.",
			"The words give 4,680, and the figure is 4,480."},
		{"currency none | Capital receipts (£m) | 184.5 | – | 172.0 | – | £184.6 million was received in Q2, 7% higher than the £172.0 million of the same quarter last year.",
			"The words give £184.6 million, and the figure is £184.5."},
		{"count down | Children entering care | 31 | – | 158 | – | There had been 127 children entering care, a reduction of 31 from the same quarter last year (20%).",
			"The words give 127, and the figure is 31."},
		{"count none | Panel hearings | 48 | – | 48 | – | There have been 63 hearings: 9 granted, 38 refused, 3 suspended, 11 revoked and 2 deferred.",
			"The words give 63, and the figure is 48."},
		{"count none | Abandoned vehicles | 6,412 | – | – | – | Northside had 1,118 of the 2,412 reports (46.4%).",
			"The words give 2,412, and the figure is 6,412."},
		{"count up | Safety visits | 5,156 | – | – | 5,875 | Q2 finished 219 visits behind the target of 5,875.",
			"5,156 is 719 below the target of 5,875, not 219."},
		{"count up | Library visits | 618,395 | 602,231 | – | – | An increase of 16,124 (2.7%) after a long decline.",
			"From 602,231 to 618,395 is a rise of 16,164, not 16,124."},
		{"count down | People sleeping rough | 3,659 | – | 2,898 | – | Third annual rise running, by 759 or 26%.",
			"From 2,898 to 3,659 is a rise of 761, not 759."},
		{"percent down | Staff turnover | 8.74 | 9.38 | – | – | Turnover fell 1.64 points. 388 people left.",
			"From 9.38 to 8.74 is a fall of 0.64 percentage points, not 1.64 points."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"count none | Households owed a duty | 815 | 742 | – | – | Between July and September 2023, 815 households were owed a duty, up 9.8% from 742 in the previous quarter.",
		"count none | Households owed a duty | 742 | 742 | – | – | 742 households again, as in June, when that was up 9.8% on the 676 before; 815 are forecast for the winter, 73 more.",
		"count none | Households owed a duty | 742 | 742 | – | – | We expect 815 households by March, up 9.8% from 742.",
		"count none | Households owed a duty | 742 | 742 | – | – | Including relief cases 815 households were seen, up 9.8% from 742.",
		"count none | Households owed a duty | 690 | 742 | – | – | In May 815 households had been owed a duty, 73 more than the 742 of the quarter before.",
		"count none | Incidents attended | 4,480 | – | 4,181 | – | Fires numbered 1,240, up 499 on the same quarter of last year. 4,480 incidents were attended in all.",
		"count none | Incidents attended | 3,300 | – | 4,181 | – | A total of 4,680 calls were taken, an increase of 11.93% (499) over the same quarter of last year.",
		"currency none | Capital receipts (£m) | 184.6 | – | 172.0 | – | £184.6 million was received in Q2, 7% higher than the £172.0 million of the same quarter last year.",
		"count down | Children entering care | 127 | – | 158 | – | A reduction of 31 from the same quarter last year (20%). 96 children left care.",
		"count none | Panel hearings refused | 38 | – | 48 | – | There have been 63 hearings: 9 granted, 38 refused, 3 suspended, 11 revoked and 2 deferred.",
		"count none | Panel hearings | 63 | – | 48 | – | There have been 63 hearings: 9 granted, 38 refused, 3 suspended, 11 revoked and 2 deferred.",
		"count none | Abandoned vehicles removed | 1,412 | – | – | – | 1,412 were removed. Northside had 1,118 of the 2,412 reports (46.4%).",
		"count none | Abandoned vehicles removed | 985 | – | – | – | Northside had 1,118 of the 2,412 reports (46.4%).",
		"count up | Safety visits | 5,656 | – | – | 5,875 | Q2 finished 219 visits behind the target of 5,875.",
		"count up | Safety visits | 5,156 | – | – | 5,875 | Referrals finished the quarter 219 up.",
		"count up | Library visits | 618,355 | 602,231 | – | – | An increase of 16,124 (2.7%) after a long decline.",
		"count up | Library visits | 618,395 | 602,231 | – | – | E-book loans: an increase of 11,840 (9.6%) after a long decline.",
		"count down | People sleeping rough | 3,659 | – | 2,898 | – | London rose by 186 or 16%.",
		"percent down | Staff turnover | 8.74 | 9.38 | – | – | Turnover in Adults fell 1.64 points. 388 people left.",
		"percent up | Appraisals done | 85 | 72 | – | 85 | Place 74%, 2 points over last quarter's 72%.",
		"days down | Days to relet | 28.4 | 31.7 | – | – | Major works took 52.2 days, 3.5 fewer than last quarter.",
	)
}
