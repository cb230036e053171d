package bot

import (
	"strings"
	"testing"

	"chaser/kpi"
)

func TestChooseCommittee(t *testing.T) {
	t.Parallel()
	committees := []kpi.Committee{{Name: "Adults"}, {Name: "Adults and Health"}, {Name: "Children and Young People"}}
	for words, want := range map[string]string{
		"adults": "Adults", "health": "Adults and Health", "young child": "Children and Young People", "CHILDREN and young people": "Children and Young People",
		"CYP": "Children and Young People", "cayp": "Children and Young People", "ah": "",
	} {
		if got, err := ChooseCommittee(words, committees); got != want || (err != nil) != (want == "") {
			t.Errorf("%q is %q (%v), want %q", words, got, err, want)
		}
	}
	for words, want := range map[string]string{
		"a":       "fits several committees: Adults; Adults and Health;",
		"highway": "no committee called “highway”. There are: Adults; Adults and Health; Children",
		"!":       "no committee called “!”",
	} {
		if _, err := ChooseCommittee(words, committees); err == nil || !strings.Contains(err.Error()+";", want) {
			t.Errorf("%q is refused with %v, want %q", words, err, want)
		}
	}
	if _, err := ChooseCommittee("x", nil); err == nil {
		t.Error("a committee was found where there is none")
	}
}
