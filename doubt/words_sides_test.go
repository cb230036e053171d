package doubt_test

import "testing"

// The pay of two groups, told in a sentence for each, or as what a gap is between.
func TestPayOfTwoGroupsInTwoSentences(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | The mean gap is the difference between the hourly means of men (£18.21) and women (£15.86).",
		"percent down | Mean gender pay gap | 2.13 | – | – | – | The mean hourly pay of males is £15.73. The mean hourly pay of females is £15.59.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | Men earn £15.21 an hour. Women earn £14.80.",
	)
	saysNothingOf(t,
		"percent down | Mean gender pay gap | 7.4 | 6.8 | – | – | The mean gap is the difference between the hourly means of men (£17.12) and women (£15.86).",
		"percent down | Mean gender pay gap | 0.89 | – | – | – | The mean hourly pay of males is £15.73. The mean hourly pay of females is £15.59.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | Men earn £15.21 an hour. Women in the lower quartile earn £14.80.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | Men earn £15.21 an hour. Last year women earned £14.80.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | The mean hourly rate for men is £15.21. The median hourly rate for women is £14.80.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | The mean hourly rate for men is £15.21. Bonus pay for women was £14.80.",
		"percent down | Mean gender pay gap | 7.4 | – | – | – | Men earn £15.21 an hour. They earned £14.80. Women earn £14.08.",
	)
}

// The profile of a workforce is no target, and its two sides make a hundred.
func TestTheProfileOfAWorkforce(t *testing.T) {
	t.Parallel()
	doubtsEach(t,
		"percent up | Female staff | 72 | 71 | – | – | The gender profile of the trust is 72% female and 82% male.",
		"percent up | Female staff | 72 | 71 | – | – | The gender profile of the trust is 72% female and 38% male.",
		"percent up | Female staff | 72 | 71 | – | – | The staff profile is 27% female and 28% male.",
	)
	saysNothingOf(t,
		"percent up | Female staff | 72 | 71 | – | – | The gender profile of the trust is 72% female and 28% male.",
		"percent up | Female staff | 72 | 71 | – | – | Turnover of staff was 12% female and 18% male.",
		"percent up | Female staff | 72 | 71 | – | – | Of the staff, 72% were female and 21% male, and 7% did not say.",
		"percent up | Female staff | 72 | 71 | – | – | The profile of joiners is 61% female, and of leavers 52% male.",
		"percent up | Female staff | 72 | 71 | – | – | The budget profile is 27% for the half year, and 72% of staff are women.",
	)
}

// Rows of two percentages that make a hundred.
