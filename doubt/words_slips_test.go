package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// A number that slipped is found by what it would be without the slip, whatever the phrase.
func TestNumbersThatSlipped(t *testing.T) {
	t.Parallel()
	for _, card := range []string{
		// how far the figure is from an earlier one
		"currency down | Arrears | 1,284,600 | 1,352,100 | 1,241,900 | – | Arrears are £1,284,600 and some £24,700 worse off than last September.",
		// what came, and what went
		"count down | Damp and mould cases open | 204 | 176 | – | – | There were 176 cases at the start. Since then 134 have been reported and 115 closed, so 204 are left.",
		// the parts of the figure
		"count up | Visits to access points | 9,480 | 8,902 | – | – | Visits: 9,480. Fenwick Road had 5,402, Aldermoor had 2,618 and Marsh Green had 1,658.",
		// the other parts of a whole, with a percentage between them
		// an average of all
		"currency none | Arrears written off | 48,310 | 31,205 | – | – | We wrote off £48,310 for 94 former tenants, or £541 each.",
		// a sum of which a part is taken away
		"currency down | Forecast overspend | 3,600,000 | 4,400,000 | – | – | The forecast is £3.6m: adults £2.1m and children's £9.2m, offset by £1.4m elsewhere.",
		// an average month
		"count down | Missed bins | 255 | 241 | – | – | The average monthly number of missed bins was 58.",
	} {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) != 1 {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
}

// Where chance may well be why a number nearly fits, nothing is said.
func TestNumbersThatHappenToBeNear(t *testing.T) {
	t.Parallel()
	saysNothingOf(t,
		// of the figure's kind, and of something else
		"percent up | Inspections completed | 84 | 81 | – | – | 94 out of 121 minor applications were decided in time.",
		// a step of the number before it
		"count none | Children looked after | 83,840 | 82,080 | – | – | 83,840 were looked after. 7,290 were alone, up 29% on last year.",
		// what was answered at all
		"percent up | Requests answered in time | 89 | 90 | – | – | 1640 requests received; 1358 closed within the timescale, 168 outside it.",
		// the rest of a whole in two parts
		"percent none | Staff from minority ethnic groups | 11.5 | 11.2 | – | – | 230 of our 2,000 staff are; 1,570 are not, and 200 do not say.",
		// things and percentage points
		"percent up | Parks that hold the flag | 62.5 | 62.5 | 58.3 | – | 15 of 24 parks hold the flag, one more than a year ago.",
	)
}

// What is said of other things, times and aims than the card's is no slip of the card's numbers.
func TestNumbersOfWhatIsBesideTheCard(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		// what was done with those that came
		"count none | Complaints received | 238 | 229 | – | – | Nine up on Q1. 228 closed in 15 working days (96%). Q1's rate was 91%.",
		"count none | Subject access requests received | 64 | 58 | – | – | Six more than Q2. 54 were answered in the month (84%).",
		"count none | Noise complaints reported | 312 | 300 | – | – | Up by 12 on Q3. 302 were resolved without a visit.",
		// the other part of a whole
		"days down | Days lost per FTE | 2.24 | 2.61 | 2.37 | 2.13 | Split 74% long term, 26% short. Of the long term cases four are due back in May.",
		"days down | Days lost per FTE | 3.10 | 2.95 | – | 2.5 | 61% was long-term and 39% short. Two teams had no absence at all.",
		// targets of other levels
		"days down | Relet time, standard voids | 48 | 44 | 45 | 30 | At 48 days we are 18 over. Extra care voids averaged 210 days with a target of 130, so 80 over.",
		"percent up | Calls answered in 30 seconds | 71 | 74 | 70 | 80 | Webchat reached 91% against a target of 85%. Calls were 71%.",
		// a change that was aimed at
		"count down | Burglaries | 1,157 | 1,000 | – | – | Up 15.7% on the year before (1,000), so the 5% reduction was not achieved.",
		"count down | Casualties | 92 | 101 | – | – | Down from 101, but the 20% reduction sought by 2030 needs 81 or fewer.",
		// a year before
		"percent up | Complaints answered in time | 83 | 89 | 89 | – | 85 of 102 were inside ten days. It was 89% the year before, so six points lower.",
		// names with several numbers
		"percent up | Patients seen within 4 hours | 70.9 | 70.3 | 71.5 | 76 | Type 1 and 3 attendances 21,640, of which 15,343 within four hours (70.9%).",
		"percent up | Complaints answered in time | 88 | 85 | – | 90 | At stages 1 and 2 together 44 of 50 were in time (88%).",
		// an improvement over
		"days down | Days lost per employee | 7.5 | – | 10.2 | 8.5 | Averaged 7.5, an improvement over the 10.2 for the same period in the previous year.",
		// the year before last year
		"days down | Void turnaround | 23.92 | – | 29.76 | – | 23.92 days against 29.76 and 34.07 the year before that; better by 5.84 days.",
		"count down | Accidents | 41 | – | 47 | – | 41 this year, 47 last year and 52 the year before that.",
		// one number for several parts
		"percent up | Complaints answered on time | 96 | 92 | – | 95 | 90 of 94, four late: 2 in Enforcement and 1 each in Parking and Revenues.",
		"count down | Appeals lost | 7 | 5 | – | – | Seven were lost: three in the north and two each in the town and the south.",
		// how far the volumes moved
		"percent up | Requests closed on time | 98.3 | 96.7 | – | 98 | 354 of 360 closed in time. Volumes 32% up on Q3 (273).",
		"percent up | Calls answered | 91.0 | 93.5 | – | 90 | Demand was 12% higher than Q1 (18,204) and two advisers left.",
		// shares in a list behind their counts
		"percent up | Measures met | 66 | – | – | – | Of the 38 measures 25 met target, 5 were slightly below and 8 well below (66%, 13% and 21%).",
		// a step by, from a time
		"days down | Days to process changes | 8.0 | 6.8 | – | 9 | Inside target although slower than Q1 by 1.2 days.",
		// a verb with “up”
		"count down | Patients waiting | 49,000 | 75,000 | – | 0 | Waiters fell from 75,000 to 49,000 as activity was stepped up.",
		// steps of other things
		"count none | Category 2 incidents | 370,341 | 389,423 | – | – | 4.9% lower than July. Category 1 incidents fell 8.5% on the month to 73,360.",
		"count down | Incidents | 591,676 | – | 621,292 | – | Fires fell by 23% from 185,620 to 143,625, with secondary fires down 32%.",
		"count none | Cases started | 63,000 | – | 67,000 | – | The average time for a care case went down to 32.0 weeks, 24% lower than a year ago.",
		"percent up | Customers satisfied | 94.6 | 89 | – | – | Satisfaction moved from 89% to 94.6%, 5.6 points better, helped by 17% fewer calls.",
		// what is left of another whole
		"percent up | Requests answered in time | 92.5 | 94.2 | – | – | January was 94.21% (114 of 121). 72 were open at month end.",
		"count down | All crime | 146,286 | – | 130,032 | – | Increases were seen in 38 out of 42 forces. Nine out of 14 districts had an increase.",
		// the figure is short of its target
		"percent up | Assessments in time | 79.5 | – | – | 80 | Just short of target at 79.5%, but well ahead of the national 45.9%.",
		// a number behind “but” is no start
		"days down | Absence per FTE | 9.22 | 9.72 | 9.72 | 8.9 | 9.22 days, a reduction of 0.5 days from last year but 0.32 days over the target of 8.9.",
		// more than an earlier number
		"percent up | Requests closed on time | 98.3 | 96.7 | – | 95 | Volume is well up: 273 closed in Q3, so 87 more this time (32%).",
		// how far from a target that is called high
		"percent up | Rent collected | 100.46 | 98.71 | 100.52 | 96.5 | 3.96 points above the high target of 96.5% and in line with Q3 last year.",
		"count down | Burglaries | 4,199 | 3,935 | – | 3,423 | Up from 3,935. We are 776 above where the target would have us.",
		// parts of the second of two parts
		"count up | Measures within target | 44 | 41 | – | – | 87 measures: 23 volumetric and 64 with targets. Of those 13 were below, 11 near, 33 met and seven had no data yet.",
		// a part that moved, and not its whole
		"count down | Deaths in fires | 304 | 331 | – | – | Accidental fires accounted for 187 of the 304 (62%), down by 26 from 213.",
		// over a stretch of time
		"count down | People in temporary homes | 86 | 92 | – | 70 | Fell from 92 to 86 over the quarter, hotels within that from 50 to 47.",
		// parts beside the figure, and their whole
		"count up | KPIs on target | 14 | – | – | – | 14 of the 18 KPIs were green, one was amber and three did not achieve the floor (red).",
		"percent up | Requests answered in time | 94.2 | – | – | 90 | 114 of 121 were in time, 7 late (94.2%). 112 requests were received.",
		"count down | Complaints | 293 | 186 | – | – | By quarter there were 47, 95, 64 and 87. Communities had most (115).",
		"percent up | Requests answered in time | 84.5 | – | 78.9 | 90 | 251 of 297 in time and 46 late (84.5%). In the same quarter last year it was 250 in time and 67 late.",
		"count down | Active assessments | 493 | – | – | – | 273 were in time and 220 were not. Of the 120 appeals lodged, 69 had been completed and 49 were ongoing.",
		// one amount less another
		"currency up | Surplus on parking (£000) | 7,157 | 6,379 | – | – | Income £11.710m less expenditure £4.553m gives £7.157m, up from £6.379m (£10.286m less £3.907m).",
		// targets of other things, beside the card's
		"percent up | Repairs right first time | 91.2 | – | – | 94.5 | 91.2% (target 94.5%) and the same share of tenants were satisfied (target 95.4%).",
		"days down | Days to process claims | 25.1 | 27.6 | – | 20 | Over the 20 day target. Changes took 10.1 days compared with 8.8, within the 12 day target.",
		// a step said again in brackets
		"count down | Victim based crime | 85,661 | 87,928 | – | – | Crime fell by 2,267 offences (-2.6%) to 85,661, against increases of 2.8% in similar forces.",
		// what another thing was
		"percent up | Cases agreed in 13 weeks | 62.96 | 66.79 | 60.50 | 85 | 17 of 27 (62.96%). Pre-app 66% in protocol time, was 62% in April so +4 points.",
		// percentages without their sign are no counts
		"percent up | Invoices paid in 30 days | 99.39 | 99.12 | 97.60 | 90 | 99.39% in Q4, best of the year (Q1 95.65, Q2 97.15, Q3 99.12).",
		// a step that leads to a level of its own
		"currency up | Arrears recovered (£m) | 4.246 | 3.871 | – | 4.2 | £4.246m. Overall arrears stood £4.468m higher than twelve months earlier, at £31.902m.",
		// what brackets hold is told before them
		"count none | Applications received | 2,629 | 2,747 | – | – | Headlines (2017/18 in brackets): 2,629 (2,747) received.",
		// a month with its year
		"count down | Children in care | 271 | 276 | 284 | 265 | 271 at 31/12, 13 fewer than Dec 20 (284), 5 fewer than Sept.",
		// what did not happen
		"count up | Library visits | 148,620 | 139,275 | – | – | 148,620 visits. E-loans have not fallen back: 38,412 against 36,583.",
		// an earlier level with “over”
		"currency down | Forecast overspend (£m) | 1.6 | 1.9 | 3.3 | – | An overspend of £1.6m. This time last year £3.3m over.",
		// the opposite of what the title counts
		"percent up | Calls answered within 60 seconds | 82 | 79 | 74 | 80 | Of 17,636 calls received 529 were abandoned.",
		"percent down | Appeals dismissed | 71 | 68 | – | – | Of the 17 appeals decided five were allowed.",
		// a target behind “though”, and another thing behind “while”
		"percent up | Appraisals completed | 89 | – | 84 | 95 | 89% had one, 5 percentage points better than last year though short of the 95% target.",
		"count down | Vehicle crimes | 1,208 | 1,170 | 1,044 | – | Theft of keyless vehicles rose by 92 to 341, while theft from vehicles was 867.",
		// one that is counted
		"count down | Complaints | 70 | – | – | – | 70 came in. Four progressed to stage two: one upheld, one partially upheld and two not upheld.",
		// what came and went beside a step
		"count up | Foster households | 111 | 113 | – | 120 | Down by two on last quarter with 13 approvals and 15 de-registrations.",
		"count none | Open investigations | 87 | 84 | – | – | Up three on last month with 15 new and 12 closed.",
	)
}

