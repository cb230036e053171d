package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// doubtsEach expects that something is doubted in each of the cards.
func doubtsEach(t *testing.T, cards ...string) {
	t.Helper()
	for _, card := range cards {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) != 1 {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
}

// What came and what went must lead from the one end of a stock to the other.
func TestWhatCameAndWentLeadsFromOneEndToTheOther(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Households in temporary accommodation | 146 | 134 | – | – | 41 households were placed during the quarter and 33 moved on, taking the number from 134 to 146.",
		"count none | Children looked after | 381 | 384 | – | – | 38 children became looked after in the quarter and 47 left care, taking the total from 384 to 381.",
		"count down | Households in temporary accommodation | 134 | 121 | – | – | 58 households were placed in the quarter and 35 moved on, so the number rose from 121 to 134.",
		"count down | Vacant posts | 67 | 62 | – | – | There were 62 vacancies at the end of June. 24 posts were filled and 19 new vacancies arose in the quarter, so that 67 were vacant at the end of September.",
		"count down | Inquests open | 212 | – | – | – | 31 inquests were opened in March and 33 were concluded, leaving 212 open. This is 7 fewer than at the end of February.",
		"currency up | General reserves | 14,600,000 | – | – | – | Reserves opened the year at £17.2m. £1.4m was drawn to balance the budget and £1.5m was added from the collection fund surplus, leaving £14.6m.",
		"percent up | Applicants rehoused in a year | 21 | 23 | – | – | During July 27 people joined the housing register and 19 came off it, bringing the register from 1,402 to 1,420.",
		"percent up | Foster carers approved in time | 71 | 73 | – | – | Nine carers were approved and 14 deregistered, so the number of approved carers fell from 163 to 156.",
		"count down | Adult social care caseload | 314 | 318 | – | – | The caseload stood at 318 at the start of the quarter. 127 referrals were accepted and 141 cases closed, leaving 314 open.",
		"count down | Families in bed and breakfast | 71 | 97 | – | – | 36 families entered bed and breakfast and 52 left it: the total dropped from 97 to 71.",
		"percent down | Staff turnover | 9 | 10 | – | – | 48 joined and 39 left in the half year, so that headcount went from 1,206 to 1,251.",
		"count none | Children with a protection plan | 78 | 84 | – | – | There were 84 children with a plan at 31 March. 41 plans were started and 53 ended, so 78 children had a plan at 30 June.",
		"percent down | Rent arrears | 3.1 | 2.9 | – | – | Arrears cases rose from 412 to 439 as 96 new cases were opened and 59 were closed.",
		"percent up | Net budget held in reserve | 5.1 | 5.5 | – | – | We began the year with £9.4m in the general fund; £2.1m was used to support services and £0.8m was put in, which leaves £8.7m.",
		"percent up | Applications decided in time | 84 | 81 | – | – | 214 applications were received and 187 decided, so the number on hand went up by 37 to 402.",
	)
	saysNothingOf(t,
		"count down | Households in temporary accommodation | 142 | 134 | – | – | 41 households were placed during the quarter and 33 moved on, taking the number from 134 to 142.",
		"count none | Children looked after | 375 | 384 | – | – | 38 children became looked after in the quarter and 47 left care, taking the total from 384 to 375, and 22 live outside the county.",
		"count down | Vacant posts | 55 | 62 | – | – | There were 62 vacancies at the end of June. 24 posts were filled, 19 new vacancies arose and two posts were deleted, so that 55 were vacant at the end of September.",
		"count down | Inquests open | 212 | – | – | – | 31 inquests were opened in March and 33 were concluded, leaving 212 open. This is 7 fewer than a year ago.",
		"currency up | General reserves | 16,300,000 | – | – | – | Reserves opened the year at £17.2m. £1.4m was drawn to balance the budget and £0.45m was added from the collection fund surplus, leaving £16.3m.",
		// a third flow, in the same sentence or behind it
		"count down | Households in temporary accommodation | 134 | 121 | – | – | 58 households were placed in the quarter, 35 moved on and 10 were transferred to another authority, so the number rose from 121 to 134.",
		"count down | Households in temporary accommodation | 134 | 121 | – | – | 58 households were placed in the quarter and 35 moved on, so the number rose from 121 to 134, once 10 that had been counted twice were removed.",
		"count none | Children looked after | 386 | 384 | – | – | 38 children became looked after in the quarter and 47 left care. 11 unaccompanied children came by transfer, taking the total from 384 to 386.",
		// parts of what went
		"count down | Households in temporary accommodation | 142 | 134 | – | – | 41 households were placed during the quarter and 33 moved on, 12 of them to private lets, taking the number from 134 to 142.",
		"count down | Households in temporary accommodation | 142 | 134 | – | – | Of the 41 households placed during the quarter, 9 have already moved on. The number went from 134 to 142.",
		// rounded
		"percent up | Applicants rehoused in a year | 21 | 23 | – | – | Some 2,300 joined the register and 1,900 left, taking the total from 14,600 to 15,100.",
		// another stock, or another time
		"count down | Households in temporary accommodation | 134 | 121 | – | – | The number rose from 121 to 134. 58 households were placed in bed and breakfast alone and 35 moved on from it.",
		"count none | Children looked after | 384 | 371 | – | – | In the year to date 212 children entered care and 190 left. In the quarter the number rose from 371 to 384.",
		"percent up | Complaints closed in time | 84 | 81 | – | – | We opened 31 new cases and closed 33 complaints, while the caseload of the advice team went from 210 to 216.",
		"count down | Households in hotels | 42 | 46 | 31 | – | 46 at the start of the quarter, 27 placed and 31 moved on.",
		"count down | Households in hotels | 39 | 46 | 31 | – | 46 at the start of the quarter, 27 placed, 31 moved on and three lost their claim.",
		"count up | Affordable homes completed this year | 88 | 61 | – | – | 27 homes were added in the quarter and 4 were lost through the right to buy, taking the year's total from 61 to 88.",
		// the way of counting changed
		"count down | Children in need | 612 | 640 | – | – | 96 plans were started and 104 ended, and 20 records were removed in a review, which brought the total from 640 to 612.",
		"percent up | Care leavers in touch | 91 | 90 | – | – | 14 young people turned 18 and 9 left the service, taking the cohort from 203 to 208; 189 of them are in touch.",
	)
}

