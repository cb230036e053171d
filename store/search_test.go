package store

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

func TestSearchIndicators(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	cafe := seedRegister(t).Indicators[0]
	cafe.Code, cafe.Title, cafe.Service = "É1", "Visits to the library’s Café, naïve count", "Cafés"
	mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{cafe}})
	for words, want := range map[string][]string{
		"inquests closed":        {"178", "179"},
		"Inquest CLOSED months":  {"179"},
		"closed inq":             {"178", "179"},
		"17":                     {"175", "176", "177", "178", "179"},
		"reg2":                   {"REG2"},
		"registration births":    {"REG1"},
		"births registrations":   {"REG1"}, // a plural of what is singular
		"quests":                 nil,      // words are found by how they begin
		"café":                   {"É1"},
		"cafe":                   {"É1"},
		"CAFE\u0301":             {"É1"},
		"naive":                  {"É1"},
		"library's visit":        {"É1"},
		"é1":                     {"É1"},
		"inquests % closed":      {"178", "179"},
		"inquests' OR '1'='1":    nil,
		"":                       nil,
		" ?! ":                   nil,
		"inquests\x00closed\xff": {"178", "179"},
	} {
		found, err := s.SearchIndicators(t.Context(), words, 100)
		if err != nil {
			t.Errorf("%q: %v", words, err)
			continue
		}
		var got []string
		for _, i := range found.First {
			got = append(got, i.Code)
		}
		same(t, words, want, got)
	}
}

// A search that finds many counts them all and reads the first. One whose title was typed is the first of them.
func TestASearchReadsTheFirst(t *testing.T) {
	t.Parallel()
	link := newCountingLink(t, council3000.DSN(t))
	s := openStore(t, link.dsn)
	search := func(words string) (found Search) {
		t.Helper()
		if n := link.tripsOf(t, func() (err error) {
			found, err = s.SearchIndicators(t.Context(), words, 20)
			return err
		}); n > 5 { // the first one prepares
			t.Errorf("a search takes %d statements", n)
		}
		return found
	}
	if _, err := s.SearchIndicators(t.Context(), "library", 1); err != nil {
		t.Fatal(err)
	}
	all := search("library")
	same(t, "how many fit", count(t, s, `SELECT count(*) FROM indicators WHERE title LIKE '%library%'`), all.All)
	same(t, "how many are read", 20, len(all.First))
	const late = `2000`
	if _, err := s.db.ExecContext(t.Context(), `UPDATE indicators SET title = 'The Library' WHERE id = `+late); err != nil {
		t.Fatal(err)
	}
	code := filled.Code(2000)
	if first := search(" the  LIBRARY").First; len(first) != 1 || first[0].Code != code {
		t.Errorf("the library: %v", first)
	}
	if _, err := s.db.ExecContext(t.Context(), `UPDATE indicators SET title = 'Library' WHERE id = `+late); err != nil {
		t.Fatal(err)
	}
	if first := search("library").First; len(first) != 20 || first[0].Code != code || first[1].Code != all.First[0].Code {
		t.Errorf("library: %v", first)
	}
}

func TestIndicatorIsFoundInAnyCase(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	i, found, err := s.Indicator(t.Context(), " reg2 ")
	if err != nil || !found {
		t.Fatal(found, err)
	}
	same(t, "the indicator", seedRegister(t).Indicators[16], i)
	cafe := i
	cafe.Code = "É1"
	mustImport(t, s, kpi.Register{Indicators: []kpi.Indicator{cafe}})
	if i, found, err := s.Indicator(t.Context(), "é1"); err != nil || !found || i.Code != "É1" {
		t.Errorf("é1: %v %t %v", i.Code, found, err)
	}
	if _, found, err := s.Indicator(t.Context(), "999"); err != nil || found {
		t.Errorf("999: %t %v", found, err)
	}
}

// Whatever is asked for, the index finds all that fits and is used to find it.
func TestASearchGoesByItsIndex(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	words := []string{"Bücher", "library’s", "o’clock", "A–B", "straße", "ßtart", "½ fee", "Καφές", "cities", "city", "buses", "ies", "y", "x2", "Ｆｕｌｌ", "e\u0301te\u0301", strings.Repeat("w", 300)}
	r := rand.New(rand.NewPCG(38, 38))
	for n := range 40 {
		title := make([]string, 3)
		for w := range title {
			title[w] = words[r.IntN(len(words))]
		}
		if _, err := s.patient.ExecContext(t.Context(), `UPDATE indicators SET title = $1, service = $2 WHERE id = $3`, strings.Join(title, " "), words[r.IntN(len(words))], 1+n*70); err != nil {
			t.Fatal(err)
		}
	}
	all, err := listIndicators(t.Context(), s.db, `true`)
	if err != nil {
		t.Fatal(err)
	}
	asked := slices.Concat(words, []string{"city", "citie", "buse", "bus", "bucher", "librarys", "oclock", "a b", "stra", "strasse", "1", "e", "ete", "full", "καφες visits", "visits planning", strings.Repeat("w", 299), strings.Repeat("w", 301)})
	for _, ask := range asked {
		var want, got []string
		normal := func(text string) (normal string) {
			if err := s.db.GetContext(t.Context(), &normal, `SELECT normalize($1, NFKD)`, text); err != nil {
				t.Fatal(err)
			}
			return normal
		}
		for _, i := range all {
			if i.id%70 == 1 && matches(wordsOf(normal(ask)), wordsOf(normal(i.Code+" "+i.Title+" "+i.Service))) {
				want = append(want, i.Code)
			}
		}
		found, err := s.SearchIndicators(t.Context(), ask, 10_000)
		if err != nil {
			t.Fatalf("%q: %v", ask, err)
		}
		for _, i := range found.First {
			if slices.ContainsFunc(all, func(k keptIndicator) bool { return k.Code == i.Code && k.id%70 == 1 }) {
				got = append(got, i.Code)
			}
		}
		same(t, ask, want, got)
	}
	var code string
	if err := s.db.GetContext(t.Context(), &code, `SELECT array_to_string(tsvector_to_array(indicator_words('X00178', '', '178')), ' ')`); err != nil || code != "178 x00178" {
		t.Errorf("a code is found as %q (%v)", code, err)
	}
	p := planOf(t, s.db, `SELECT i.id FROM indicators i WHERE indicator_words(i.code, i.title, i.service) @@ CAST($1 AS tsquery)`, indexQuery([]string{"foster", "visits"}))
	if slices.Contains(p.scans(), "indicators") {
		t.Errorf("a search looks through all indicators: %+v", p)
	}
}
