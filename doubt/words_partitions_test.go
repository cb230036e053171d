package doubt_test

import "testing"

// Two parts on both sides of what leaves none between are all of their whole.
func TestTwoSidesAreAllOfTheirWhole(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Reports of litter | 96 | – | – | – | We had 96 reports, 31 of which are either being looked at or closed and 56 are currently under consideration.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, four not work related.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, four not.",
		"count up | Measures met | 14 | – | – | – | Out of 19 measures which could be reported, 14 met their target and 6 did not meet it.",
		"percent up | Appeals dismissed | 71 | – | – | – | A total of 9 appeals were determined, 2 of which were allowed and 6 appeals were dismissed.",
		"percent up | Appeals dismissed | 71 | – | – | – | 14 appeals have been decided since April. Of those, 9 appeals (71%) had been dismissed and 4 appeals (29%) had been allowed.",
		"count down | Complaints | 163 | – | – | – | The regulator investigated nine complaints about us. Four complaints were not upheld, three complaints were upheld.",
		"count none | Library loans | 18340 | – | – | – | There were 236 new readers (104 male and 142 female), nine fewer than a year ago.",
		"percent up | Appeals dismissed | 71 | – | – | – | Over the summer 9 appeals had been determined, 5 of which had been allowed and 8 appeals had been dismissed.",
	)
	saysNothingOf(t,
		"count none | Reports of litter | 96 | – | – | – | Of the 96 reports received, 31 were closed and 65 remain open.",
		"count none | Reports of litter | 96 | – | – | – | Of the 96 reports received, 31 were closed and 55 remain open. The other 10 were passed to the county.",
		"count none | Reports of litter | 96 | – | – | – | Of the 96 reports received, 31 were closed and 55 remain open; ten were duplicates.",
		"count up | Measures met | 9 | – | – | – | Of the 21 measures which had targets three did not have data, 9 met the target and 9 did not.",
		"count none | Reports of litter | 96 | – | – | – | Of the 96 reports received, 31 were closed within a day and 12 remain open after a month.",
		"count none | Reports of litter | 96 | – | – | – | We had 96 reports, 31 of which are either being looked at or closed and 65 are currently under consideration.",
		"count none | Appeals | 96 | – | – | – | Of the 96 appeals received, 31 were allowed and 51 dismissed.",
		"count none | Appeals | 96 | – | – | – | Of the 96 appeals decided, 31 were allowed and 55 dismissed; ten were withdrawn.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, three not.",
		"count none | Complaints | 58 | – | – | – | 58 complaints were closed. 40 complaints were upheld and 12 complaints were not upheld, with six withdrawn.",
		"count none | Homes | 58 | – | – | – | Of the 58 homes, 30 have new kitchens and 35 were decorated before letting.",
		"count none | Reports | 96 | – | – | – | Of the 96 reports, 31 were closed in April and 55 remain open from earlier months.",
		"count none | Appeals | 96 | – | – | – | Of the 96 appeals decided, 41 were allowed and 51 were dismissed last year.",
	)
}

// Percentages of what something is made of, and those that end in the remaining ones, make a hundred.
func TestPercentagesOfTwoSidesMakeAHundred(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent none | Members who sing | 15.6 | – | – | – | The choir has 46.2% men and 54.8% women. The band has 40.7% men and 60.3% women.",
		"percent none | Women learners | 71 | – | – | – | 71% were women and 39% male.",
		"days down | Days lost | 2.24 | – | – | – | The table showed the long term (73%) and short term (23%) percentages.",
		"percent none | Female members | 58 | – | – | – | Members - Female: 406 (58%) - Male: 294 (47%)",
	)
	saysNothingOf(t,
		"percent down | Smokers | 15.6 | – | – | – | Last year 16.2% of men and 14.8% of women smoked.",
		"percent up | Satisfied | 58 | – | – | – | Satisfaction was 58% for men and 52% for women.",
		"percent up | Satisfied | 58 | – | – | – | Those satisfied were 58% of men and 52% of women.",
		"percent up | In work | 58 | – | – | – | The employment rate is 78.1% for men and 71.9% for women.",
		"percent none | Women learners | 71 | – | – | – | 71% were women and 29% male.",
		"percent none | Women learners | 71 | – | – | – | 71% were women and 27% male; 2% would rather not say.",
		"percent up | Schools good | 88 | – | – | – | 88% are primary schools rated good and 78% secondary.",
		"percent up | Reviews | 88 | – | – | – | 92% of reviews were in time for adults and 88% for children.",
		"percent up | Reviews in time | 88 | – | – | – | Reviews were in time for 92% of adults (46) and 88% of children (31).",
		"percent up | Satisfied | 62 | – | – | – | 55% replied; 62% of them were satisfied, and the remaining 38% were not.",
		"count none | Forms | 8340 | – | – | – | Of the 8,340 forms sent back, 31% were late, 6% were unsigned, and the remaining 64% fell short elsewhere.",
		"percent up | Collected | 92 | – | – | – | We collected 92% against 91% last year, and 3% was written off. The remaining 5% is being chased.",
		"percent up | Satisfied | 62 | – | – | – | 62% were very satisfied, 21% fairly and the remaining 17% not. Of the women 64% were very satisfied.",
		"percent up | Satisfied | 62 | – | – | – | Of men 62% were satisfied and 21% fairly. The remaining survey went to women (60%) and children (50%).",
	)
}