// The parts of what is left must make what is left.
func TestPartsOfARest(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | Empty council homes | 110 | 118 | – | – | 62 were ready to let. Of the remaining 48 homes, 21 are being repaired, 18 are let and 13 await a decision.",
		"percent up | Care leavers in work | 55 | 57 | – | – | The remaining 36 are made up of 14 who are parents, 12 who are ill and 20 who are looking for work.",
	)
	saysNothingOf(t,
		"percent up | Older people at home 91 days after discharge | 75.4 | 77 | – | – | 98 of 130 were at home. Of the other 32, 19 had died, 9 lived in a care home and 4 were back in hospital.",
		"percent up | Appeals dismissed | 77.1 | 75 | – | – | 74 of 96 appeals were dismissed. Of the remaining 22, 13 were allowed, 5 allowed in part and 4 withdrawn.",
		// some of the rest only
		"percent up | Appeals dismissed | 77.1 | 75 | – | – | 74 of 96 appeals were dismissed. Of the remaining 22, 13 were allowed and 5 allowed in part.",
		"percent up | Fires attended in 10 minutes | 81 | 86 | – | – | Of the other 57, 31 were at remote farms, including 18 during the flood.",
		"percent up | Requests answered on time | 87 | 86 | – | – | Of the other 41 requests, 17 waited mainly for the service, 15 were complex and 8 late by a day.",
		// parts that overlap
		"percent up | Pupils in school | 87 | 86 | – | – | Of the other 40 pupils, 25 are boys, 18 have a plan and 12 are in care.",
		"percent up | Pupils in school | 87 | 86 | – | – | Of the other 40 pupils, 25 are boys and 18 also have a plan.",
		"percent up | Requests answered on time | 87 | 86 | – | – | Of the other 41 requests, 27 waited for the service, 15 were complex and some, 9 in all, were both.",
		// another whole behind the list
		"percent up | Care leavers in work | 55 | 57 | – | – | Of the other 36, 14 are parents, 12 are ill and 10 are looking for work, as were 20 a year ago.",
		"percent up | Homes repaired | 91 | 90 | – | – | Of the remaining 57 homes, 31 were done in April, 18 in May and 9 more, not in this cohort, in June.",
		"percent up | Homes repaired | 91 | 90 | – | – | Of the remaining 20 months, 12 are funded, 4 are bid for and 3 are unfunded.",
		"percent up | Health checks done | 90 | 91 | – | – | Of the remaining 24 checks, 11 were refused, 9 booked for April and the rest (4) delayed by a move.",
		"percent up | Pupils in school | 87 | 86 | – | – | Of the other 30 schools, 12 are good, 11 require improvement and 16 inspections are due.",
	)
}

