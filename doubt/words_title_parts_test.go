package doubt_test

import "testing"

// Two percentages of what can become of everything are a hundred together.
func TestPercentagesThatAreOpposed(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 71.30 per cent answered and 38.7 per cent abandoned, with a wait of two minutes.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 71.30 per cent answered and 27.8 per cent abandoned.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 77.30 per cent answered and 28.7 per cent abandoned.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 11.30 per cent answered and 28.7 per cent abandoned.",
		"count none | Appeals decided | 212 | – | – | – | 212 appeals were decided: 64% were dismissed and 39% allowed.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% were answered on time and 29% late.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% were within the timescale, and 91% were outside it.",
	)
	saysNothingOf(t,
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 71.30 per cent answered and 28.7 per cent abandoned, with a wait of two minutes.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 88,410 calls were made with 71.30 per cent answered and 24.2 per cent abandoned; the rest rang back.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 71.30 per cent answered and 28.5 per cent abandoned.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 71.30 per cent were answered in a minute and 38.7 per cent abandoned after it.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 71.30 per cent were answered and 38.7 per cent of evening calls abandoned.",
		"percent up | Tenants satisfied | 71 | – | – | – | 71.4% satisfied and 17.1% dissatisfied, the others neither.",
		"percent up | Bills paid on time | 88 | – | – | – | 88% on time, 13% late.",
		"percent up | Bills paid on time | 88 | – | – | – | 88% were paid on time, and 14% late in the previous quarter.",
		"percent up | Calls answered | 71.30 | 70.10 | – | – | 71.30 per cent were answered by staff and 38.7 per cent handled by the robot.",
		"count none | Appeals decided | 212 | – | – | – | 212 appeals were decided: 62% were dismissed and 39% allowed.",
		"count none | Appeals decided | 212 | – | – | – | 212 appeals were decided: 62% were dismissed and 59% allowed costs.",
		"count none | Appeals decided | 212 | – | – | – | 212 appeals were decided: in Q1 62% were dismissed, and in Q2 49% allowed.",
		"count none | Appeals decided | 212 | – | – | – | 212 appeals were decided: 52% were dismissed and 31% allowed.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% were answered on time and 19% late.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% were answered on time, and 29% late by a week at stage two.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% of stage one complaints were answered on time and 29% late at stage two.",
		"percent up | Complaints answered on time | 81 | – | – | – | 81% were on time and 29% upheld.",
	)
}

// A share that the words say is of what was counted before, or of all that a word names.
func TestSharesOfThem(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"count none | Parcels lost | 9,744 | – | – | – | 81,204 parcels were sent. Drivers lost 9,744 parcels, representing nearly 21 per cent of them.",
		"percent none | Skip permits, share of permits | 52 | – | 55 | – | Of 8,640 permits 4,510 were for skips, down 12%. This accounted for 25% of all permits, down from 55% a year earlier.",
		"count none | Skip permits | 4,510 | – | – | – | Of 8,640 permits 4,510 were for skips. This represents 62% of the permits.",
		"count none | Parcels returned | 1,145 | – | – | – | 9,160 parcels were sent, but one in every eight parcels, or 1,541 of a kind, went back.",
		"count none | Parcels returned | 1,145 | – | – | – | 4,160 parcels were sent, but one in every eight parcels, or 1,145 boxes, went back.",
		"percent none | Green measures | 62 | – | – | – | Of the 39 measures 24 (62%) had met the target, 5 (13%) were close to it and 10 (62%) below. There were 4 without data.",
		"percent none | Share of faults in street lights | 41 | – | – | – | Of the 83 faults repaired, street lights (41%, 34), signs (24%, 20), bollards (7%, 8), gullies (12%, 10) and kerbs (16%, 13) led.",
	)
	saysNothingOf(t,
		"count none | Parcels lost | 9,744 | – | – | – | 81,204 parcels were sent. Drivers lost 9,744 parcels, representing nearly 12 per cent of them.",
		"count none | Parcels lost | 9,744 | – | – | – | 81,204 parcels were sent. Drivers lost 9,744 parcels, representing 31 per cent of those sent abroad.",
		"count none | Parcels lost | 9,744 | – | – | – | 81,204 parcels were sent to 4,200 shops. They returned 9,744 parcels, representing 31 per cent of them.",
		"count none | Meals served | 4,120 | – | – | – | We served 4,120 meals to 310 pupils. This represents 12% of all meals.",
		"count none | Calls taken | 10,200 | – | – | – | 8,100 calls by day and 2,100 calls by night, representing 21% of all calls.",
		"count none | Visits | 4,120 | – | – | – | 4,120 visits, 1,310 of them by children. This is 12% of all visits in the county.",
		"percent none | Skip permits, share of permits | 52 | – | 55 | – | Of 8,640 permits 4,510 were for skips, down 12%. This accounted for 52% of all permits, down from 55% a year earlier.",
		"percent none | Skip permits, share of permits | 52 | – | 55 | – | Of 8,640 permits 4,510 were for skips, down 12%. This accounted for 35% of all fees.",
		"percent none | Skip permits, share of permits | 52 | – | 55 | – | Of 8,640 permits 4,510 were for skips, down 12%. This accounted for 35% of all permits issued since April.",
		"count none | Skip permits | 4,510 | – | – | – | 4,510 skip permits were issued against 4,120 last year. This represents 52% of all permits.",
		"count none | Parcels returned | 1,145 | – | – | – | 9,160 parcels were sent, but one in every eight parcels, or 1,145 boxes, went back.",
		"count none | Parcels returned | 1,145 | – | – | – | 9,160 parcels were sent, but one in every eight drivers, or 41, was off sick.",
		"count none | Parcels returned | 1,145 | – | – | – | 9,160 parcels were sent; 3,280 customers answered us, and one in every eight customers, or 410 people, had a parcel lost.",
		"percent none | Green measures | 62 | – | – | – | Of the 39 measures 24 (62%) had met the target, 5 (13%) were close to it and 10 (26%) below. There were 4 without data.",
		"percent none | Share of faults in street lights | 41 | – | – | – | Of the 83 faults repaired, street lights (41%, 34), signs (24%, 20), bollards (7%, 6), gullies (12%, 10) and kerbs (16%, 13) led.",
		"count none | Staff | 120 | – | – | – | 38 (33%) are part time, 57 (50%) full time and 19 (17%) casual; six of the 120 are unpaid.",
	)
}

