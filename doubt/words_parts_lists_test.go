package doubt_test

import "testing"

// A list by quarter, by area or by reason is of all that it parts.
func TestListsBySomethingAreOfAll(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency up | Grants won | 842,000 | 790,000 | – | – | By team: parks £412k, libraries £280k and museums £105k.",
		"count none | Calls to the out of hours line | 1,431 | 1,380 | – | – | Calls were up 4%. By month 512, 463 and 546.",
	)
	saysNothingOf(t,
		"count none | Objections received | 984 | 1,012 | – | – | 161 repeats in 981 referrals. Referrals by district 424, 371 and 186.",
		"count none | Hate crimes reported | 92 | 71 | – | – | By strand, 74 were about race, 9 about religion, 6 about sexual orientation, 2 about disability and 1 about age.",
		"currency up | Grants won | 842,000 | 790,000 | – | – | By team: parks £412k, libraries £280k and museums £150k.",
		"count none | Calls to the out of hours line | 1,431 | 1,380 | – | – | Calls were up 4%. By month 512, 463 and 456.",
		// some only, or more than once
		"count none | Hate crimes reported | 92 | 71 | – | – | By strand, 64 were about race, 9 about religion and 8 also about sexual orientation.",
		"count none | Hate crimes reported | 92 | 71 | – | – | By strand, mainly race 71, religion 9 and disability 2.",
		"count none | Hate crimes reported | 92 | 71 | – | – | By strand, 74 were about race, 19 about religion and 6 about disability, as some were about several and may count twice.",
		// of another thing, another time, or the four quarters of which this is one
		"count none | Calls to the out of hours line | 1,431 | 1,380 | – | – | 1,521 letters came too. Letters by month 512, 463 and 546.",
		"count none | Calls to the out of hours line | 1,431 | 1,380 | – | – | By month a year earlier 512, 463 and 511.",
		"count none | Calls to the out of hours line | 1,431 | 1,380 | – | – | By quarter 1,402, 1,367, 1,380 and 1,431.",
		"percent up | Calls answered | 91 | 90 | – | – | By site 88%, 92% and 95%.",
	)
}

// The lines of a list make the line that is called their total.
func TestLinesMakeTheirTotal(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		`count down | Special service calls | 668 | 702 | – | – | - Crashes 186\n- Lift rescues 153\n- Helping others 122\n- Flooding 98\n- Other 119\nTotal 668, down on Q1.`,
	)
	saysNothingOf(t,
		`count down | Special service calls | 668 | 702 | – | – | - Crashes 186\n- Lift rescues 143\n- Helping others 122\n- Flooding 98\n- Other 119\nTotal 668, down on Q1.`,
		`currency up | Fraud prevented | 426,000 | 310,000 | – | – | - Doorstep crime £268k\n- Scams £158k\nTotal £426k. Two roofers are to be prosecuted.`,
		`percent up | Visits in time | 91 | 90 | – | – | Total 214\nNorth 88\nSouth 71\nCoast 55`,
		// rounded, a part of a line, and another total
		`currency up | Fraud prevented | 426,000 | 310,000 | – | – | - Doorstep crime £0.27m\n- Scams £0.16m\nTotal £426k.`,
		`count down | Special service calls | 668 | 702 | – | – | - Crashes 186\n- of which rural 47\n- Flooding 98\n- Other 384\nTotal 668.`,
		`count down | Special service calls | 668 | 702 | – | – | - Crashes 186\n- Flooding 98\n- Other 384\nTotal for the year to date 1,370.`,
		`percent up | Visits in time | 91 | 90 | – | – | Total of 214 visits, down on 230\n- North 88\n- South 71\n- Coast 45`,
	)
}

// What became of the others is no more than there are of them.
// What over- and underspends come to.
func TestMoneyOverAndUnder(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency down | Forecast overspend | 2,340,000 | 3,100,000 | – | – | Adult social care is £3.21m over and children's £1.46m over, offset by £2.24m of underspends in corporate budgets.",
	)
	saysNothingOf(t,
		"currency down | Forecast overspend | 3,856,000 | 5,047,000 | – | – | Net overspend £3.856m. Adults £2.410m over, children's £2.035m over, public health £0.117m over, corporate £0.706m under.",
		"currency down | Forecast overspend | 2,340,000 | 3,100,000 | – | – | Adult social care is £3.21m over and children's £1.46m over, offset by £2.33m of underspends in corporate budgets.",
		"currency down | Forecast overspend | 1,800,000 | 2,100,000 | – | – | An overspend of £1.8m is forecast: Adults £1.4m, Children £1.1m and Place £0.2m over, less £0.9m under on Corporate.",
		// a fourth amount, money of another kind, and the main ones only
		"currency down | Forecast overspend | 3,856,000 | 5,047,000 | – | – | Net overspend £3.856m. The main ones are adults £2.410m over, children's £2.035m over and corporate £0.607m under.",
		"currency down | Spend on agency staff | 3,856,000 | 5,047,000 | – | – | Adults are £2.410m over, children's £2.035m over, corporate £0.607m under.",
		"currency down | Forecast overspend | 2,340,000 | 3,100,000 | – | – | Adults are £0.9m over and children's £0.3m under, a net £0.6m between them.",
	)
}
