package doubt_test

import (
	"slices"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

func TestWhatCouldTellOfAPerson(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		said string
		want []doubt.Kind
	}{
		{"Ring the team on 01223 555 0142 to book.", nil}, // a digit too many
		{"Ring the team on 01223 555 014 to book.", []doubt.Kind{doubt.Telephone}},
		{"Ring the team on (01223) 555014.", []doubt.Kind{doubt.Telephone}},
		{"Text +44 7700 900123.", []doubt.Kind{doubt.Telephone}},
		{"Ask a.jones@council.example.org.", []doubt.Kind{doubt.Email}},
		{"The complaint of Mrs A Jones was upheld.", []doubt.Kind{doubt.Name}},
		{"3 children went missing from care.", []doubt.Kind{doubt.SmallCount}},
		{"Of these, four care leavers were in prison.", []doubt.Kind{doubt.SmallCount}},
		{"There were 2 young people in custody.", []doubt.Kind{doubt.SmallCount}},

		{"96,326 visits, 100,000 more than in 2020-21, and 0.75 a head.", nil},
		{"0 20 30 40 50 60", nil},
		{"On 01/04/2023 and 30.09.2023 all was well.", nil},
		{"Reference 0012345678 was closed.", nil},
		{"Follow @council for news.", nil},
		{"Miss the target and you will hear of it. Ms are milliseconds.", nil},
		{"Councillor Jones and Cllr A Smith opened it.", nil},
		{"5 children and 12 young people took part.", nil},
		{"Children under 5 years, and 4 to 11 year olds.", nil},
		{"2 libraries, 3 officers and four schools took part.", nil},
		{"1 in 4 adults rang. Key Stage 2 pupils did not.", nil},
		{"Two new starters joined the team.", nil},
		{"In Q4 children rang more often. Phase 2 clients as well.", nil},
		{"Out of 120, 3.5 children on average.", nil},
	} {
		if got := kindsAbout(test.said); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.said, got, test.want)
		}
	}
}

// A few people in a breakdown, a numerator or a rest.
func TestFewPeople(t *testing.T) {
	t.Parallel()
	count := kpi.Indicator{Code: "X", Title: "Referrals", Unit: kpi.Count}
	things := kpi.Indicator{Code: "X", Title: "Bins emptied", Unit: kpi.Count}
	least := func(n int, i kpi.Indicator) kpi.Indicator { i.SmallestCount = &n; return i }
	share := kpi.Indicator{Code: "X", Title: "Placed near home", Unit: kpi.Percent, Sensitive: true}
	for _, test := range []struct {
		name, typed, said string
		i                 kpi.Indicator
		want              doubt.Kind
	}{
		{"a small part", "65", "65 referrals (31 north, 30 south and 4 unknown)", count, doubt.SmallCount},
		{"a small rest", "65", "65 referrals (31 north, 30 south)", count, doubt.SmallRest},
		{"no small part", "66", "66 referrals (31 north, 30 south and 5 unknown)", count, ""},
		{"a part of another total", "70", "65 referrals (31 north, 30 south and 4 unknown)", count, ""},
		{"things", "65", "65 bins (31 north, 30 south and 4 unknown)", things, ""},
		{"none are left out", "65", "65 referrals (31 north, 30 south and 4 unknown)", least(0, count), ""},
		{"ten", "67", "67 referrals (31 north, 30 south and 6 unknown)", least(10, count), doubt.SmallCount},
		{"a small figure", "3", "", least(5, count), doubt.SmallCount},
		{"one too few", "4", "", least(5, count), doubt.SmallCount},
		{"just enough", "5", "", least(5, count), ""},
		{"nobody", "0", "", least(5, count), ""},
		{"just enough of many", "5/40", "", share, ""},
		{"a small figure of an ordinary one", "3", "", count, ""},
		{"a small numerator", "2/40", "", share, doubt.SmallCount},
		{"all but a few", "38/40", "", share, doubt.SmallRest},
		{"all", "40/40", "", share, ""},
		{"many", "20/40", "", share, ""},
	} {
		typed, err := kpi.ParseTyped(test.typed)
		if err != nil {
			t.Fatal(err)
		}
		test.i.Frequency = kpi.Quarterly
		f := kpi.Figure{
			Indicator: "X", Period: kpi.Quarter(2023, 2), Value: typed.Value, Numerator: typed.Numerator, Denominator: typed.Denominator,
			Status: kpi.Final, Commentary: test.said,
		}
		got := doubt.Kind("")
		for _, found := range doubt.Check(kpi.Register{Indicators: []kpi.Indicator{test.i}, Figures: []kpi.Figure{f}}, doubt.Scope{}, endOf2023) {
			if found.Doubt.Kind.Group() == doubt.Disclosure {
				got = found.Doubt.Kind
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
