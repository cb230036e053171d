package doubt_test

import "testing"

// What a step is from and leads to stand beside it, whatever the card counts.
func TestStepsBetweenTheNumbersBesideThem(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Bed days lost | 41,206 | – | 30,115 | – | Bed days rose by 36.8% on 30,115. Beds in use averaged 1,374 a day, a decrease of 7% from November's 1,412.",
		"percent up | Calls answered | 91 | 88 | – | – | Web chats came to 384,210, a decrease of 8.5% compared with 402,377.",
		"percent up | Calls answered | 91 | 88 | – | – | Web forms fell, with 214 received compared to 287 (52% down).",
		"percent up | Calls answered | 91 | 88 | – | – | Average chat time is better, too (312 seconds vs 341 before). Kiosk sessions came to 512 vs 893 planned, so 318 short.",
		"percent up | Repairs on time | 91 | 88 | – | – | Satisfaction was 86% against the 80% standard, was 83%, so eight points better.",
		"count down | Waits over 12 hours | 58 | – | – | – | In May 58 of the 41,310 attendances waited longer. This is 17 (41.5%) more than the 58 in March.",
		"count down | Deaths in custody | 287 | – | 301 | – | The latest quarter had 84 deaths, 29% fewer than the 80 in the quarter before it.",
		"count down | Fire deaths | 263 | – | 257 | – | There were 263 deaths in 244 fires, compared with 257 deaths in 238 fires the year before, i.e. nine more deaths and six more fires.",
	)
	saysNothingOf(t,
		"count down | Bed days lost | 41,206 | – | 30,115 | – | Bed days rose by 36.8% on 30,115. Beds in use averaged 1,374 a day, a decrease of 3% from November's 1,412.",
		"percent up | Calls answered | 91 | 88 | – | – | Web chats came to 384,210, a decrease of 4.5% compared with 402,377.",
		"percent up | Calls answered | 91 | 88 | – | – | Web forms fell, with 214 received compared to 287 (25% down).",
		"percent up | Calls answered | 91 | 88 | – | – | Kiosk sessions came to 512 vs 893 planned, so 381 short.",
		"percent up | Repairs on time | 91 | 88 | – | – | Satisfaction was 97% against the 80% standard, was 92%, so five points better.",
		"percent up | Repairs on time | 91 | 88 | – | – | Satisfaction was 86% against the 80% standard, was 83%, so six points better than we need.",
		"count down | Waits over 12 hours | 58 | – | – | – | In May 58 of the 41,310 attendances waited longer. This is 17 (41.5%) more than the 41 in March.",
		// Rounded ends, and either end as the base.
		"count down | Exclusions, autumn term | 5,200 | – | – | – | 5,200 exclusions, an increase of 34% on the 3,900 of a year before.",
		"percent up | Calls answered | 91 | 88 | – | – | 1,044 notices were sent against 870 last quarter (20% more).",
		// Another thing, another unit, a limit.
		"count none | Buildings' emissions, tonnes | 3,120 | – | – | – | 12% lower than two years ago. Street lights 271 tonnes, 54% lower than the 589 of two years ago.",
		"days down | Days lost per FTE | 9.8 | – | – | – | 3,612.5 days lost across 371 FTE, 11.6% down on 4,088.4.",
		"percent down | Time lost to sickness | 3.21 | – | 3.44 | – | Time lost was 3.21%, down from 3.44%, and the days lost fell by 137.",
		"count down | Incidents | 591,310 | – | 620,800 | – | Fires fell by 23% from 185,610 to 143,710, with secondary fires down 32%.",
		"count none | Households owed a duty | 76,480 | – | – | – | 34,120 were owed a prevention duty, up 4.1%, and 42,360 a relief duty, up 19.8%.",
		"count none | Post-mortems | 71,300 | – | – | – | The 71,300 post-mortems is 3% fewer than in 2022, while the 31,400 inquests opened is 6% more.",
		"count down | Stage 2 complaints | 311 | – | – | – | The mean reply took 22 working days, ten days quicker than the 32 of the year before and 19 quicker than in 2021/22 (41).",
		"count down | Delayed days | 3,614 | – | – | – | 3,614 days were lost, 9,880 fewer than in the 12 months to March 2017, or about 27 fewer patients a day.",
		"count none | Tribunal appeals | 118 | – | – | – | 66 have been closed: 29 were conceded, 22 withdrawn and 15 went to a hearing.",
		"percent up | Recycling | 41 | – | – | – | The target was set to increase the rate from 36% to 43%, which needed 2,300 tonnes more garden waste.",
	)
}

// A list makes the total that the words hold it to.
func TestListsMakeTheTotalBesideThem(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Households owed a duty | 71,430 | – | – | – | Of those assessed 71,340 were owed a duty, 33,620 prevention and 37,810 relief.",
	)
	saysNothingOf(t,
		"count down | Complaints | 281 | – | – | – | Roads 104, Waste 71 and Parking 48 were again the bulk, together 223 or 79%.",
		"count down | Complaints, both stages | 4,706 | – | – | – | 3,812 new stage 1 and 894 stage 2 complaints, 4,706 together.",
		"percent up | Appraisals | 71 | – | – | – | 219 from the county and 231 from schools left, 450 all told.",
		"count none | Tickets cancelled | 581 | – | – | – | Reasons: further evidence 312, valid ticket 104, valid permit 66, letter 44, badge 31, loading 14, officer error 10. Total cancellations 581.",
		"count none | Households owed a duty | 71,430 | – | – | – | Of 75,310 assessments 71,430 households were owed a duty: 33,620 a prevention duty and 37,810 a relief duty.",
		// Some of the list is counted before it, behind it or as “one”.
		"count none | Applications determined | 341 | – | – | – | Nine majors were determined in the quarter, together with 101 minor and 231 other applications, a total of 341.",
		"count none | Applications determined | 341 | – | – | – | Nine majors were decided. 101 minor and 231 other applications brought the total to 341.",
		"count none | Appeals to the tribunal | 57 | – | – | – | 57 went to the tribunal: 24 allowed, 10 dismissed, 22 not contested and one still waiting.",
		"count down | Leavers | 87 | – | – | – | 87 left: 58 resigned, 14 retired, nine ended a contract, four were dismissed and two made redundant. 79 joined.",
		"count none | Fines | 208 | – | – | – | 208 fines (litter 117, fly-tipping 48, dog fouling 6, duty of care 37).",
		// No parts of that number, or some of a part.
		"percent up | Food businesses rated 3 to 5 | 98.2 | – | – | – | 1,094 of 1,114 rated premises (67 await a first visit and 23 are exempt).",
		"percent up | Seen in two weeks | 73 | – | – | – | 22 out of 30 – 6 DNA'd their first appointment & 2 were out of area.",
		"count none | Tribunal appeals | 118 | – | – | – | 66 have been closed: 29 were conceded, 22 withdrawn and 15 went to a hearing, where the panel found for the parent in 12.",
		"count down | Waits over 65 weeks | 214 | – | – | – | Orthopaedics has 97 of these, ENT 61 and gynaecology 56. The total waiting list was 48,905.",
		"count none | Births | 1,104 | – | – | – | 1,104 births, 868 deaths, 214 notices of marriage.",
		"count none | Requests answered | 129 | – | – | – | Of the 129: granted in full 89, part 16, refused 13, not held 9, withdrawn 2.",
		"count none | Children looked after | 381 | 384 | – | – | 38 came into care and 41 left, taking the total from 384 to 381.",
	)
}
