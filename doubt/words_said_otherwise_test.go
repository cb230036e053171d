package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// What is said once more in another way, in other units or by what is left, and cannot be true beside the rest.
func TestSaidOtherwise(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"days down | Average days to clear a site | 3.1 | 2.4 | 3.6 | 3 | 3.1 days; just outside 4 day target and 0.7 slower than Q1.",
			"The words give 4 day for the target, and the card has 3 days."},
		{"count up | Firms helped | 87 | 74 | 90 | 80 | 87 firms were helped (retail 31, food 22, services 34) vs. a target of 100.",
			"The words give 100 for the target, and the card has 80."},
		{"count down | Fires | 46 | 58 | 39 | 50 | 46 fires, 4 inside the limit of 55.",
			"The words give 55 for the target, and the card has 50."},
		{"count down | Average wait (seconds) | 172 | 245 | 138 | 180 | Average wait of 172 seconds, within the 2 minute target.",
			"The words give 2 minute for the target, and the card has 180."},
		{"percent up | Searches returned in 10 days | 98 | 85 | – | 95 | 402 searches; 394 in time. Only eighteen late.",
			"402 − 394 is 8, not 18."},
		{"percent up | Searches returned in 10 days | 98 | 85 | – | 95 | 402 searches; 349 in time. Only eight late.",
			"402 − 8 is 394, not 349."},
		{"percent up | Council tax collected | 54.9 | 28.3 | 55.4 | – | At the end of Quarter 1 we had collected 54.9% of the council tax.",
			"The words give 54.9% for Q1 2023/24, and the card has 28.3%."},
		{"percent up | Searches returned in time | 58 | 72.5 | 91 | – | Performance has improved significantly.",
			"From 72.5 to 58 is a fall, and the words say “improved”."},
		{"days down | Days to deliver a grant | 241 | 262 | 287 | – | The average was 241 days for the 23 completed (7,712 days in total).",
			"7,712 ÷ 23 is 335.3, not 241 days."},
		{"currency up | Rent received | 482,300 | 511,900 | – | 500,000 | Income of £482.3k is £17.7k (5.3%) below budget.",
			"£482,300 is 3.5% below the target of £500,000, not 5.3%."},
		{"percent up | Care leavers housed | 93 | 93 | 96 | – | 93%, the same as last year.",
			"From 96 to 93 is a fall, and the words say “same as last year”."},
		{"count down | Average seconds to answer | 205 | 260 | 96 | – | Callers waited three minutes 25 seconds, 35 seconds less than last quarter.",
			"From 260 to three minutes 25 seconds is a fall of 55, not 35 seconds."},
	} {
		l := asCard(t, test.card)
		found := doubt.Contradictions(l.subject(t))
		if len(found) != 1 || found[0].Sentence != test.want {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
	saysNothingOf(t,
		"days down | Average days to clear a site | 3.1 | 2.4 | 3.6 | 3 | 3.1 days; just outside 3 day target. The statutory limit is 4 days.",
		"count up | Firms helped | 87 | 74 | 90 | 80 | 87 firms were helped against a target of 300 for the year.",
		"count down | Average wait (seconds) | 172 | 245 | 138 | 180 | 172 seconds, within the 3 minute target. The 2 minute mark was met in May.",
		"percent up | Searches returned in 10 days | 98 | 85 | – | 95 | 402 searches; 394 in time. Three late because of snow.",
		"percent up | Searches returned in 10 days | 98 | 85 | – | 95 | 402 searches; 394 in time. 31 reports were late as well.",
		"percent up | FOI requests answered on time | 83 | 85 | – | 95 | Received 320, answered on time 261, late 53, not yet due 6.",
		"percent up | Bins collected on the day | 99.76 | 99.82 | – | 99.8 | 99.76%, so 0.1% were not collected at all.",
		"percent up | Complaints answered on time | 84 | 82 | – | 90 | Half of all complaints answered on time came from tenants.",
		"percent up | Attendance at school | 91 | 93 | 92 | – | Attendance has improved for girls. Performance improved in September.",
		"percent up | Attendance at school | 91 | 93 | 92 | – | Attendance would have improved.",
		"days down | Sickness days per FTE | 9.8 | 10.3 | 9.1 | – | 9.8 days per FTE, made up of 3.4 days short term and 6.4 days long term.",
		"count down | Road casualties | 187 | 193 | – | – | 187 people (21 children, 76 pedestrians).",
		"currency down | Overtime | 84,000 | 96,000 | – | – | Overtime cost £84k, a saving of £22k on the agency budget.",
		"percent up | Care leavers housed | 93 | 92 | 96 | – | 93%, the same as last year.",
		"percent up | Pupils in good schools | 87 | 85 | 83 | – | Primary 91%, secondary 80%, special 100%.",
		"count none | Complaints | 21 | 17 | – | – | Of the 21 complaints 6 were upheld, 4 partly upheld and 9 not upheld; two are still open.",
		"count down | Households in hotels | 187 | 173 | – | – | During the quarter 96 households moved in and 82 left.",
		"count down | Incidents | 640 | 588 | – | – | The count was revised from 571 to 588, so the rise is 9%.",
		"percent down | Rent lost | 1.42 | 1.61 | – | 1.25 | 0.17 of a point above target, though 0.19 below where we were in June.",
	)
}
