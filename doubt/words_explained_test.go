package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// What the words beside a claim make right.
func TestWhatTheWordsExplain(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		// the level in brackets behind how far it changed
		"count down | Objections received | 126 | 112 | – | – | Objections rose by 13% (126) compared to the year before (112).",
		"count none | Permits issued | 318 | 290 | – | – | Permits were up 10% (318) on the 290 of last year.",
		// a percentage of something else than the whole counts
		"percent up | Variations allowed | 93 | – | – | – | 1,240 requests were made, of which 1,042 were allowed (93% of those that were decided).",
		"percent up | Variations allowed | 93 | – | – | – | Of the 1,240 forms sent in, 1,042 were allowed (93% of valid claims).",
		// rows without a word between
		"percent up | Reports in time | 87 | 85 | – | – | Sent in time 311 328 305",
		"percent up | Overall satisfaction | 68.3 | – | – | – | Overall 68.3% 49.1%; Clean halls 72.4% 63.05%; Listens 44.2% 28.15%",
		// things that stand in several parts
		"count none | Referrals | 310 | 298 | – | – | 310 referrals: neglect 131, drink 104, violence 98. Some have several causes.",
		"count none | Warnings | 74 | 70 | – | – | 74 warnings: speed 41, belts 28, phones 19; a driver may be given one for more than one reason.",
		// lists that only name their members
		"count none | Jobs ordered | 530 | – | – | – | Gutters 97, doors 72, taps 54.",
		"count down | Jobs open | 402 | – | – | – | 402 jobs are open. Gutters 97, doors 72, taps 54 lead.",
		"percent up | Emissions cut since 2019 | 33 | – | – | – | 12,310 tonnes are left. Halls 5,411, lorries 3,105, lamps 1,872 and flights 1,922.",
		"percent up | Crimes solved | 14.4 | – | – | – | Theft 1,842 (32%), damage 713 (12%), assault 2,001 (35%), other 1,139 (20%).",
		// what became of other things each
		"count none | Candidates | 95 | – | – | – | 52 passed the theory and 33 failed the practical.",
		"percent up | Wells within limits | 80 | – | – | – | Of the 70 wells, 56 met the limit for iron and 13 did not meet it for zinc.",
		"count none | Hostels | 47 | – | – | – | Of the 47 hostels, 24 are for men and 29 take women.",
		"count down | Accidents | 52 | 47 | – | – | We had 52 accidents. Of these, 14 were fatal and 31 serious.",
		// what a word or a number belongs to
		"percent up | Crimes cleared up | 41.3 | – | – | – | The clear-up rate was 41.3%.",
		"count none | Admissions | 1,930 | 2,014 | – | – | 1,930 admissions, 84 down. Falls 371 (19%), burns 44 (2%).",
		"percent down | Young people without a place | 3.8 | 4.1 | – | – | 3.8% (188) of 16 and 17 year-olds have none.",
		"count none | Households waiting | 2,860 | – | – | – | 2,860 households wait: 1,401 need one bedroom (49%), 801 two (28%) and 658 three (23%).",
		"count up | People who began a course | 5,318 | 4,907 | – | – | In total, 5, 318 people began a course, against 4 907 last quarter.",
		"percent up | Staff who feel safe | 71 | 68 | – | – | 71% of 1,206 replies (a 58% response from 2,080).",
		"days down | Days to decide a claim | 18.3 | – | – | – | 18.3 days on average for 1,311 new claims; changes took 4.2 days (8,904 of them).",
		"percent up | Jobs in time | 79 | 81 | – | – | 3,800 were late, up 500 (3%).",
		"percent up | Jobs done in time | 86.1 | – | – | – | 4,102 jobs were raised. Nobody at home cost us 263 trips (6.1%).",
		// why some were late, as others were
		"percent up | Checks in 20 days | 46 | – | – | – | 26 of 57. 16 were sent to us late, 8 children moved and 7 refused.",
		// what was open then
		"count none | Claims lodged | 19 | 13 | – | – | 19 lodged and 15 decided in the quarter. 31 were open in June and 35 are now.",
		// those that “a” counts
		"count none | Buildings sold | 11 | – | – | – | 11 sold for £3.9m, 2% above guide (£3.8m): 5 garages, 4 houses, a school and a shop.",
		// an earlier number in brackets
		"days down | Absence per employee | 9.1 | 9.9 | – | – | Absence was 9.1 days (9.9 in the year before), of which 3.4 short and 5.7 long term.",
		// two parts of another whole than the figure, which is said before
		"count down | People who asked for help | 386 | 371 | – | – | 386 asked for help. Parents 141, landlords 118, others 127. A prevention duty was owed to 171 and a relief duty to 195.",
	)
}

// The same where a number has slipped.
func TestWhatTheWordsDoNotExplain(t *testing.T) {
	t.Parallel()
	for _, card := range []string{
		"count down | Objections received | 162 | 112 | – | – | Objections rose by 13% (162) compared to the year before (112).",
		"percent up | Variations allowed | 84 | – | – | – | 1,240 requests were made, of which 1,402 were allowed (84% of requests).",
		"percent up | Reports in time | 87 | 85 | – | – | 311 of 328 reports were sent in time.",
		"count none | Referrals | 310 | 298 | – | – | 310 referrals: neglect 131, drink 104, violence 57.",
		"count none | Jobs ordered | 223 | – | – | – | 232 jobs: gutters 97, doors 72, taps 54.",
		"count none | Candidates | 95 | – | – | – | 95 sat the test: 62 passed and 53 failed.",
		"count none | Hostels | 47 | – | – | – | Of the 47 hostels, 24 are for men and 32 for women.",
		"count down | People killed or seriously hurt | 52 | 47 | – | – | 52 people: 14 were fatal and 83 serious.",
		"count none | Households waiting | 2,860 | – | – | – | 2,860 households wait: 1,401 need one bedroom (94%), 801 two (28%) and 658 three (23%).",
		"percent up | Staff who feel safe | 71 | 68 | – | – | 1,206 of 2,080 asked have replied (85%).",
		"percent up | Jobs done in time | 86.1 | – | – | – | 4,102 jobs were raised and 3,532 (68.1%) were done in time.",
	} {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) == 0 {
			t.Errorf("of “%s”: nothing", l.Commentary)
		}
	}
}