// What became of a few things makes all of them, or is spoken of.
// How far the figure is from its target decides what is said of it, to the digit, where the words name the target.
func TestATargetThatIsNamedIsExact(t *testing.T) {
	t.Parallel()
	for card, says := range map[string]int{
		"percent down | Agency staff | 6.2 | 7.0 | – | 6 | 124 of 2,000 posts, so the target of 6% has been met.":                                 1,
		"percent down | Agency staff | 6.0 | 7.0 | – | 6 | 120 of 2,000 posts, so the target of 6% has been met.":                                 0,
		"percent up | Calls answered | 89.6 | 90.1 | – | 90 | The target was met.":                                                                0,
		"days down | Days to decide a claim | 19 | 23 | – | 20 | It took 19 days, inside the 15 day target.":                                      1,
		"days down | Days to decide a claim | 19 | 23 | – | 20 | It took 19 days, inside the 20 day target.":                                      0,
		"count none | Complaints received | 187 | 164 | 201 | – | Complaints rose to 187 but remain above the 201 of the same quarter last year.": 1,
		"count none | Complaints received | 187 | 164 | 181 | – | Complaints rose to 187 and remain above the 181 of the same quarter last year.": 0,
	} {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) != says {
			t.Errorf("of “%s” under %s: %v", l.Commentary, l.Figure.Value, found)
		}
	}
}
