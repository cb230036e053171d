package doubt_test

import "testing"

// Two parts on both sides of what leaves none between are all of their whole.
func TestTwoSidesAreAllOfTheirWhole(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Reports of litter | 96 | – | – | – | Of the 96 reports received, 31 were closed and 55 remain open.",
		"count none | Reports of litter | 96 | – | – | – | We had 96 reports, 31 of which are either being looked at or closed and 56 are currently under consideration.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, four not work related.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, four not.",
		"count none | Stress absences | 8 | – | – | – | There were eight cases of stress, five of which were work related, four none work related.",
		"count up | Visitors | 61206 | – | – | – | The number of visitors was 61,206 of which 45,948 (75%) have visited previously and 15,358 (25%) were new.",
		"count up | Measures met | 14 | – | – | – | Out of 19 measures which could be reported, 14 either met or beat their target and 6 measures had not met the targets set.",
		"count up | Measures met | 14 | – | – | – | Out of 19 measures which could be reported, 14 met their target and 6 did not meet it.",
		"percent up | Appeals dismissed | 71 | – | – | – | A total of 9 appeals were determined, 2 of which were allowed and 6 appeals were dismissed.",
		"percent up | Appeals dismissed | 71 | – | – | – | 14 appeals have been decided since April. Of those, 9 appeals (71%) had been dismissed and 4 appeals (29%) had been allowed.",
		"count down | Complaints | 163 | – | – | – | The Ombudsman investigated nine complaints made against us. Four complaints were recorded as not upheld, three complaints were upheld.",
		"count none | Deaths | 12223 | – | – | – | There were 194 civil partnerships (87 male and 117 female), 12 fewer than a year ago.",
		"percent up | Appeals dismissed | 71 | – | – | – | Between July and September 2021 a total of 9 appeals had been determined, 5 of which had been allowed and 8 appeals had been dismissed.",
		"percent up | Appeals dismissed | 71 | – | – | – | 16 appeals had been decided since the start of April 2021. Of those, 10 appeals (71%) had been dismissed and 4 appeals (29%) had been allowed.",
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
		"percent down | Median gap | 15.6 | – | – | – | Women earn less. The top quartile has 46.2% men and 54.8% women. The upper middle quartile has 39.7% men and 61.3% women.",
		"percent none | Women learners | 71 | – | – | – | 71% were women and 39% male.",
		"percent down | Gender pay gap | 5.9 | – | – | – | In 2020, 69% of our workforce was female (3,450) and 33% male (1,687).",
		"days down | Days lost | 2.24 | – | – | – | The table showed the long term (73%) and short term (23%) percentages.",
		"percent none | Female staff | 54 | – | – | – | Gender profile - Female: 366 (54%) - Male: 314 (49%)",
		"count none | Requests | 20812 | – | – | – | Of the 20,812 requests refused, 24% were too dear, 6% were vexatious, and the remaining 73% fell under other rules.",
		"percent up | Requests granted | 41 | – | – | – | Of these, 41% were granted in full, down from 43% in 2021 and 34% were refused, down from 38% in 2021. The remaining requests were late (6%) or partly refused (29%).",
		"count none | Incidents | 556884 | – | – | – | Fires made up 29% of all incidents, other emergencies 13%, and the remaining 41% were false alarms.",
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
		"count none | Requests | 20812 | – | – | – | Of the 20,812 requests refused, 24% were too dear, 4% were vexatious, and the remaining 73% fell under other rules.",
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
		"count none | Post-mortems | 32857 | – | – | – | 226,406 deaths were reported, an increase of 12,565 (6%). There were 68,206 post-mortem examinations ordered by coroners, 38% of all deaths reported to them.",
		"count none | Homeless applications | 1386 | – | – | – | The council received 1386 applications. 498 applications were from single people, proportionate to 72% of the overall applicant profile.",
		"count none | Fire deaths | 149 | – | – | – | There were 149 fire related deaths. 59 per cent of all fire related deaths from April to September were in accidental fires (48).",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls. Home visits made up 46% of all calls, with 2,816 home visits in total.",
		"count none | Deaths | 210900 | – | – | – | There were 210,900 deaths. There were 28,100 post-mortem examinations ordered. Post-mortem examinations were carried out on 39% of all deaths.",
		"percent up | No fault rate | 15 | – | – | – | It made 5,465 decisions and 12,738 findings. Faults rose to 256 findings, or 7% of all findings.",
		"count none | Town visitors | 59006 | – | – | – | The busiest street was the High Street with 24,823 visitors, 73% of the total venue visitors.",
	)
	saysNothingOf(t,
		"percent up | Measures on target | 70 | – | – | – | At the end of the quarter, 7 (70%) out of the 10 measures were on target.",
		"count none | Post-mortems | 32857 | – | – | – | 226,406 deaths were reported, an increase of 12,565 (6%). There were 86,206 post-mortem examinations ordered by coroners, 38% of all deaths reported to them.",
		"count none | Homeless applications | 1386 | – | – | – | The council received 1386 applications. 998 applications were from single people, proportionate to 72% of the overall applicant profile.",
		"count none | Fire deaths | 149 | – | – | – | There were 149 fire related deaths. 59 per cent of all fire related deaths from April to September were in accidental fires (88).",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls. Home visits made up 64% of all calls, with 2,816 home visits in total.",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls. Home visits made up 47% of all calls last year, when there were 2,816 home visits.",
		"count none | Visits | 4400 | – | – | – | There were 4,400 calls by day and 1,600 calls by night. Home visits made up 47% of all calls: 2,820 home visits.",
		"count none | Deaths | 210900 | – | – | – | There were 210,900 deaths. There were 82,100 post-mortem examinations ordered. Post-mortem examinations were carried out on 39% of all deaths.",
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
		"percent up | Live chats answered within 20 seconds | 89 | 91 | – | 90 | Our centres answered 89% of live chats, with 580 answered within 20 seconds out of 689 in total.",
	)
	saysNothingOf(t,
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,310 invoices were received by schools and 4,111 paid on time; overall 97.4% were paid on time.",
		"percent up | Invoices paid on time | 97.4 | 96 | – | 95 | 4,210 invoices were received by schools and 4,011 paid on time. The overall rate was 97.4%.",
		"percent up | Live chats answered within 20 seconds | 89 | 91 | – | 90 | Our centres answered 89% of live chats within 20 seconds in the quarter (target 90%), with 580 chats answered out of 589 in total.",
		"percent up | Complaints answered in time | 84 | 91 | – | 90 | 120 came in; six were withdrawn. 84% (96) were answered in time.",
		"percent up | Requests answered in time | 91.4 | 96 | – | 95 | 1,802 requests were answered, 1,647 in time and 155 outside it, of which 44 had an extension.",
		"percent up | Repairs completed on time | 92 | 91 | – | 90 | We completed 92% of repairs on time. 480 emergency jobs on time and 60 late.",
	)
}
