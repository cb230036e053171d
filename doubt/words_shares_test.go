package doubt_test

import "testing"

// A whole that looks like a year is a number behind “out of”.
func TestAWholeThatLooksLikeAYear(t *testing.T) {
	t.Parallel()
	saysOf(t, "percent up | First choices met | 90.5 | 88.5 | – | – | 1,384 out of 2026 pupils got their first choice.", "1,384 of 2,026 is 68.3%, not 90.5%.")
}

// A part, its whole and their percentage, however far apart they stand and whatever ties them.
func TestSharesSaidInOtherWords(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent down | Underage sales of knives | 26 | 18 | – | 10 | 7 of 36 stores sold to the volunteers = 26%.",
		"count none | Licensing visits | 318 | 301 | – | – | 318 visits. Most were to takeaways (48.1%, 135 visits), then pubs (23.9%, 76 visits).",
		"count none | Noise complaints | 540 | 512 | – | – | 540 complaints: music (216 calls, 40%), dogs (135 calls, 52%) and building sites (189 calls, 35%).",
		"count down | Potholes reported | 1,420 | 1,388 | – | – | We logged 1,420 potholes, of which 391 on A roads, just under half.",
		"count none | Boats licensed | 402 | 377 | – | – | Nine steamers, 61 launches and 332 rowing boats were inspected. Of the steamers three were over 60 years old (43%).",
		"count down | Street lights out | 1,640 | 1,502 | – | – | Of the 9,300 lamps checked this winter 1,640 were out on 12 January, 8% of the total.",
		"count none | School places offered | 6,120 | 5,984 | – | – | 4,410 pupils were given their first choice, 62% of the 6,120 places offered.",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved and 260 chose to stay (52%).",
	)
	saysNothingOf(t,
		"percent down | Underage sales of knives | 19 | 18 | – | 10 | 7 of 36 stores sold to the volunteers = 19%. Vapes 2 of 14, 14%.",
		"percent down | Underage sales of knives | 19 | 18 | – | 10 | 7 of 36 stores sold, a fall of 22%. That = 19%.",
		"count none | Licensing visits | 318 | 301 | – | – | 318 visits. Most were to takeaways (48.1%, 153 visits), then pubs (23.9%, 76 visits).",
		"count none | Licensing visits | 318 | 301 | – | – | 318 visits. Of the 40 to late shops most were at night (65.0%, 26 visits). Satisfaction is up (92%, 4 points).",
		"count none | Licensing visits | 318 | 301 | – | – | 318 visits (6% up, 17 more than in Q1). Pubs took longest (31%, 12 hours).",
		"count none | Licensing visits | 318 | 301 | – | – | 318 visits. Late shops were better (20.0%, 12 of 60), and pubs were down (22.0%, 70 against 91 in Q1).",
		"count none | Noise complaints | 540 | 512 | – | – | 540 complaints: music (216 calls, 40%), dogs (135 calls, 25%) and building sites (189 calls, 35%).",
		"count none | Noise complaints | 540 | 512 | – | – | 540 complaints. The night team closed 96 (80 in two days, 83%).",
		"count down | Potholes reported | 1,420 | 1,388 | – | – | We logged 1,420 potholes, of which 691 on A roads, just under half.",
		"count down | Potholes reported | 1,420 | 1,388 | – | – | We logged 1,420 potholes, of which 391 on A roads, over half of them in the north.",
		"percent up | Calls answered in time | 87.0 | 90.4 | – | 90 | Of 208 emergency calls this month 27 were missed, a failure rate of 13%.",
		"percent up | Calls answered in time | 87.0 | 90.4 | – | 90 | Of 208 emergency calls this month 27 were missed, a failure rate of 6% excluding those cut off.",
		"percent up | Calls answered in time | 87.0 | 90.4 | – | 90 | Of 208 emergency calls 27 were missed, and a failure rate of 10% is usual in winter.",
		"percent up | Calls answered in time | 87.0 | 90.4 | – | 90 | Of 208 emergency calls 27 were missed, against last month a failure rate of 10%.",
		"count none | Boats licensed | 402 | 377 | – | – | Nine steamers, 61 launches and 332 rowing boats were inspected. Of the steamers three were over 60 years old (33%).",
		"count none | Boats licensed | 402 | 377 | – | – | Nine steamers, 61 launches and 332 rowing boats were inspected. Of the defects three were found below water (43%).",
		"count none | Boats licensed | 402 | 377 | – | – | Nine steamers and 61 launches were inspected. Of the steamers and launches 30 were due for repair (43%).",
		"count down | Street lights out | 1,640 | 1,502 | – | – | Of the 9,300 lamps checked this winter 1,640 were out on 12 January, 18% of the total.",
		"count down | Street lights out | 1,640 | 1,502 | – | – | Of the 9,300 lamps checked this winter 1,640 were out on 12 January, 8% of the 20,500 we own.",
		"count none | School places offered | 6,120 | 5,984 | – | – | 4,410 pupils were given their first choice, 72% of the 6,120 places offered.",
		"count none | School places offered | 6,120 | 5,984 | – | – | 4,410 pupils were given their first choice (6,120 places were offered), 62% of the 7,113 who asked.",
		"count none | School places offered | 6,120 | 5,984 | – | – | 4,410 pupils got their first choice, 30% of the 1,240 late requests were met in May.",
		"count none | School places offered | 6,120 | 5,984 | – | – | We offered 6,120 places and filled 5,814, 95% of the 6,120 offered; 62% of the 210 appeals were dismissed.",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved and 260 chose to stay (21%).",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved and 260 had help with the costs (37% of those who had none).",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved and 260 of the others chose to stay (37%).",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved and 260 of them were pensioners (47%).",
		"percent none | Tenants moved to a smaller home | 44 | – | – | – | Of the 1,250 tenants who asked 550 were moved, including 209 pensioners (38%).",
	)
}