// How far an amount is from the one that it was to be, and what share of it that is.
func TestAmountsAndHowFarTheyAreApart(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency down | Children's services forecast | 134,910,000 | – | – | – | The service is forecast at £134.910m against an approved budget of £126.354m, an overspend of £8.556m (8.6%).",
		"percent up | Fees collected | 94 | 95 | – | – | Parking income is expected to be £3.42m against a target of £3.86m, a £0.54m shortfall.",
		"percent up | Schemes on time | 70 | 68 | – | – | Home to school transport will cost £9.82m against the budget of £8.40m, £1.24m more.",
	)
	saysNothingOf(t,
		"count down | Agency posts | 61 | 66 | – | – | The forecast outturn is £84.2m compared with a net budget of £81.7m, an overspend of £2.5m.",
		"count down | Agency posts | 61 | 66 | – | – | The forecast outturn is £84.2m compared with a net budget of £81.7m, an overspend of £2.6m (3.1%).",
		"currency down | Children's services forecast | 134,910,000 | – | – | – | The service is forecast at £134.910m against an approved budget of £126.354m, an overspend of £8.556m (6.8%).",
		"currency up | General fund balance | 10,700,000 | 13,800,000 | – | – | Balances are forecast to fall from £13.8m at quarter 2 to £10.7m, or 7.7% of the net budget of £139.3m.",
		"currency up | General fund balance | 10,700,000 | 13,800,000 | – | – | Balances are forecast to fall from £13.8m at quarter 2 to £10.7m, a call of 2.2% of the net budget of £139.3m.",
		// what else is in it
		"count down | Agency posts | 61 | 66 | – | – | The forecast outturn is £84.2m compared with a net budget of £81.7m, an overspend of £3.5m before £1.0m of reserves is used.",
		"count down | Agency posts | 61 | 66 | – | – | The forecast outturn is £84.2m compared with a net budget of £81.7m, an overspend of £3.5m on services and an underspend of £1.0m on financing.",
		"count down | Agency posts | 61 | 66 | – | – | After mitigation the forecast is £84.2m compared with a net budget of £81.7m, an overspend of £3.5m before the plan.",
		// another base, or another time
		"count down | Agency posts | 61 | 66 | – | – | The forecast outturn is £84.2m compared with £81.7m last month, and an overspend of £3.5m.",
		"count down | Agency posts | 61 | 66 | – | – | Forecast £84.2m against the budget of £81.7m, an overspend of £2.5m (8.6% of the controllable budget).",
		"percent up | Schemes on time | 70 | 68 | – | – | Spending of £12.6m against the budget of £14.1m for the year, with an underspend of £0.4m expected.",
		"percent up | Schemes on time | 70 | 68 | – | – | The reserve holds £4.1m, or 14.6% of all earmarked reserves of £28m.",
		"percent up | Fees collected | 94 | 95 | – | – | £4.1m was collected, or 94% of the debt raised of £4.4m less credits.",
	)
}

// A step of a length, with the unit said at one of its ends.
// A step beside the time that it is from, with the number of that time in brackets.
func TestStepsFromATimeWithItsNumber(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 3,069 were waiting, 82 fewer than last quarter and 792 below April 2021 (3,798).",
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 82 fewer than last quarter and 729 below April 2021 (3,978).",
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 3,069 were waiting; 279 below April 2021 (3,798).",
		"count up | Homes with fibre | 41,306 | – | – | – | 41,306 homes, 3,918 above March 2021 (37,838).",
	)
	saysNothingOf(t,
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 3,069 were waiting, 82 fewer than last quarter and 729 below April 2021 (3,798).",
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 82 fewer than last quarter and 729 below April 2021 (3,798).",
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 3,069 were waiting. Children's cases, 112 below April 2021 (519), fell most.",
		"count down | People waiting for an assessment | 3,069 | 3,151 | – | – | 82 fewer than last quarter. Referrals were 29 below April 2021 (368).",
		"count up | Homes with fibre | 41,306 | – | – | – | 41,306 homes, 3,468 above March 2021 (37,838).",
	)
}

// A rate of a base, and a weight of each in another unit than the whole.
func TestRatesOfABase(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Waste recycled | 41 | 40 | – | – | We collected 29,934 tonnes of general waste from 123,180 households, on average 238kg each.",
		"percent up | Waste recycled | 41 | 40 | – | – | 16,230 tonnes were sent for composting by 123,900 households, or 113kg per household.",
		"percent up | Calls answered | 94 | 95 | – | – | 67 leavers out of an average workforce of 512, a rate of 11.3%.",
	)
	saysNothingOf(t,
		"count down | Vacant posts | 41 | 47 | – | – | 118 leavers against an average headcount of 868, giving turnover of 13.6%.",
		"percent up | Waste recycled | 41 | 40 | – | – | We collected 29,934 tonnes of general waste from 123,180 households, on average 243kg each.",
		"percent up | Waste recycled | 41 | 40 | – | – | 16,230 tonnes were sent for composting by 123,900 households, or 131kg per household.",
		"percent up | Waste recycled | 41 | 40 | – | – | 16,230 tonnes were composted and 29,934 burnt; 123,900 households, 373kg per household.",
		"count down | Vacant posts | 41 | 47 | – | – | 47 leavers in the quarter against an average headcount of 868, giving annualised turnover of 21.7%.",
		"count down | Vacant posts | 41 | 47 | – | – | 118 leavers against 175 last year, giving turnover of 13.6%.",
		"count down | Vacant posts | 41 | 47 | – | – | 188 leavers, 70 of them voluntary, against an average headcount of 868, giving turnover of 21.7%.",
		"count down | Vacant posts | 41 | 47 | – | – | 188 leavers against an average headcount of 868, giving turnover of 13.6% once 70 transfers are left out.",
		"percent up | Calls answered | 94 | 95 | – | – | 118 joiners against a headcount of 868; turnover was 11.3%.",
		"percent up | Calls answered | 94 | 95 | – | – | 67 leavers against an average workforce of 512, giving a rate of 11.3% excluding retirements.",
	)
}
