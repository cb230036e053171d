package doubt_test

import (
	"strings"
	"testing"

	"chaser/doubt"
)

// ofYear expects so many doubts of each of the cards for a year.
func ofYear(t *testing.T, doubts int, cards ...string) {
	t.Helper()
	for _, card := range cards {
		l := asLabelled("", append([]string{"", "2023-24"}, strings.Split(card, " | ")...))
		if found := doubt.Contradictions(l.subject(t)); len(found) != doubts {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
}

// What holds in the other rows of a table holds in all.
// A row that is called the total is the sum of the others, column by column.
func TestATableAddsUpToItsTotal(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Praise and complaints | 119 | 104 | – | – | Praise Complaints April 14 9 May 21 11 June 18 15 Total 53 53.",
		"count none | Warnings given | 424 | 391 | – | – | Bins - side waste 207; Bins - wrong colour 111; Bins - open lid 68; Bins - over 14 days 0; Litter - dogs 44. The total number of warnings was 424.",
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, wrong colour 111, open lid 68, contamination 9, dogs 28, other 7, total 424.",
		"count none | Calls taken | 187 | 204 | – | – | taken calls by day 163, taken calls at night 42, total taken calls 187; missed calls by day 21, missed calls at night 4, total missed calls 25.",
		"percent up | Letters answered in time | 84 | 81 | – | – | Number answered in time July 251 August 261 September 244 Total 765.",
		"percent up | Letters answered in time | 84 | 81 | – | – | Number of letters 251 261 244 Total 765. We will do better.",
		"percent up | Letters answered in time | 84 | 81 | – | – | April 251 May 261 June 244 Total 765.",
		"percent up | Letters answered in time | 84 | 81 | – | – | North 1994; South 1207; Coast 866; total 4607. Staff were ill.",
		"currency down | Spent on agency staff | 91,000 | 84,000 | – | – | Social work £41,200; Planning £22,950; Highways £17,400; Other £9,450; Total £97,000",
	)
	saysNothingOf(t,
		"count none | Praise and complaints | 119 | 104 | – | – | Praise Complaints April 14 9 May 21 11 June 18 15 Total 53 35.",
		"count none | Warnings given | 424 | 391 | – | – | Bins - side waste 207; Bins - wrong colour 111; Bins - open lid 68; Bins - over 14 days 0; Litter - dogs 38. The total number of warnings was 424.",
		"count none | Calls taken | 187 | 204 | – | – | taken calls by day 145, taken calls at night 42, total taken calls 187; missed calls by day 21, missed calls at night 4, total missed calls 25.",
		"percent up | Letters answered in time | 84 | 81 | – | – | Number of letters 251 261 244 Total 756. We will do better.",
		"percent up | Letters answered in time | 84 | 81 | – | – | North 1994; South 1207; Coast 866; total 4067. Staff were ill.",
		// what there is now is no sum of what came
		"count down | Cases open | 112 | 95 | – | – | Opened 45, closed 38, cancelled 9, total open 112.",
		"count down | Visits | 4,112 | 3,950 | – | – | Urgent 45; routine 38; repeat 29; total now open 132.",
		"count down | Cases open | 112 | 95 | – | – | Received 45; discharged 38; moved 9; total caseload 112.",
		// some only, once more under another head, and for another time
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, of which repeated 30, wrong colour 111, open lid 106, total 424.",
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, wrong colour 111, subtotal 318, open lid 68, other 38, total 424.",
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, wrong colour 111, open lid 68. Total for the year to date 486.",
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, wrong colour 111, open lid 106. Total 2021/22 414.",
		"count none | Warnings given | 424 | 391 | – | – | Side waste 207, wrong colour 111, open lid 106. Total target 414.",
		"count none | Warnings given | 424 | 391 | – | – | Total 424: most were for side waste 207, then wrong colour 111, then open lid 86.",
		// an average, and a stock in one column
		"percent up | Letters answered in time | 84 | 81 | – | – | July 2 August 3 September 1 Overall 2.",
		"count none | Praise and complaints | 119 | 104 | – | – | Came Closed Open April 20 18 45 May 25 20 50 June 22 24 48 Total 67 62 48.",
		"percent up | Letters answered in time | 84 | 81 | – | – | July 82% August 86% September 84% Total 84%.",
	)
}

// The figure is the whole of a list that says so by its months, its place or its end.
func TestTheFigureIsTheWholeOfAList(t *testing.T) {
	t.Parallel()
	ofYear(t, 1,
		"count up | Pupils taught to swim | 7,264 | 7,011 | – | – | Pupils taught to swim 1,824 1,206 1,952 2,228 7,264 7,500.",
	)
	ofYear(t, 0,
		"count none | Bulky waste collections | 9,240 | 9,011 | – | – | Apr-23 812; May-23 745; Jun-23 801; Jul-23 790; Aug-23 696; Sep-23 781; Oct-23 840; Nov-23 779; Dec-23 588; Jan-24 763; Feb-24 773; Mar-24 872. All of these were made.",
		"count up | Pupils taught to swim | 7,264 | 7,011 | – | – | Pupils taught to swim 1,824 1,260 1,952 2,228 7,264 7,500.",
		"count up | Pupils taught to swim | 7,264 | 7,011 | – | – | Pupils taught to swim 1,824 1,260 1,952 7,264 7,500.",
		"count none | Children looked after | 412 | 409 | – | – | Apr-23 409; May-23 411; Jun-23 404; Jul-23 407; Aug-23 412; Sep-23 415; Oct-23 417; Nov-23 414; Dec-23 410; Jan-24 411; Feb-24 413; Mar-24 412.",
	)
	doubtsEach(t,
		"count none | Replies sent | 173 | 160 | – | – | Number of replies sent - 173. Granted - 96, refused (not held) - 31, refused (exempt) - 25, withdrawn - 12.",
	)
	saysNothingOf(t,
		"count none | Replies sent | 173 | 160 | – | – | Number of replies sent - 173. Granted - 96, refused (not held) - 31, refused (exempt) - 34, withdrawn - 12.",
		"count none | Claims received | 412 | 398 | – | – | Claims received 412. Not yet assessed 37, assessed in full 375. Paid 288, paid in part 41, refused 28, withdrawn 18.",
		"count none | Claims received | 412 | 398 | – | – | Claims: number received 412. Claims: assessed on time 361. Claims: assessed overdue 51.",
		"count none | Claims received | 412 | 398 | – | – | Claims received 412. Most common: roof 104, damp 88, windows 59.",
		"count none | Claims received | 412 | 398 | – | – | Claims received 412. Upheld 180, partly upheld 82.",
	)
}

// A number and its percentage, in rows, are of the whole that the others fit.
func TestNumbersWithPercentagesAreOfOneWhole(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Fines paid | 64 | 61 | – | – | Total number of fines issued 2,914. Number of fines paid 1,865 64%. Number of fines cancelled 612 12%. Number of fines written off 87 3%.",
		"percent up | Fines paid | 64 | 61 | – | – | Total number of fines issued 2,914. Number of fines paid 1,865 64%. Number of fines cancelled 126 21%. Number of fines written off 87 3%.",
		"count none | Fines issued | 2,914 | 2,755 | – | – | Number of higher fines issued 1,078 73%. Number of lower fines issued 1,836 63%. Total number of fines issued 2,914.",
		"count none | Fines issued | 2,914 | 2,755 | – | – | Number of higher fines issued 1,078 37%. Number of lower fines issued 1,863 63%. Total number of fines issued 2,914.",
	)
	saysNothingOf(t,
		"percent up | Fines paid | 64 | 61 | – | – | Total number of fines issued 2,914. Number of fines paid 1,865 64%. Number of fines cancelled 612 21%. Number of fines written off 87 3%.",
		"count none | Fines issued | 2,914 | 2,755 | – | – | Number of higher fines issued 1,078 37%. Number of lower fines issued 1,836 63%. Total number of fines issued 2,914.",
		// of one of them, of another whole, and rounded another way
		"count none | Fines issued | 2,914 | 2,755 | – | – | Fines paid 1,865 64%. Fines appealed 612 21%. Appeals won 206 34%.",
		"percent up | Fines paid | 64 | 61 | – | – | Fines paid 1,865 64%. Staff trained 31 86%. Meters mended 44 92%.",
		"percent up | Fines paid | 64 | 61 | – | – | Total number of fines issued 2,914. Number of fines paid 1,865 64%. Number of fines cancelled 612 21%. Number of fines written off 87 2%.",
	)
}
