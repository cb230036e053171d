package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// A list of what came in, what was in time and what was late, each behind its label.
func TestListsOfInTimeAndLate(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Compliance rate | 90.65 | 92 | – | – | Number of replies sent - 214. Number of requests completed within the legal deadline - 149. Number of requests completed in longer than the legal deadline - 20. Compliance rate - 90.65%",
		"percent up | Compliance rate | 90.65 | 92 | – | – | Number of replies sent - 214. Number of requests completed within the legal deadline - 194. Number of requests completed in longer than the legal deadline - 80. Compliance rate – 90.65%",
		"percent up | Compliance rate | 90.65 | 92 | – | – | Number of replies sent - 264. Number of requests completed within the legal deadline - 194. Number of requests completed in longer than the legal deadline - 20. Compliance rate – 90.65%",
		"percent up | Compliance rate | 90.56 | 92 | – | – | Number of replies sent - 214. Number of requests completed within the legal deadline - 194. Number of requests completed in longer than the legal deadline - 20. Compliance rate – 90.56%",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Total access requests received 208. Closed within the legal time 114. Closed outside the legal time 36. Answered within 68%, outside 17%.",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Total access requests received 208. Closed within the legal time 141. Closed outside the legal time 86. Answered within 68%, outside 17%.",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Total access requests received 208. Closed within the legal time 141. Closed outside the legal time 36. Answered within 68%, outside 71%.",
	)
	saysNothingOf(t,
		"percent up | Compliance rate | 90.65 | 92 | – | – | Number of replies sent - 214. Number of requests completed within the legal deadline - 194. Number of requests completed in longer than the legal deadline - 20. Compliance rate – 90.65%",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Total access requests received 208. Closed within the legal time 141. Closed outside the legal time 36. Answered within 68%, outside 17%.",
		"percent up | Access requests answered in time | 80 | 64 | – | – | Total access requests received 208. Closed within the legal time 141. Closed outside the legal time 36. Answered within 80%, outside 20%.",
		"percent up | Access requests answered in time | 75 | 64 | – | – | Total access requests received 208. Closed within the legal time 141. Closed outside the legal time 36. Withdrawn 20.",
		"percent up | Access requests answered in time | 96 | 64 | – | – | Requests received 94. Responses sent 96. Closed within the deadline 92. Closed in longer than the deadline 4.",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Requests received 208. Closed within the legal time 141. Closed outside the legal time 36. Closed within 10 days 40%. Refusal rate 78%.",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Requests received 208. Closed within the legal time 141. Closed late 76. We closed many of last year's.",
		"percent up | Information requests answered in time | 88 | 64 | – | – | Access requests received 208. Closed within the legal time 141. Closed outside the legal time 36.",
		"percent up | Access requests answered in time | 86 | 64 | – | – | Last quarter: access requests received 208. Closed within the legal time 141. Closed outside the legal time 36.",
		"percent up | Access requests answered in time | 91.67 | 64 | – | – | Replies sent 240. Closed within the deadline 220. Closed late 14. Deadline extended in 6 cases.",
		"percent up | Access requests answered in time | 68 | 64 | – | – | Requests due 208. Closed within the legal time 141. Closed outside the legal time 36. Still open 31.",
	)
}

// The cells of a table are parted by bars.
func TestATableWithBars(t *testing.T) {
	t.Parallel()
	l := asCard(t, "count none | Requests received | 318 | – | – | – | Q1")
	for text, want := range map[string]int{
		"Q1 | Number received 318 | Number answered in time 262 | Number answered late 65 |": 1,
		"Q1 | Number received 318 | Number answered in time 262 | Number answered late 56 |": 0,
	} {
		l.Commentary = text
		if found := doubt.Contradictions(l.subject(t)); len(found) != want {
			t.Errorf("of “%s”: %v", text, found)
		}
	}
}
