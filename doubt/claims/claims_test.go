package claims

import (
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// card is a card with a figure, for what needs no more.
func card(title string, unit kpi.Unit, figure string) Card {
	v, _ := new(big.Rat).SetString(figure)
	return Card{Title: title, Unit: unit, Direction: kpi.Up, Frequency: kpi.Quarterly,
		Figure:   Known{v, big.NewRat(1, 1), kpi.Quarter(2023, 2)},
		Previous: Known{new(big.Rat).Add(v, big.NewRat(7, 1)), big.NewRat(1, 1), kpi.Quarter(2023, 1)},
		YearAgo:  Known{new(big.Rat).Add(v, big.NewRat(-5, 1)), big.NewRat(1, 1), kpi.Quarter(2022, 2)},
		Target:   Known{new(big.Rat).Add(v, big.NewRat(10, 1)), big.NewRat(1, 1), kpi.Quarter(2023, 2)}}
}

func TestQuantities(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"1,977 births", "1977 things"},
		{"64.1%", "641/10 percent"},
		{"six per cent", "6 percent"},
		{"3.5 percentage points", "7/2 points"},
		{"1.1 ppt", "11/10 points"},
		{"£162.7 million", "162700000 money"},
		{"£66k", "66000 money"},
		{"twenty-six complaints", "26 things"},
		{"Three hundred and twelve forms", "312 things"},
		{"a dozen", "12 things"},
		{"two thirds of them", "200/3 percent"},
		{"one in eight callers", "25/2 percent"},
		{"1 in 4 appointments", "25 percent"},
		{"half", "50 percent"},
		{"a third of callers", "100/3 percent"},
		{"a quarter of them", "25 percent"},
		{"42 days", "42 length"},
		{"20 working days", "20 length"},
		{"−22", "-22 things"},
		{"stage 2", "noise"},
		{"aged 16", "noise"},
		{"covid-19", "noise"},
		{"a 3-bed house", "noise"},
		{"10-12 people", "noise noise"},
		{"first, second and third", ""},
		{"Q2 2023/24", ""},
		{"on 31 March 2019", ""},
		{"in July", ""},
		{"the second quarter", ""},
		{"two years ago", ""},
		{"the same quarter last year", ""},
	} {
		var got []string
		for _, it := range read(test.text).items {
			switch {
			case it.q == nil:
			case it.q.noise:
				got = append(got, "noise")
			default:
				got = append(got, it.q.value.RatString()+" "+[]string{"things", "percent", "points", "money", "length", "rated"}[it.q.unit])
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%q: got %q, want %q", test.text, s, test.want)
		}
	}
}

// A commentary without a word says nothing, whatever the card is.
func TestNothingIsClaimedWithoutWords(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "\n\n", "."} {
		for _, unit := range []kpi.Unit{kpi.Percent, kpi.Count, kpi.Currency, kpi.Days, kpi.Ratio} {
			if all := Of(card("Calls answered", unit, "10"), text); len(all) > 0 {
				t.Errorf("of %q: %+v", text, all)
			}
		}
	}
}

// Numbers that may be anything on one side are reckoned with like others.
func TestNumbersWithoutAnEnd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Up to 3,120 were counted, 402 (15%) more than last year.",
		"Up to 2,718 were counted, 402 (15%) fewer than last year.",
		"At least 3,120 were counted, more than 402 (15%) up from over 2,718.",
		"Counts add up to 3,120, being up to 402 (almost 15%) higher than the fewer than 2,718 of last autumn.",
	} {
		for _, unit := range []kpi.Unit{kpi.Count, kpi.Currency, kpi.Percent} {
			Of(card("People counted", unit, "3120"), text)
		}
	}
}

// FuzzOf reads anything, and quotes what stands in it.
func FuzzOf(f *testing.F) {
	paths, err := filepath.Glob("../testdata/words/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatal("no sentences to begin with")
	}
	every := thorough.Plays(25, 1)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			if cells := strings.Split(line, " | "); len(cells) == 9 && n%every == 0 {
				f.Add(cells[8], cells[3])
			}
		}
	}
	f.Add("9999999999999999999999999999999 of 0 (0%) 1/0 -- £ % ((", "%")
	f.Fuzz(func(t *testing.T, text, title string) {
		for _, unit := range []kpi.Unit{kpi.Percent, kpi.Count, kpi.Currency, kpi.Days, kpi.Ratio} {
			for _, figure := range []string{"55", firstNumber(text)} {
				for _, c := range Of(card(title, unit, figure), text) {
					if c.Start < 0 || c.End > len(text) || c.Start > c.End || strings.TrimSpace(text[c.Start:c.End]) != c.Quote {
						t.Errorf("%+v does not stand in %q", c, text)
					}
				}
			}
		}
	})
}

// A number may be said with more digits after the point than are reckoned with.
func TestNumbersWithManyDecimals(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"12.5000 and 43.5000 were paid.", "The rate was 0.4190, up from 0.4230.", "12.5000 days and 41.5000 days"} {
		for _, unit := range []kpi.Unit{kpi.Percent, kpi.Count, kpi.Currency, kpi.Days, kpi.Ratio} {
			for _, c := range Of(card("Rate of spend paid", unit, "55"), text) {
				t.Errorf("%s of “%s”: %s", c.Rule, text, c.Read)
			}
		}
	}
}

// BenchmarkOf reads 2,000 words of commentary, and 20,000, which should take some ten times as long.
func BenchmarkOf(b *testing.B) {
	for _, length := range []int{2_000, 20_000} {
		b.Run(strconv.Itoa(length), func(b *testing.B) { benchmarkWords(b, length) })
	}
}

func benchmarkWords(b *testing.B, length int) {
	text, err := os.ReadFile("../testdata/words/sentences.txt")
	if err != nil {
		b.Fatal(err)
	}
	var words []string
	for len(words) < length {
		for _, line := range strings.Split(string(text), "\n") {
			if cells := strings.Split(line, " | "); len(cells) == 9 {
				words = append(words, strings.Fields(cells[8])...)
			}
		}
	}
	said := strings.Join(words[:length], " ")
	c := card("Percentage of deaths registered within 5 days", kpi.Percent, "55")
	for b.Loop() {
		Of(c, said)
	}
}

// firstNumber is a text's first number, as a card's figure; 7 where there is none that a column holds.
func firstNumber(text string) string {
	for _, it := range read(text).items {
		if it.q != nil && !it.q.noise && it.q.value.IsInt() && len(it.q.value.Num().String()) < 12 {
			return it.q.value.Num().String()
		}
	}
	return "7"
}