// A percentage of all of something is held against the count that it is told of, though other words stand between.
func TestSharesOfAllThatIsCalledSo(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Measures on target | 70 | – | – | – | At the end of the quarter, 8 (70%) out of the 10 measures were on target.",
		"count none | Entries | 1640 | – | – | – | The show received 1640 entries. 386 entries were from children, proportionate to 51% of the overall entry list.",
		"count none | Road injuries | 172 | – | – | – | There were 172 road related injuries. 61 per cent of all road related injuries from April to September were in slow zones (150).",
		"percent up | Clean checks | 15 | – | – | – | It made 3,210 visits and 9,640 checks. Faults rose to 274 checks, or 7% of all checks.",
		"count none | Park visitors | 48210 | – | – | – | The busiest gate was the north one with 31,593 visitors, 73% of the total park visitors.",
	)
	saysNothingOf(t,
		"percent up | Measures on target | 70 | – | – | – | At the end of the quarter, 7 (70%) out of the 10 measures were on target.",
		"count none | Entries | 1640 | – | – | – | The show received 1640 entries. 836 entries were from children, proportionate to 51% of the overall entry list.",
		"count none | Road injuries | 172 | – | – | – | There were 172 road related injuries. 61 per cent of all road related injuries from April to September were in slow zones (105).",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls. Home visits made up 64% of all calls, with 2,816 home visits in total.",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls. Home visits made up 47% of all calls last year, when there were 2,816 home visits.",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls by day and 1,600 calls by night. Home visits made up 47% of all calls: 2,820 home visits.",
		"count none | Parcels | 184600 | – | – | – | There were 184,600 parcels. There were 71,800 damage forms filed. Damage forms were filed on 39% of all parcels.",
		"percent up | Answered | 85 | – | – | – | We answered 1,240 letters, 18% of all contacts. Calls made up 61% of all contacts.",
		"percent up | Answered | 85 | – | – | – | Complaints about bins (48) were 31% of all complaints. Missed bins were 62% of all bin complaints (30).",
	)
}

// What the words narrow, or tell without the title's limit, is not what the card's percentage is of.
func TestSharesOfNarrowedWholes(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,310 invoices were received and 4,111 paid on time; overall 97.4% were paid on time.",
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,310 invoices were received by schools and 4,111 paid on time.",
		"percent up | Live chats answered within 30 seconds | 87 | 91 | – | 90 | Our desks answered 87% of live chats, with 567 answered within 30 seconds out of 755 in total.",
	)
	saysNothingOf(t,
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,310 invoices were received by schools and 4,111 paid on time; overall 97.4% were paid on time.",
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,210 invoices were received by schools and 4,011 paid on time. The overall rate was 97.4%.",
		"percent up | Complaints answered in time | 84 | 91 | – | 90 | 120 came in; six were withdrawn. 84% (96) were answered in time.",
		"percent up | Requests answered in time | 91.4 | 96 | – | 95 | 1,802 requests were answered, 1,647 in time and 155 outside it, of which 44 had an extension.",
		"percent up | Repairs completed on time | 92 | 91 | – | 90 | We completed 92% of repairs on time. 480 emergency jobs on time and 60 late.",
	)
}
