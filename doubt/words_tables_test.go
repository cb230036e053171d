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
func TestRowsOfATableAreAlike(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count up | Repairs raised | 1,432 | 1,380 | – | – | Month; raised; emergency; routine: July 512 143 369; August 463 121 342; September 457 129 382",
		"count up | Repairs raised | 1,432 | 1,380 | – | – | Month; raised; emergency; routine: July 512 143 369; August 463 111 342; September 457 129 328",
		"percent up | Appeals answered in time | 88 | 90 | – | – | Team; answered; in time; per cent: North 41 35 85%; South 52 48 92%; Coast 68 60 98%",
		"percent up | Appeals answered in time | 88 | 90 | – | – | North 41 53 85%; South 52 48 92%; Coast 68 60 88%",
		"count down | Burglaries | 4,118 | 4,307 | – | – | County 4,307 4,118 - 189 - 4.4%; Region 31,940 32,755 + 851 + 2.6%",
		"count down | Burglaries | 4,118 | 4,307 | – | – | County 4,307 4,118 - 189 - 4.4%; Region 31,940 32,755 + 815 + 6.2%",
		"count none | Posts filled | 884 | 871 | – | – | Grade; women; men; all; % women: A to C 311 96 407 76%; D to F 188 142 330 57%; G and above 61 86 147 45%",
		"percent up | Reviews done on time | 93 | 92 | – | – | 2023 1,204 1,118 93% 61 (5%). 2022 1,377 1,297 94% 96 (5%).",
	)
	saysNothingOf(t,
		"count up | Repairs raised | 1,432 | 1,380 | – | – | Month; raised; emergency; routine: July 512 143 369; August 463 121 342; September 457 129 328",
		"percent up | Appeals answered in time | 88 | 90 | – | – | North 41 35 85%; South 52 48 92%; Coast 68 60 88%",
		"count down | Burglaries | 4,118 | 4,307 | – | – | County 4,307 4,118 - 189 - 4.4%; Region 31,940 32,755 + 815 + 2.6%",
		"count none | Posts filled | 884 | 871 | – | – | A to C 311 96 407 76%; D to F 188 142 330 57%; G and above 61 86 147 41%",
		"percent up | Reviews done on time | 93 | 92 | – | – | 2023 1,204 1,118 93% 61 (5%). 2022 1,377 1,297 94% 69 (5%).",
		// for the year to date, and with what was left of the quarter before
		"percent up | Appeals answered in time | 88 | 90 | – | – | Q1 41 35 85%; Q2 52 48 89%",
		"count none | Cases received | 320 | 297 | – | – | Received; closed; open: Q1 297 251 46; Q2 320 261 105",
		// a percentage that was cut off, and one of something else
		"percent up | Appeals answered in time | 88 | 90 | – | – | North 41 35 85%; South 52 48 92%; Coast 68 60 88%; Hill 61 54 88%",
		"percent up | Appeals answered in time | 88 | 90 | – | – | Answered; staff; satisfied: North 41 3 85%; South 52 4 92%; Coast 68 5 88%",
		"count up | Visits | 3,410 | 3,266 | – | – | Site; visits; loans; hours: North 1,204 311 52; South 1,377 402 61; Coast 829 188 40",
		// few and small
		"count up | Volunteers joined | 9 | 7 | – | – | July 3 2 1; August 4 2 2; September 2 1 4",
		// dates, versions and telephone numbers
		"count up | Visits | 3,410 | 3,266 | – | – | Meetings are on 12 10 2023, 14 11 2023 and 12 12 2023; call 01632 960 144 or 01632 960 170.",
	)
}

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
