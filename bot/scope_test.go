package bot

import (
	"fmt"
	"strings"
	"testing"

	"chaser/bot/line"
)

// What a list is asked of is typed in any order: a committee, a service, ratings, a period.
func TestScopeAsTyped(t *testing.T) {
	t.Parallel()
	committees := []string{"Children and Young People", "Culture", "Adults and Health"}
	services := []string{"Libraries", "Culture", "Children's Centres", "Coroners", "Adult Social Care"}
	for typed, want := range map[string]string{
		"":                            "||",
		"libraries":                   "|Libraries|",
		"libraries Q2":                "|Libraries|2023-24Q2",
		"Q2 libraries":                "|Libraries|2023-24Q2",
		"for libraries in Q2 2022/23": "|Libraries|2022-23Q2",
		"amber young Q1 23/24":        "Amber|Children and Young People||2023-24Q1",
		"Q1 23/24 amber young":        "Amber|Children and Young People||2023-24Q1",
		"red and amber coroners":      "Red,Amber|Coroners|",
		"no data last quarter":        "No data||2023-24Q3",
		"23/24":                       "||2023-24",
		"culture":                     "Culture|| also Culture",
		"service culture":             "|Culture|",
		"culture committee":           "Culture||",
		"committee culture libraries": "Culture|Libraries|",
		"children":                    "Children and Young People|| also Children's Centres",
		"libraries culture":           "Culture|Libraries|",
		"culture libraries Q2":        "Culture|Libraries|2023-24Q2",
		"adult":                       "Adults and Health|| also Adult Social Care",
		"culture children":            "Culture|Children's Centres|", // where both orders fit, the committee is first
		"children culture":            "Children and Young People|Culture|",
		"librarys":                    "? Did you mean Libraries? The committees are: Children and Young People; Culture; Adults and Health. The services are: Libraries",
		"potholes":                    "? “potholes” is no committee, service, rating or period. The committees are",
		"c":                           "? “c” fits several: Children and Young People; Culture; ",
		"Q7":                          "? “Q7” is not a period",
		"2023-25Q1 libraries":         "? “2023-25Q1” is not a period",
	} {
		read := line.New(typed, isCodeInTest, today).Scope()
		s, err := scope{Ratings: read.Ratings, Period: read.Period}, error(nil)
		switch {
		case read.Doubt != nil:
			err = read.Doubt
		case read.Words != "":
			err = s.find(read, committees, services)
		}
		var ratings []string
		for _, r := range s.Ratings {
			ratings = append(ratings, string(r))
		}
		got := fmt.Sprintf("%s|%s|%s", s.Committee, s.Service, s.Period)
		if len(ratings) > 0 {
			got = strings.Join(ratings, ",") + "|" + strings.TrimPrefix(got, "|")
		}
		if s.also != "" {
			got += " also " + s.also
		}
		if err != nil {
			got = "? " + err.Error()
			if strings.HasPrefix(want, "? ") && strings.Contains(got, strings.TrimPrefix(want, "? ")) {
				continue
			}
		}
		if strings.HasPrefix(want, "No data|") && !strings.Contains(got, "No data") || got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
		if back := s.subject().scope(); s.also == "" && fmt.Sprint(back) != fmt.Sprint(s) {
			t.Errorf("%q comes back from a button as %v, want %v", typed, back, s)
		}
	}
}
