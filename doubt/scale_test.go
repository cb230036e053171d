package doubt_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

func TestScale(t *testing.T) {
	t.Parallel()
	var (
		percent  = kpi.Indicator{Unit: kpi.Percent, Target: number("94")}
		bare     = kpi.Indicator{Unit: kpi.Percent}
		fine     = kpi.Indicator{Unit: kpi.Percent, Decimals: 2}
		count    = kpi.Indicator{Unit: kpi.Count, Target: number("107236")}
		few      = kpi.Indicator{Unit: kpi.Count}
		currency = kpi.Indicator{Unit: kpi.Currency, Decimals: 2, Target: number("1500000")}
		days     = kpi.Indicator{Unit: kpi.Days, Decimals: 1, Target: number("20")}
		ratio    = kpi.Indicator{Unit: kpi.Ratio, Decimals: 2, Target: number("2")}
		sum      = kpi.Indicator{Unit: kpi.Count, Cumulative: true, Target: number("2000")}
		own      = kpi.Indicator{Unit: kpi.Count, Cumulative: true, Targets: map[kpi.Period]decimal.Decimal{kpi.Quarter(2023, 3): *number("1128")}}
		known    = kpi.Indicator{Unit: kpi.Percent, EnglandMean: number("81.5")}
	)
	for _, test := range []struct {
		name   string
		i      kpi.Indicator
		typed  string
		before []string
		want   string
	}{
		{"a spreadsheet's fraction", percent, "0.93", []string{"95"}, "[scale] 0.93% is about a hundredth of the target, 94%. Did you mean 93%?"},
		{"beside the last figure", bare, "0.64", []string{"61", "64"}, "[scale] 0.64% is about a hundredth of the figure for Q2 2023/24, 64%. Did you mean 64%?"},
		{"with its sign", bare, "0.64%", []string{"64"}, "[scale] 0.64% is about a hundredth of the figure for Q2 2023/24, 64%. Did you mean 64%?"},
		{"1 for 100%", percent, "1", []string{"98"}, "[scale] 1% is about a hundredth of the figure for Q2 2023/24, 98%. Did you mean 100%?"},
		{"a lost point", percent, "9300", []string{"95"}, "[scale] 9,300% is about a hundred times the target, 94%. Did you mean 93%?"},
		{"a first figure beside the target", percent, ".93", nil, "[scale] 0.93% is about a hundredth of the target, 94%. Did you mean 93%?"},
		{"a first figure beside a benchmark", known, "0.8", nil, "[scale] 0.8% is about a hundredth of the mean of England, 81.5%. Did you mean 80%?"},
		{"a tenth", kpi.Indicator{Unit: kpi.Percent, Target: number("65")}, "5.1", []string{"60", "51"}, "[scale] 5.1% is about a tenth of the figure for Q2 2023/24, 51%. Did you mean 51%?"},
		{"a digit too many", count, "963,260", []string{"90157", "96326"}, "[scale] 963,260 is about ten times the figure for Q2 2023/24, 96,326. Did you mean 96,326?"},
		{"a digit too few", count, "9632", []string{"96326"}, "[scale] 9,632 is about a tenth of the figure for Q2 2023/24, 96,326. Did you mean 96,320?"},
		{"not to be halved", count, "963,263", []string{"96326"}, "[scale] 963,263 is about ten times the figure for Q2 2023/24, 96,326. Is that right?"},
		{"thousands", count, "96", []string{"96326"}, "[scale] 96 is about a thousandth of the figure for Q2 2023/24, 96,326. Did you mean 96,000?"},
		{"millions", currency, "£1.2", []string{"1250000"}, "[scale] £1.20 is about a millionth of the figure for Q2 2023/24, £1,250,000.00. Did you mean £1,200,000.00?"},
		{"pence", currency, "120000000", []string{"1250000"}, "[scale] £120,000,000.00 is about a hundred times the figure for Q2 2023/24, £1,250,000.00. Did you mean £1,200,000.00?"},
		{"days", days, "125", []string{"12.5"}, "[scale] 125.0 days is about ten times the figure for Q2 2023/24, 12.5 days. Did you mean 12.5 days?"},
		{"a ratio", ratio, "21", []string{"2.05"}, "[scale] 21.00 is about ten times the figure for Q2 2023/24, 2.05. Did you mean 2.10?"},
		{"a fraction is not mended", percent, "9/1000", []string{"95"}, "[scale] 0.9% (9 of 1,000) is about a hundredth of the target, 94%. Is that right?"},
		{"below nought", kpi.Indicator{Unit: kpi.Currency}, "-1250", []string{"-12000"}, "[scale] −£1,250 is about a tenth of the figure for Q2 2023/24, −£12,000. Did you mean −£12,500?"},
		{"a target of the period itself", own, "9", []string{"300", "600"}, "[scale] 9 is about a hundredth of the target, 1,128. Is that right?"},
		{"nothing like it", count, "3", []string{"96326"}, "[scale] 3 is less than a hundredth of the figure for Q2 2023/24, 96,326. Is that right?"},
		{"a telephone number", few, "7700900123", []string{"142"}, "[scale] 7,700,900,123 is more than a hundred times the figure for Q2 2023/24, 142. Is that right?"},
		{"an amount out of reach", currency, "20", []string{"1410000"}, "[scale] £20.00 is less than a hundredth of the figure for Q2 2023/24, £1,410,000.00. Is that right?"},

		{"nought after most", percent, "0", []string{"50", "95"}, "[scale] 0% is far off the figure for Q2 2023/24, 95%; what is not known yet is unavailable, not 0. Is that right?"},
		{"nought after many", few, "0", []string{"213", "100"}, "[scale] 0 is far off the figure for Q2 2023/24, 100; what is not known yet is unavailable, not 0. Is that right?"},
		{"nothing spent", currency, "0", []string{"-1200"}, "[scale] £0.00 is far off the figure for Q2 2023/24, −£1,200.00; what is not known yet is unavailable, not 0. Is that right?"},

		{"few after some", few, "1", []string{"290"}, ""},
		{"a twentieth", count, "4800", []string{"96326"}, ""},
		{"as ever", percent, "93", []string{"95"}, ""},
		{"nought after few", count, "0", []string{"99", "2000"}, ""},
		{"nought after nought", count, "0", []string{"0", "2000"}, ""},
		{"nought after little", percent, "0", []string{"95", "49"}, ""},
		{"nought of some", percent, "0/40", []string{"95"}, ""},
		{"no days", days, "0", []string{"120"}, ""},
		{"a first nought", percent, "0", nil, ""},
		{"far, and no slip of the point", bare, "30", []string{"95"}, ""},
		{"a great fall", few, "30", []string{"142"}, ""},
		{"a great rise", few, "600", []string{"142"}, ""},
		{"far below what it must not pass", kpi.Indicator{Unit: kpi.Percent, Decimals: 1, Direction: kpi.Down, Target: number("5")}, "0.6", nil, ""},
		{"few things", few, "1", []string{"12"}, ""},
		{"few more things", few, "70", []string{"7"}, ""},
		{"nothing beside it", fine, "0.64", nil, ""},
		{"it was so before", bare, "0.64", []string{"0.7", "64"}, ""},
		{"it is not far from its target", kpi.Indicator{Unit: kpi.Count, Target: number("40")}, "11", []string{"100"}, ""},
		{"it is like its target", percent, "94", []string{"0.9"}, ""},
		{"it swings", few, "40", []string{"500", "38", "410"}, ""},
		{"another sign", kpi.Indicator{Unit: kpi.Currency}, "-1250", []string{"125"}, ""},
		{"a year begins", sum, "200", []string{"2100", "", ""}, ""},
		{"part of a whole year's target", sum, "210", []string{"70", "140"}, ""},
		{"no thousands of per cent", fine, "0.06", []string{"60"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := said(subject(t, test.i, test.typed, test.before...)); got != test.want {
				t.Errorf("%s after %v\n got %q\nwant %q", test.typed, test.before, got, test.want)
			}
		})
	}
}

// A revision is asked about like a first figure, except for what it leaves unchanged and what is like the figure that
// somebody stands by already.
func TestScaleOfARevision(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Count}
	for _, test := range []struct {
		standing, typed string
		asked           bool
	}{
		{"142", "1420", true},
		{"1420", "142", false},
		{"1420", "1421", false},
		{"1420", "1420.0", false},
	} {
		s := subject(t, i, test.typed, "150")
		s.Figures = append(s.Figures, figure(t, i, s.Figure.Period, test.standing))
		if got := said(s); (got != "") != test.asked {
			t.Errorf("%s for %s: %q", test.typed, test.standing, got)
		}
	}
	first := subject(t, i, "64")
	first.Figures = []kpi.Figure{figure(t, i, first.Figure.Period, "6400")}
	if got := doubt.Of(first); got != nil {
		t.Errorf("the mistaken figure that it replaces was taken for what it should be: %v", got)
	}
}