// The two counts of a commentary say between them all that the title says.
func TestPartsOfTheTitle(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent none | Minor works share of decisions | 48 | – | – | – | 31,400 minor works applications were decided, down 6%; 56,500 applications of all kinds were decided.",
		"percent none | Minor works share of decisions | 18 | – | – | – | 31,400 minor works applications were decided, down 6%; 65,400 applications of all kinds were decided.",
		"percent none | Reported accidents with a police investigation | 34 | – | – | – | There were 7,310 police investigations ordered, a 4% decline compared to 2018; 12,400 accidents were reported.",
		"percent none | Reported accidents with a police investigation | 54 | – | – | – | There were 7,310 police investigations ordered; 21,400 accidents were reported.",
		"percent up | Permit requests answered within target timescale | 84 | 88 | – | – | We received 130 permit requests; six were not investigated because they were withdrawn. 48% (104) of permit requests were answered within the target timescales.",
		"percent none | Drownings with alcohol as underlying cause | 15.4 | – | – | – | 2,814 drownings were registered, 332 of them with alcohol as underlying cause, bringing the total for the year to 433.",
	)
	saysNothingOf(t,
		"percent none | Minor works share of decisions | 48 | – | – | – | 31,400 minor works applications were decided, down 6%; 65,400 applications of all kinds were decided.",
		"percent none | Minor works share of decisions | 48 | – | – | – | 31,400 minor works applications were decided, down 6%; 56,500 letters of all kinds were sent.",
		"percent none | Minor works share of decisions | 36 | – | – | – | 31,400 minor works applications were decided; 56,500 other applications were decided.",
		"percent none | Minor works share of decisions | 48 | – | – | – | 31,400 minor works applications were decided; 56,500 applications of all kinds were decided in Q1.",
		"percent none | Minor works share of decisions | 48 | – | – | – | 31,400 minor works applications were decided; 56,500 applications of all kinds were decided, of which 1,200 were void.",
		"percent none | Reported accidents with a police investigation | 34 | – | – | – | There were 7,310 police investigations ordered, a 4% decline compared to 2018; 21,400 accidents were reported.",
		"percent none | Reported accidents with a police investigation | 34 | – | – | – | There were 7,310 police officers; 12,400 accidents were reported.",
		"percent up | Permit requests answered within target timescale | 84 | 88 | – | – | We received 130 permit requests; six were not investigated because they were withdrawn. 84% (104) of permit requests were answered within the target timescales.",
		"percent up | Permit requests answered within target timescale | 84 | 88 | – | – | We received 130 permit requests; six were not investigated because they were withdrawn. 88% (68) of permit requests were answered last quarter.",
		"percent none | Births with a home visit | 84 | – | – | – | 312 births were registered, and 241 home visits made.",
		"percent none | Affordable share of homes built | 26 | – | – | – | 214 affordable homes were built, and 598 homes for sale were built.",
		"percent none | Affordable share of homes built | 26 | – | – | – | 214 affordable homes were started; 902 homes were built.",
		"percent none | Drownings with alcohol as underlying cause | 15.4 | – | – | – | 2,814 drownings were registered, 332 of them in summer, bringing the total with alcohol as underlying cause to 433.",
	)
}
