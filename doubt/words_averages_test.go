package doubt_test

import "testing"

// Averages in a list, what a month or a quarter comes to in a year, multiples of others' figures, shares of a target.
func TestAveragesAndMultiplesInOtherWords(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"currency up | Grants paid | 512,000 | – | – | – | Total £512k. Boilers 83 homes worth £112,860, an average of £2,970; lofts 61 homes, £48,310.",
		"ratio down | Rubbish per household (kg) | 246 | 240 | – | – | Black bins brought in 14,200 tonnes (101kg) and brown bins 17,336 tonnes from 91,240 households (160kg each).",
		"days down | Days to re-let a home | 61 | 58 | – | – | At 61 days we take almost twice as long as the national average of 22.",
		"percent down | Lost calls | 3.9 | 3.1 | 1.6 | – | 3.9% of calls were lost, about half the rate of the same quarter last year (1.6%).",
	)
	saysNothingOf(t,
		"currency up | Grants paid | 512,000 | – | – | – | Total £512k. Boilers 38 homes worth £112,860, an average of £2,970; lofts 61 homes, £48,310.",
		"currency up | Grants paid | 512,000 | – | – | – | Total £512k. Boilers 83 homes worth £112,860, an average over five years of £2,970; lofts 61 homes, £48,310.",
		"currency up | Grants paid | 512,000 | – | – | – | Total £512k. Boilers worth £112,860 and 38 lofts, an average of £1,271; 61 doors.",
		"ratio down | Rubbish per household (kg) | 246 | 240 | – | – | Black bins brought in 14,200 tonnes (101kg) and brown bins 17,336 tonnes from 91,240 households (190kg each).",
		"ratio down | Rubbish per household (kg) | 246 | 240 | – | – | Black bins brought in 14,200 tonnes (101kg), 37 routes had 140kg each and 9 others more.",
		"count none | Parking appeals, monthly average | 340 | – | – | – | On average 340 appeals a month were received, i.e. 4,080 in the year.",
		"count none | Parking appeals, monthly average | 340 | – | – | – | On average 340 appeals a month were received, i.e. about 4,100 in the year.",
		"count none | Parking appeals, monthly average | 340 | – | – | – | On average 340 appeals a month were received, or 1,020 in the quarter and 4,080 in the year.",
		"count none | Parking appeals, monthly average | 340 | – | – | – | On average 340 appeals a month were received and 4,800 permits in the year.",
		"days down | Days lost per post | 3.18 | 3.02 | – | – | 3.18 days, which if repeated gives 12.72 for the year.",
		"days down | Days lost per post | 3.18 | 3.02 | – | – | 3.18 days, which is projected to be 11.5 for the year as winter ends.",
		"days down | Days to re-let a home | 42 | 58 | – | – | At 42 days we take almost twice as long as the national average of 22.",
		"days down | Days to re-let a home | 61 | 58 | – | – | At 61 days we visit twice as many as the 22 homes of one officer.",
		"days down | Days to re-let a home | 61 | 58 | – | – | At 61 days we let homes again, and a third of the 30 days of the contract went on repairs.",
		"percent down | Lost calls | 3.9 | 3.1 | 1.6 | – | 3.9% of calls were lost, more than twice the rate of the same quarter last year (1.6%).",
		"percent down | Lost calls | 3.9 | 3.1 | 1.6 | – | 3.9% of calls were lost, about half of them at night, when the rate of staff off is 9.0%.",
		"percent down | Lost calls | 3.9 | 3.1 | 1.6 | – | 3.9% of calls were lost, and half the rate is due to one day (1.9% without it).",
		"count up | Health checks | 4,312 | – | – | 4,700 | 4,312 checks against a target of 4,700, so 388 short (91.7% of target).",
		"count up | Health checks | 4,312 | – | – | 4,700 | 4,312 checks, of which the north did 2,204 and the south 2,108 (97.1% of target for the south).",
	)
}
