package doubt_test

import "testing"

// A pay gap is the pay of the one group less that of the other, in per cent of the first.
func TestPayGapsOfBothPays(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent none | Median gender pay gap | -6.95 | – | – | – | The median hourly rate of pay is £14.23 for males and £12.53 for females.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women's median hourly pay was £16.01 compared with £17.42 for men.",
		"percent down | Mean gender pay gap | 7.6 | – | – | – | On average men earn £17.42 an hour and women £16.01.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women earn 98p for every £1 that men earn when comparing median hourly pay.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | For every £1 that men earn, women earn 97p.",
		"percent down | Median ethnicity pay gap | 7.6 | – | – | – | White colleagues earn £17.42 and ethnic minority colleagues £16.01.",
		"percent down | Ethnicity pay gap (mean) | 7.6 | – | – | – | BAME employees earn £16.80, white employees £17.42.",
	)
	saysNothingOf(t,
		"percent none | Median gender pay gap | -6.95 | – | – | – | The median hourly rate of pay is £12.52 for males and £13.39 for females.",
		"percent none | Median gender pay gap | 6.9 | – | – | – | The median hourly rate of pay is £12.52 for males and £13.39 for females.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women's median hourly pay was £16.10 compared with £17.42 for men.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women's mean hourly pay was £16.01 compared with £17.42 for men.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women's hourly pay was £16.01 last year compared with £17.42 for men.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | In the lower quartile men earn £12.42 and women £12.01.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Part-time men earn £12.42 and women £12.01.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women earn 92p for every £1 that men earn when comparing median hourly pay.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Nationally women earn 86p for every £1 that men earn.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Men earn £1.08 for every £1 that women earn.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | For every £1 that women earn, men earn £1.08.",
		"percent down | Gender pay gap | 7.6 | – | – | – | Women earn 98p for every £1 that men earn when comparing median hourly pay.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Median bonuses were £210.50 for men and £180.25 for women.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | The gap of £1.32 is between men (£17.42) and women (£16.10).",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Women earn £16,010 and men £17,840.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Without apprentices women would earn £16.80 and men £17.42.",
		"percent down | Median gender pay gap | 7.6 | – | – | – | Teaching assistants earn £12.40 among women and £12.60 among men.",
		"percent down | Median ethnicity pay gap | 7.6 | – | – | – | White colleagues earn £17.42 and ethnic minority colleagues £16.10.",
	)
}

// An amount for each of those that the title names, where a sentence says the total is of all of them.
func TestAmountsForEachThatTheTitleNames(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,412 days were lost among 921 FTE.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,142 FTE days were lost by 912 FTE.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 7,412 days were lost by 912 FTE.",
		"currency down | Cost of the service per head | 56.10 | – | – | – | The service cost £2.3m for 47,000 residents.",
		"currency down | Cost of the service per head | 78.05 | – | – | – | The service cost £2.3m for 41,000 residents.",
	)
	saysNothingOf(t,
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,412 days were lost among 912 FTE.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,412 FTE days were lost by 912 FTE.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 7,412 days of long-term absence were lost by 912 FTE.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,412 days were lost. There are 951 FTE now.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 2,103 days were lost by 912 FTE in the last quarter.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 1,204 days were lost by 112 FTE in Adults.",
		"days down | Days lost to sickness per FTE | 9.22 | – | – | – | 8,412 days were lost by 950 FTE, of whom many work in schools.",
		"currency down | Cost of the service per head | 56.10 | – | – | – | The service cost £2.3m for 41,000 residents.",
		"currency down | Cost of the service per head | 56.10 | – | – | – | The service spends £1.2m on 41,000 people who are registered.",
	)
}

// An average with the number or the amount that the card has.
// What came less what went is the figure of a title that counts the net change.
