package doubt_test

import "testing"

// A count with its percentage whose whole stands elsewhere, or is the card's figure.
func TestSharesThatFitNothing(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Referrals to the front door | 1,460 | – | 1,920 | – | 1,168 led to an assessment = 83%. Emails 2,040.",
		"count none | Parking permits issued | 5,210 | 4,980 | – | – | 1,827 were renewals (53%). The new scheme starts in May.",
		"percent up | Referrals that became visits | 62.4 | 60.1 | – | – | 310 referrals, 217 were booked (91%) by the hub.",
		"count none | Drainage reports | 6,240 | 6,010 | – | – | Gullies were blocked in 2,870 cases, 64% of reports. Two gangs work nights.",
		"count none | Posts filled | 512 | 498 | – | – | Full time 212 (61.3%), part time 198 (38.7%). Women 212 (41.4%).",
	)
	saysNothingOf(t,
		"count none | Referrals to the front door | 1,460 | – | 1,920 | – | 1,168 led to an assessment = 80%. Emails 2,040.",
		"count none | Referrals to the front door | 1,460 | – | 1,920 | – | 1,168 of the 1,407 that were screened led to an assessment = 83%.",
		"count none | Parking permits issued | 5,210 | 4,980 | – | – | 1,827 were renewals (35%). The new scheme starts in May.",
		"count none | Parking permits issued | 5,210 | 4,980 | – | – | Of 3,450 in the old town 1,827 were renewals (53%).",
		"count none | Parking permits issued | 5,210 | 4,980 | – | – | The helpline took 941 calls (53%) in the morning.",
		"count none | Parking permits issued | 5,210 | 4,980 | – | – | Streets were green in 120 cases (60%), amber in 20 (10%) and red in 60 (30%).",
		"percent up | Referrals that became visits | 62.4 | 60.1 | – | – | 310 referrals, 217 were booked (70%) by the hub.",
		"percent up | Referrals that became visits | 62.4 | 60.1 | – | – | 310 referrals. 64 were late (4.1 points more), 217 booked (up 9%).",
		"count none | Drainage reports | 6,240 | 6,010 | – | – | Gullies were blocked in 2,814 cases, 45% of reports.",
		"count none | Premises rated | 1,310 | 1,280 | – | – | 46 were rated 0, 1 or 2 (3.5%), the rest better.",
		"count none | Posts filled | 512 | 498 | – | – | Full time 314 (61.3%), part time 198 (38.7%). Total 512.",
	)
}

// Two numbers, of which the second is what the first changed from, with their percentage in brackets or behind them.
func TestChangesThatFitNothing(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Single applicants | 4,310 | – | 4,105 | – | Single applicants 4,310. Pensioners 1,840 (1,690, +9.8%), couples 512 (496, +3.2%).",
		"count none | Pages viewed (thousands) | 512 | – | 530 | – | 512,000 pages. Forms 241,000 (295,000), down 7%.",
		"count none | Beds occupied | 880 | – | 912 | – | 880 at the census. Daily average 1,240 (1,380 in May, 21% down).",
		"percent up | Requests answered | 81.3 | 79.9 | – | 90 | 312 came in during Q2 (240 in Q1), a rise of 23%.",
		"count none | Letters sent | 8,120 | 8,415 | – | – | Refunds went the other way, 640 compared to 581 (12%).",
	)
	saysNothingOf(t,
		"count none | Single applicants | 4,310 | – | 4,105 | – | Single applicants 4,310. Pensioners 1,840 (1,690, +8.9%), couples 512 (496, +3.2%).",
		"count none | Single applicants | 4,310 | – | 4,105 | – | Fires fell 5% to 1,610 (1,690), driven by a 12% fall in chimney fires.",
		"count none | Single applicants | 4,310 | – | 4,105 | – | Claims were 12,400 with 3,900 hearings, both up 13% on the quarter before.",
		"count none | Pages viewed (thousands) | 512 | – | 530 | – | 512,000 pages. Forms 241,000 (259,000), down 7%.",
		"count none | Beds occupied | 880 | – | 912 | – | 880 at the census. Daily average 1,240 (1,380 in May, 10% down).",
		"count none | Beds occupied | 880 | – | 912 | – | Daily average 1,240 (1,380 in May), though beds for children are up 4% on 96.",
		"percent up | Requests answered | 81.3 | 79.9 | – | 90 | 312 came in during Q2 (240 in Q1), a rise of 30%.",
		"count none | Letters sent | 8,120 | 8,415 | – | – | Refunds went the other way, 640 compared to 571 (12%).",
		"count none | Letters sent | 8,120 | 8,415 | – | – | Refunds 640 (581 in Q1) and postage up 12%.",
	)
}

// A commentary that opens with a part of a whole and says no more of it than the title does.
func TestOpensWithTheCardsShare(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Successful mediation outcomes | 84.21 | 80.0 | – | 75 | 64 of 67 mediation cases closed successfully, 4.21pp up on Q1.",
		"percent up | Site checks completed that were due | 58.5 | 81.0 | – | 97 | 171 of 180 done by 30 September. Caught up from 81% in March.",
		"percent up | Adults with autism in work | 5.9 | – | 5.1 | 6 | 23 people of 486. Two placements begin in May.",
		"percent up | Emails answered | 79.1 | 64.5 | – | – | 18,190 answered of 18,652 sent. Two temps have left.",
		"percent up | 111 calls answered in five minutes | 82.5 | 76.2 | – | 85 | 51,300 calls offered and 51,300 answered in time.",
		"ratio down | Missed bins per 100,000 | 74.2 | 61.8 | – | 55 | 617 bad misses in 1,309,000 scheduled bins.",
	)
	saysNothingOf(t,
		"percent up | Successful mediation outcomes | 84.21 | 80.0 | – | 75 | 64 of 76 mediation cases closed successfully, 4.21pp up on Q1.",
		"percent up | Site checks completed that were due | 95.0 | 81.0 | – | 97 | 171 of 180 done by 30 September.",
		"percent up | Site checks completed that were due | 88.0 | 81.0 | – | 97 | 171 of 180 emergency checks were done by 30 September.",
		"percent up | Site checks completed that were due | 88.0 | 81.0 | – | 97 | 14 of 45 posts in the team are vacant.",
		"percent up | Adults with autism in work | 4.7 | – | 5.1 | 6 | 23 people of 486. Two placements begin in May.",
		"percent up | Emails answered | 97.5 | 64.5 | – | – | 18,190 answered of 18,652 sent.",
		"percent up | Emails answered | 88.1 | 64.5 | – | – | 31,300 of our 61,000 households have signed up.",
		"percent up | 111 calls answered in five minutes | 82.5 | 76.2 | – | 85 | 51,300 calls offered and 42,320 answered in time.",
		"ratio down | Missed bins per 100,000 | 47.1 | 61.8 | – | 55 | 617 bad misses in 1,309,000 scheduled bins.",
		"ratio down | Missed bins per 100,000 | 47.1 | 61.8 | – | 55 | 18 crews in 40 rounds were short of a driver.",
	)
}
