package doubt_test

import "testing"

// A step that says no more of its two numbers than “this is a rise of 17%”, whatever they count.
func TestStepsTakenUp(t *testing.T) {
	t.Parallel()
	const dogs = "count down | Reports of graffiti | 4,186 | – | – | – | "
	for _, test := range []struct{ card, want string }{
		{dogs + "612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This represents a reduction of 29.9%.",
			"From 764 to 612 is a fall of 19.9%, not 29.9%."},
		{dogs + "612 stray dogs were found (764 in 2021/22). This was a fall of 142.", "From 764 to 612 is a fall of 152, not 142."},
		{dogs + "612 stray dogs were found in 2022/23. In 2021/22 it was 764. This was a fall of 142.", "From 764 to 612 is a fall of 152, not 142."},
		{dogs + "In 2021/22 we found 764 stray dogs. In 2022/23 it was 612. This is a 29.9% reduction.", "From 764 to 612 is a fall of 19.9%, not 29.9%."},
		{dogs + "Stray dogs: 612 (2022/23), 764 (2021/22). A decrease of 142.", "From 764 to 612 is a fall of 152, not 142."},
		{dogs + "The number of stray dogs fell from 764 in 2021/22 to 612 in 2022/23. This is a reduction of 29.9%.",
			"From 764 to 612 is a fall of 19.9%, not 29.9%."},
		{dogs + "We found 612 stray dogs, compared to 764 the previous year, which is a decrease of 142.", "From 764 to 612 is a fall of 152, not 142."},
		{dogs + "71.4% of streets were clean compared to 68.2% in the previous year. This is an improvement of 2.3 percentage points.",
			"From 68.2 to 71.4 is a rise of 3.2 percentage points, not 2.3 percentage points."},
		{dogs + "71.4% of streets were clean compared to 68.2% in the previous year. This is a 2.3% increase.",
			"From 68.2 to 71.4 is a rise of 3.2 percentage points, not 2.3%."},
		{dogs + "We met a contrast between 1,516 swims in our twelve pools in 2011 and 2,436 in six pools today. That represents a rise of just over 67% over the course of the period.",
			"From 1,516 to 2,436 is a rise of 60.7%, not just over 67%."},
		{dogs + "930 appeals were settled. A decrease of 2% on 1,002 in the previous year.", "From 1,002 to 930 is a fall of 7.2%, not 2%."},
		{dogs + "Stray dogs fell by 29.9%: 612 stray dogs were found, compared with 764 last year.", "From 764 to 612 is a fall of 19.9%, not 29.9%."},
		{dogs + "There was a fall of 142 in stray dogs. 612 stray dogs were found, down from 764 last year.", "From 764 to 612 is a fall of 152, not 142."},
		{"count none | Notices served | 41,800 | 37,600 | – | – | Councils served 41,800 notices – compared to 37,600 the year before. This totals an increase of 6,200 (or 11%).",
			"From 37,600 to 41,800 is a rise of 4,200, not 6,200."},
		{"percent down | Homes that stand empty | 6.6 | 7.2 | – | – | 8.6% stood empty. This is down by 0.6% from the quarter before (7.2%).",
			"The words give 8.6%, and the figure is 6.6%."},
		{"count down | Fires in empty homes | 392 | 431 | – | – | Fires in empty homes, down 9%: 382 fires in empty homes were seen by crews (down from 431 last quarter), mostly in towns.",
			"The words give 382, and the figure is 392."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This represents a reduction of 19.9%.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This is a reduction of 29.9% on the peak.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This is a reduction of 29.9% on 2018/19.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This is a reduction of 29.9% since before the pandemic.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This led to a fall of 142 in kennel nights.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. There was a fall of 142 in nights at kennels.",
		dogs+"612 stray dogs were found in 2022/23 compared with 764 in 2021/22. This is a reduction of 29.9% of those from the north.",
		dogs+"612 of the 764 stray dogs went home. This is a fall of 142.",
		dogs+"We found 612 stray dogs and 764 cats. This is a rise of 142.",
		dogs+"612 stray dogs were found, compared with 764 in 2021/22 and 681 in 2020/21. This is a fall of 69.",
		dogs+"In 2022/23 there were 764 stray dogs. In 2022/23 612 went home. This is a rise of 142.",
		dogs+"71.4% of streets were clean compared to 68.2% in the previous year. This is a 4.7% increase.",
		dogs+"Spend on stray dogs fell by 29.9%. 612 stray dogs were found compared with 764 last year.",
		dogs+"The rate of stray dogs fell by 29.9%. 612 stray dogs were found compared with 764 last year.",
		dogs+"Stray dogs fell by 29.9%. 612 cats were found compared with 764 last year.",
		dogs+"Stray dogs fell by 29.9% since 2018. 612 stray dogs were found compared with 764 last year.",
		dogs+"930 appeals were settled. A decrease of 7% on 1,002 in the previous year.",
		"percent down | Homes that stand empty | 6.6 | 7.2 | – | – | 6.6% stood empty. This is down by 0.6% from the quarter before (7.2%).",
		"percent up | Calls answered | 64.2 | 67.1 | – | 68 | 127 of 198 calls. That is four percentage points short of the 68% target and three down on last year's 67%.",
	)
}

// A change whose level has other words behind it, and one of a length of time that the card does not count in.
func TestChangesOfLevelsWithWords(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ card, want string }{
		{"count none | Reports of graffiti | 1,170,000 | 1,190,000 | – | – | We dealt with 1.77 million reports of graffiti, a fall of 2% from the 1.19 million of last quarter.",
			"The words give 1.77 million, and the figure is 1,170,000."},
		{"count none | Flats let for a time | 642 | 588 | – | – | We held 682 flats (without hostels) to be let, a 9% increase upon the 588 flats held in June.",
			"The words give 682, and the figure is 642."},
		{"count none | Appeals heard | 310 | 260 | – | – | It took 31 weeks to settle an appeal, an increase of 5 weeks upon the 21 weeks of last year.",
			"From 21 weeks to 31 weeks is a rise of 10, not 5 weeks."},
		{"count none | Appeals heard | 310 | 260 | – | – | It took 31 weeks to hear and settle an appeal, a 91% increase upon the 26 weeks of last year.",
			"From 26 weeks to 31 weeks is a rise of 19.2%, not 91%."},
		{"count down | Convictions | 84,310 | 91,250 | – | – | Convictions were around 27 per cent lower than the peak of 155,400 in 2006/07.",
			"From 155,400 to 84,310 is a fall of 45.7%, not around 27 per cent."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		"count none | Reports of graffiti | 1,170,000 | 1,190,000 | – | – | We dealt with 1.17 million reports of graffiti, a fall of 2% from the 1.19 million of last quarter.",
		"count none | Flats let for a time | 642 | 588 | – | – | We held 682 flats (642 without hostels) to be let for a time, a 9% increase upon the 588 flats held in June.",
		"count none | Flats let for a time | 642 | 588 | – | – | We looked at 682 flats, of which 642 were let, a 9% increase upon the 588 let in June.",
		"count none | Appeals heard | 310 | 260 | – | – | 61% were settled within 12 weeks, an increase of 5 points upon the 56% settled in 10 weeks.",
		"count none | Appeals heard | 310 | 260 | – | – | It took 31 weeks to settle an appeal, an increase of 5 weeks upon the 26 weeks of last year.",
		"count down | Convictions | 84,310 | 91,250 | – | – | Convictions were around 27 per cent lower than the peak of 115,400 in 2006/07.",
	)
}

// Two percentages and the points that they are said to be apart, of two groups.
func TestDifferencesOfRates(t *testing.T) {
	t.Parallel()
	const card = "percent up | Pupils who read well | 68.4 | – | – | – | "
	for _, test := range []struct{ card, want string }{
		{card + "71.8% of girls read well, compared with 64.9% of boys, a gap of 9.6 percentage points.", "71.8 − 64.9 is 6.9, not 9.6 percentage points."},
		{card + "71.8% of girls and 64.9% of boys read well, a difference of 9.6 points.", "71.8 − 64.9 is 6.9, not 9.6 points."},
		{card + "71.8 per cent of girls read well compared with 64.9 per cent of boys. This narrows the gap from 7.4 percentage points last year to 9.6.",
			"71.8 − 64.9 is 6.9, not 9.6."},
	} {
		saysOf(t, test.card, test.want)
	}
	saysNothingOf(t,
		card+"71.8% of girls read well, compared with 64.9% of boys, a gap of 6.9 percentage points. Last year the gap was 9.6 points.",
		card+"71.8% of girls read well and 64.9% write well, a gap of 9.6 points to boys in writing.",
		card+"71.8% of girls and 64.9% of boys read well. The gap of 9.6 points between towns and villages remains.",
		card+"71.8% of girls read well compared with 64.9% in 2016. This narrows the gap to boys from 12.4 percentage points to 9.6.",
		card+"71.8% of the posts are women's and 28.2% men's, a pay gap of 9.6%.",
		card+"71.8% of girls and 64.9% of boys read well, against 74.1% and 70.2% elsewhere, a gap of 9.6 points.",
		card+"71.8 per cent of girls read well compared with 64.9 per cent of boys. This narrows the gap from 7.4 percentage points last year to 6.9.",
		card+"Reading rose from 64.9% to 71.8%, and girls lead by a gap of 9.6 points.",
	)
}
