package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// What is right of other things than the card's, as published reports have it.
func TestNumbersThatAreRightOfOthers(t *testing.T) {
	t.Parallel()
	saysNothingOf(
		t,
		// a percentage that is right of the numbers nearest to it
		"count none | Calls and e-mails handled | 7,412 | 6,960 | – | – | We handled 7,412 contacts, a 6% increase on 6,960. 2,180 were e-mails. 5,232 were calls. A decrease of 7% on 5,626 last year.",
		"percent down | Mean pay gap | 6.2 | 6.4 | – | – | 64% of staff were women (2,310) and 36% men (1,300). The gap is the difference between the mean pay of men (£17.70) and women (£16.60). This year it was 6.2%.",
		// two numbers whose times stand the other way about
		"count down | Parking appeals | 702 | 1,104 | – | – | Appeals fell by 36%, from 1,104 to 702. 260 were made in spring 2021 compared to 118 in spring 2022 (55% decrease).",
		// an average that is only compared with
		"count none | Weddings | 412 | – | – | – | 38 were at the register office, compared with an average of 61 for the previous four years.",
		"count none | Incidents attended | 1,260 | – | – | – | 74 were on the motorway, against an average of 92 in the last three winters.",
		// rates of change that changed
		"count up | Library members | 8,120 | 7,940 | – | – | Members rose from 7,940 to 8,120. The yearly change had gone from -9% to -4% before that.",
		// parts and wholes beside each other, of two times
		"count down | Tenants who owe rent | 812 | 640 | – | – | At the end of June 812 out of 1,934 tenants owed rent. At the end of March it was 640 out of 1,762.",
		"count down | Homes without a certificate | 46 | 61 | – | – | 46 out of 2,150 had none. In Q1 it was 61 out of 2,135.",
		// what is told of the sentence before
		"currency down | Rent arrears | 1,204,300 | 1,311,900 | – | – | Arrears reached £1,702,400 in October. The figure represented a rise of over £390,000 from £1,311,900 in March.",
		"count down | Complaints upheld | 41 | 30 | – | – | We took 112 complaints, of which 20 were withdrawn. This is a 31% increase on last year, when 70 complaints were looked into. 41 were upheld. Last year 30 were.",
		// averages, which do not add up
		"days down | Days lost per FTE | 8.6 | – | 9.9 | – | The loss over the year was 8.6 days, against 9.9 the year before. The monthly figure was 0.81 days over the last quarter, above the average of 0.69 for the summer.",
		// two steps, of which one is from the target
		"days down | Days lost per FTE | 8.74 | – | – | 8.5 | The figure was 8.74 days, a reduction of 0.6 days from last year and 0.24 days over the target of 8.5 days.",
		"days down | Days to decide | 21.5 | – | – | 20 | It took 21.5 days, 3 days fewer than last year and 1.5 days above the target of 20 days.",
		// a percentage behind a change that is not how far it went
		"percent up | Attendance | 91 | 90 | – | – | Attendance rose from 90% to 91%, 93%, counting lessons at home.",
		"count down | Complaints | 1,104 | 1,560 | – | – | Complaints went down from 1,560 to 1,104, 87% of them answered in time.",
		"count down | Complaints | 120 | 100 | – | – | Complaints rose by 20 cases (down 4% in waste).",
		"count down | Complaints | 120 | 100 | – | – | Complaints rose by 20 (60% of them about waste).",
		// a percentage that is right of another number of the sentence before
		"count none | Complaints received | 4,120 | 3,790 | – | – | We received 6,480 contacts (2,360 questions and 4,120 complaints). The number of questions increased by 31% from 1,800, and that of complaints by 9% from 3,790.",
		// a percentage of what a count is told of
		"count none | Enquiries received | 9,614 | – | – | – | We looked into 1,930 and investigated 212, of which 58% were upheld.",
		"count none | Files sent by schools | 640 | – | 702 | – | 640 files were sent by schools, 8.8% fewer than a year ago (702). The majority of the 640 files were from secondaries (57%) or colleges (22%).",
		// years side by side
		"count none | Reviews completed | 188 | – | – | – | Reviews completed 188, 2,140 and 1,960: homes 160, 1,810 and 1,840, hospitals 28, 330 and 270.",
		// nearly
		"count none | Applications received | 4,211 | 4,143 | – | – | 4,211 applications, an increase of nearly 2% on last quarter (4,143).",
		// shares of earlier numbers, of a whole that nobody gives
		"count down | Waiting over a year | 61,204 | 50,118 | 14,870 | – | 61,204 were waiting over a year, 33.1% of the list, compared with 50,118 (29.0%) in March and 14,870 (11.6%) last June.",
		// a step of what the sentence before counts
		"percent up | Seen within 18 weeks | 82.4 | 76.1 | 69.9 | 90 | 82.4% were seen in time, up from 69.9% a year ago. 3,140 children started treatment. This was down by 12.7% from a year ago.",
		// how the colours are chosen
		"percent up | Tips that led to a notice | 81.5 | – | – | 50 | If the target is missed but the rate is within 10% of the target, it is amber.",
		// more was decided than came in
		"count none | Appeals decided | 27 | 31 | – | – | 24 appeals were lodged. 10 were allowed and 17 dismissed.",
		"count none | Appeals lodged | 24 | 31 | – | – | 24 appeals were lodged. 10 were allowed and 17 dismissed.",
		// what is left over is counted behind, or counted twice
		"count none | Appeals decided | 30 | 31 | – | – | 30 appeals were decided, 12 allowed and 17 dismissed, with one split decision.",
		"count none | Appeals decided | 30 | 31 | – | – | 30 appeals were decided, 13 allowed in full or part and 18 dismissed; one split decision counts in both.",
		"percent up | Complaints in time | 78 | 75 | – | – | 40 were closed: 31 in time and 7 late; for two the date was agreed.",
		// each rounded to a hundred
		"count none | Permits granted | 8,700 | 8,900 | – | – | 1,400 for shops and 7,400 for homes.",
		// a share of the count in the sentence before
		"percent up | Customers seen within 20 minutes | 99.76 | – | – | 99 | In the week that was sampled 415 customers called in. 414 (99.76%) waited less than 20 minutes. 5,120 e-mails were received.",
		"percent up | Repairs in time | 91 | – | – | 95 | 10,840 repairs were in time against a total of 11,912 repairs (91%).",
		// years of two digits
		"percent up | Rent collected | 98.64 | – | 97.91 | 100 | Better than the last three years (Sep 24- 97.91%, Sep 23- 98.20%, Sep 22- 96.40%).",
		// lists that label each
		"count down | Accidents at work | 9 | – | 9 | – | Nine accidents. Struck by something – 3; Lifting – 2; Slips – 2; Illness – 1; Cuts – 1. There were 41 by the public.",
		// some of a part
		"count down | Empty homes | 58 | – | – | – | Of the 58 homes: 31 were under repair, 27 at an early stage, 12 ready to let. Of the 12 ready to let: 3 had no bids.",
		// changes of groups, of which the card has no number
		"count none | Thefts recorded | 7,214 | 5,480 | – | – | The sharpest rise was in thefts from vehicles, by 32% from 5,480. Shoplifting rose by 33% from 5,421 and burglary by 21% from 6,950.",
		"count none | Injuries at work | 11,840 | – | – | – | There were 11,840 injuries in the 12 months to March, up 9% from the 12 months before. In the last quarter they were up 9% to 3,100.",
		// percentages of what the title does not name, and averages
		"percent down | Sessions missed | 6.41 | 6.55 | – | – | 6.41% of sessions were missed, compared to 6.55% last year. 4.6% of pupils were away often, compared to 5.2% last year.",
		"count down | People waiting on the day | 1,840 | 1,937 | – | – | 1,840 people waited on the day, a decrease of 5% on the 1,937 of April. The average number in a day was 1,862, and the daily average in April was 1,946.",
		// numbers that look like years
		"percent up | First choices met | 90.8 | 88.5 | – | – | 1,871 out of 2061 pupils got their first choice, up from 1,796 out of 2029 last year.",
		"percent up | First choices met | 90.8 | 88.5 | – | – | We came out of 2023 with 88.5%, and now have 90.8%.",
		// what was so at another time
		"percent up | Complaints answered in time | 88 | – | 75 | – | Performance was 88%, compared to 75% for the same quarter last year. At that time the council received 320 complaints, 240 of which were answered in time.",
	)
}

// The same where something has gone wrong.
func TestNumbersThatAreWrongOfOthers(t *testing.T) {
	t.Parallel()
	for _, card := range []string{
		"count down | Parking appeals | 702 | 1,104 | – | – | Appeals fell by 63%, from 1,104 to 702.",
		"count down | Parking appeals | 702 | 1,104 | – | – | 702 appeals (1,104 last year, 63% fewer).",
		"count none | Appeals decided | 27 | 31 | – | – | 24 appeals were decided. 10 were allowed and 17 dismissed.",
		"count none | Appeals decided | 30 | 31 | – | – | 30 appeals were decided, 12 allowed and 17 dismissed.",
		"count none | Permits granted | 8,700 | 8,900 | – | – | 1,400 for minor works and 7,900 for major ones.",
		"days down | Days lost per FTE | 8.74 | – | – | 8.5 | The figure was 8.74 days, 0.42 days over the target of 8.5 days.",
		"percent up | Complaints answered in time | 88 | – | 75 | – | Performance was 88%, compared to 75% for the same quarter last year. The council received 320 complaints, 240 of which were answered in time.",
	} {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) != 1 {
			t.Errorf("of “%s”: %v", l.Commentary, found)
		}
	}
}