// A share that can be none but the card's, though it names next to nothing of the title.
func TestSharesThatAreTheFiguresWithFewWords(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent down | Sales of fireworks to children | 18.1 | – | 23.8 | 15 | Nine of 76 stalls sold. We shall go back in November.",
		"percent up | Licence reviews upheld (cumulative) | 31.3 | 30.0 | – | 30 | Both reviews of the autumn were refused, so only 4 of 18 have been upheld so far this year.",
		"count down | Stage two complaints received | 418 | – | – | – | Of the 148 stage two complaints 37 (25%) went to the Ombudsman.",
	)
	saysNothingOf(t,
		"percent down | Sales of fireworks to children | 11.8 | – | 23.8 | 15 | Nine of 76 stalls sold. We shall go back in November.",
		"percent down | Sales of fireworks to children | 18.1 | – | 23.8 | 15 | Nine of 76 stalls and 4 of 21 shops were inspected at night.",
		"percent down | Sales of fireworks to children | 18.1 | – | 23.8 | 15 | Nine of 60 stalls were new. 11 of the others sold.",
		"percent up | Licence reviews upheld | 31.3 | 30.0 | – | 30 | Both reviews of the autumn were refused, so only 4 of 18 have been upheld so far this year.",
		"percent up | Licence reviews upheld (cumulative) | 22.2 | 30.0 | – | 30 | Both reviews of the autumn were refused, so only 4 of 18 have been upheld so far this year.",
		"percent up | Licence reviews upheld (cumulative) | 31.3 | 30.0 | – | 30 | Only 4 of 18 have been upheld in pubs so far this year.",
		"percent up | Licence reviews upheld (cumulative) | 31.3 | 30.0 | – | 30 | For the quarter only 4 of 18 were upheld in the three months since June.",
		"percent up | Licence reviews upheld | 31.3 | 30.0 | – | 30 | Only 4 of 18 have been upheld this year.",
		"percent up | Licence reviews upheld within a month | 31.3 | 30.0 | – | 30 | Only 4 of 18 have been upheld.",
		"count down | Stage two complaints received | 418 | – | – | – | Of the 96 stage two complaints closed 24 (25%) went to the Ombudsman.",
		"count down | Stage two complaints received | 418 | – | – | – | Of the 12 stage two complaints about noise 3 (25%) went to the Ombudsman.",
		"percent none | Fires in homes with an alarm | 67 | – | – | – | There were 310 fires in homes, of which 208 (67%) had an alarm.",
		"percent none | Fires in homes with an alarm | 57 | – | – | – | There were 310 fires in homes, of which 208 (67%) had an alarm in the kitchen.",
		"percent none | Fires in homes with an alarm | 57 | – | – | – | There were 310 fires in homes in Q1, of which 208 (67%) had an alarm.",
		"percent none | Fires in homes with an alarm | 57 | – | – | – | Of the 310 fires 208 (67%) were in homes, most with an alarm.",
		"count down | Stage two complaints received | 148 | – | – | – | Of the 148 stage two complaints 37 (25%) went to the Ombudsman.",
	)
}
