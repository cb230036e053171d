package doubt_test

import "testing"

// A rate that the words draw from what they count, and the card's rate of what its title names.
func TestRatesDrawnFromCounts(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Licences issued in ten days | 86.32 | – | – | – | 231 forms came in and 183 licences were issued in ten days. Excluding the 19 withdrawn this is 83.62%.",
		"percent up | Scans read within a week | 95.1 | – | – | 97 | 1,406 scans read, 69 breaches; 95.7% against the standard of 97%.",
		"days down | Days lost per FTE | 10.72 | 11.40 | – | 9 | 6,171 days were lost by an average of 601 FTE. Stress is the main reason.",
		"ratio down | Rubbish per household (kg) | 452 | 430 | – | – | 31,850 tonnes were taken from 75,477 households, rubbish having grown in summer.",
		"percent down | Turnover in the quarter | 4.7 | 3.1 | – | – | 27 leavers from a headcount of 731. Two were dismissed.",
	)
	saysNothingOf(t,
		"percent up | Licences issued in ten days | 86.32 | – | – | – | 231 forms came in and 183 licences were issued in ten days. Excluding the 19 withdrawn this is 86.32%.",
		"percent up | Licences issued in ten days | 79.2 | – | – | – | 231 forms came in and 183 licences were issued in ten days. Excluding the 19 withdrawn this is 86.3%.",
		"percent up | Licences issued in ten days | 86.32 | – | – | – | 231 forms came in and 183 licences were issued in ten days, 19 being withdrawn. Last quarter it was 83.62%.",
		"percent up | Licences issued in ten days | 86.32 | – | – | – | 231 forms came in and 183 licences were issued in ten days. Excluding 19 this is 83.62% in pubs.",
		"percent up | Licences issued in ten days | 86.32 | – | – | 83.62 | 231 forms came in, 19 were withdrawn and 183 licences were issued in ten days. That is above our 83.62%.",
		"percent up | Scans read within a week | 95.1 | – | – | 97 | 1,406 scans read, 69 breaches; 95.1% against the standard of 97%.",
		"percent up | Scans read within a week | 95.1 | – | – | 97 | 1,406 scans read, 69 breaches; England is at 95.7%.",
		"percent up | Scans read within a week | 95.1 | 95.7 | – | 97 | 1,406 scans read, 69 breaches; 95.7% in the quarter before.",
		"percent up | Scans read within a week | 95.1 | – | – | 97 | 1,406 scans read, 69 breaches; 95.7% of patients were told the same day.",
		"percent up | Buses on time | 98.45 | 99.12 | – | 99 | 410,000 departures planned and 6,340 missed, so 98.45%. Roadworks were the cause.",
		"percent up | Buses on time | 98.94 | 99.12 | – | 99 | 410,000 departures planned and 6,340 missed, 2,000 of them in snow, so 98.94%.",
		"percent up | Buses on time | 98.94 | 99.12 | – | 99 | 410,000 departures planned and 6,340 missed, so 98.94% excluding strikes.",
		"percent up | Buses on time | 97.2 | 99.12 | – | 99 | 704 buses ran to time and 20 were late, so 97.2%.",
		"days down | Days lost per FTE | 10.27 | 11.40 | – | 9 | 6,171 days were lost by an average of 601 FTE. Stress is the main reason.",
		"days down | Days lost per FTE | 10.72 | 11.40 | – | 9 | Of all days lost 6,171 were long term among 601 FTE, and 1,065 short.",
		"days down | Days lost per FTE | 10.72 | 11.40 | – | 9 | In Q1 6,171 days were lost by an average of 601 FTE.",
		"days down | Days lost per FTE | 10.72 | 11.40 | – | 9 | 6,171 days were lost among the 480 teachers, and all 601 FTE are now covered.",
		"ratio down | Rubbish per household (kg) | 422 | 430 | – | – | 31,850 tonnes were taken from 75,477 households, rubbish having grown in summer.",
		"ratio down | Rubbish per household (kg) | 452 | 430 | – | – | 13,080 tonnes of garden rubbish were taken from 41,200 households with a brown bin.",
		"percent down | Turnover in the quarter | 3.7 | 3.1 | – | – | 27 leavers from a headcount of 731. Two were dismissed.",
		"percent down | Turnover, rolling year | 14.7 | 13.1 | – | – | 27 leavers from a headcount of 731. Two were dismissed.",
		"percent down | Turnover in the quarter | 2.6 | 3.1 | – | – | 27 leavers from a headcount of 731, 8 of them at the end of a fixed term.",
		"percent down | Turnover in the quarter | 2.6 | 3.1 | – | – | Excluding voluntary severance there were fewer: 27 leavers from a headcount of 731.",
	)
}
