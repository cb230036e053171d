package doubt_test

import "testing"

// A target that goes by another name, and a figure that is put on the wrong side of it.
func TestTargetsByOtherNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"percent up | Carers assessed | 31.42 | – | – | 36.75 | Off target: 31.42% against a milestone of 36.75%, 3.53 points short.",
			"31.42% is 5.33 percentage points below the target of 36.75%, not 3.53 points."},
		{"ratio down | Weeks to decide a major application (weeks) | 48 | – | 61 | 30 | Average time was 48 weeks. This is 81 weeks longer than the 30-week statutory target.",
			"48 is 18 above the target of 30, not 81 weeks."},
		{"count up | Foster homes | 171 | 176 | – | 180 | 171 homes, made up of 40 with relatives, 19 lodgings and 112 mainstream. 19 on hold (11%). Eleven below where we planned to be.",
			"171 is 9 below the target of 180, not Eleven."},
		{"days down | Days to process a claim | 23.4 | 18.1 | – | 21 | 23.4 days between July and September 2023, 5.3 days more than the quarter before (18.1) and outside the 12 days aimed for.",
			"The words give 12 days for the target, and the card has 21 days."},
		{"percent up | Patients treated within 31 days | 93.0 | – | – | 96 | 1,214 patients treated, 85 breaches; 93.0% against the standard of 97%.",
			"The words give 97% for the target, and the card has 96%."},
		{"currency up | Parking income (£000) | 618 | 570 | 590 | 600 | £618k is £18k under budget for the quarter because of the slow start at the new site.",
			"£618 is £18,000 above the target of £600, not £18k under."},
		{"percent up | Health visitor reviews | 87.2 | 85.9 | 83.5 | 90 | 87.2% this quarter, an improvement of 1.3% on Q1, which sees us meet the 90% target.",
			"The figure is 87.2%, the target is 90%, and the words say “meet the 90% target”."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"percent up | Carers assessed | 31.42 | – | – | 36.75 | Off target: 31.42% against a milestone of 36.75%, 5.33 points short.",
		"percent up | Carers assessed | 31.42 | – | – | 36.75 | 31.42% against a milestone of 40%, the regional one.",
		"percent up | Carers assessed | 31.42 | – | – | 36.75 | Reviews of young carers have a milestone of 40% and are at 38%.",
		"ratio down | Weeks to decide a major application (weeks) | 48 | – | 61 | 30 | Average time was 48 weeks. This is 18 weeks longer than the 30-week statutory target.",
		"ratio down | Weeks to decide a major application (weeks) | 48 | – | 61 | 30 | Average time was 48 weeks. This is 22 weeks longer than the 26-week statutory target.",
		"count up | Foster homes | 171 | 176 | – | 180 | 171 homes, made up of 40 with relatives, 19 lodgings and 112 mainstream. 19 on hold (11%). Nine below where we planned to be.",
		"count up | Foster homes | 171 | 176 | – | 180 | 171 homes. 19 approvals are on hold. Eleven below where we planned to be with approvals.",
		"days down | Days to process a claim | 23.4 | 18.1 | – | 21 | 23.4 days, outside the 21 days aimed for. Changes took 5 days, inside the 7 aimed for.",
		"days down | Days to process a claim | 23.4 | 18.1 | – | 21 | 23.4 days. New staff are in post, and the 12 days aimed for by March can be met.",
		"percent up | Patients treated within 31 days | 93.0 | – | – | 90 | 1,214 patients treated, 85 breaches; 93.0% against the standard of 96%.",
		"percent up | Patients treated within 31 days | 93.0 | – | – | 96 | 93.0% overall. Against the national standard of 97% for chemotherapy it was 98.1%.",
		"percent up | Patients treated within 31 days | 97.0 | – | – | 96 | Missing the standard of 96% were two of five hospitals.",
		"currency up | Parking income (£000) | 618 | 570 | 590 | 600 | £618k is £18k over budget for the quarter. Fines were £18k under budget.",
		"percent up | Health visitor reviews | 87.2 | 85.9 | 83.5 | 90 | 87.2% this quarter. Seven of eleven teams meet the 90% target, and we aim to meet it by March.",
		"percent up | Health visitor reviews | 87.2 | 85.9 | 83.5 | 85 | 87.2% this quarter, which sees us meet the 85% target.",
	)
}
