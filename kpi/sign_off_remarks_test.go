package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// The golden file has what is said of committees and people: who would sign off their own figures, who leads back to
// themselves, which committees share a channel, and where a letter was lost.
func TestPeopleAndCommitteeRemarks(t *testing.T) {
	t.Parallel()
	person := func(id, manager string, roles ...kpi.Role) kpi.Person {
		return kpi.Person{SlackID: id, Name: strings.ToUpper(id[2:3]) + strings.ToLower(id[3:]), Manager: manager, Roles: roles}
	}
	indicator := func(code, owner, manager string) kpi.Indicator {
		return kpi.Indicator{Code: code, Committee: "C", Owner: owner, Manager: manager, Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Quarterly}
	}
	signs, own := kpi.Committee{Name: "C", SignOff: kpi.ManagerSignOff}, kpi.Committee{Name: "C", SignOff: kpi.ManagerSignOff, SelfSignOff: true}
	people := []kpi.Person{person("U0LEAD", "U0LINE"), person("U0LINE", ""), person("U0SELF", "U0SELF"), person("U0ADMIN", "", kpi.Admin)}
	held := kpi.Register{People: people, Committees: []kpi.Committee{signs}}
	plain := kpi.Register{People: people, Committees: []kpi.Committee{{Name: "C"}}, Indicators: []kpi.Indicator{indicator("A", "U0LEAD", "U0LEAD"), indicator("B", "U0LEAD", "U0LINE"), indicator("D", "U0SELF", "")}}
	alone := kpi.Register{People: []kpi.Person{person("U0ADMIN", "", kpi.Admin)}, Committees: []kpi.Committee{signs}}
	in := func(name, channel string) kpi.Committee { return kpi.Committee{Name: name, Channel: channel} }
	tests := []struct {
		name          string
		held, joining kpi.Register
	}{
		{"a manager and an owner", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LEAD", "U0LINE")}}},
		{"no manager, and a line manager", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LEAD", "")}}},
		{"the owner manages it", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LEAD", "U0LEAD")}}},
		{"the owner manages it, and nobody the owner", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LINE", "U0LINE")}}},
		{"their own line manager", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0SELF", "")}}},
		{"nobody manages", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LINE", "")}}},
		{"nobody owns it", held, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "", "")}}},
		{"the only administrator owns it", alone, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0ADMIN", "U0ADMIN")}}},
		{"the committee allows it", kpi.Register{People: people, Committees: []kpi.Committee{own}}, kpi.Register{Indicators: []kpi.Indicator{indicator("A", "U0LEAD", "U0LEAD")}}},
		{"the committee wants no sign-off", plain, kpi.Register{Indicators: plain.Indicators}},
		{"the committee wants it from now on", plain, kpi.Register{Committees: []kpi.Committee{signs}}},
		{"and one of the indicators comes with it", plain, kpi.Register{Committees: []kpi.Committee{signs}, Indicators: plain.Indicators[:1]}},
		{"as it was", kpi.Register{People: people, Committees: []kpi.Committee{signs}, Indicators: plain.Indicators}, kpi.Register{People: people, Committees: []kpi.Committee{signs}, Indicators: plain.Indicators}},
		{"a ring of one", kpi.Register{}, kpi.Register{People: []kpi.Person{person("U0SELF", "U0SELF")}}},
		{"a ring of two, and who hangs on it", kpi.Register{}, kpi.Register{People: []kpi.Person{person("U0ANN", "U0BEN"), person("U0BEN", "U0ANN"), person("U0CAT", "U0ANN")}}},
		{"a ring of three, closed by the one who joins", kpi.Register{People: []kpi.Person{person("U0ANN", "U0BEN"), person("U0BEN", "U0CAT"), person("U0CAT", "")}}, kpi.Register{People: []kpi.Person{person("U0CAT", "U0ANN")}}},
		{"a ring that is held", kpi.Register{People: []kpi.Person{person("U0ANN", "U0BEN"), person("U0BEN", "U0ANN")}}, kpi.Register{People: []kpi.Person{person("U0ANN", "U0BEN")}}},
		{"two in one channel", kpi.Register{}, kpi.Register{Committees: []kpi.Committee{in("One", "C0X"), in("Two", "C0X"), in("Three", "C0Y")}}},
		{"into the channel of one that is held", kpi.Register{Committees: []kpi.Committee{in("One", "C0X")}}, kpi.Register{Committees: []kpi.Committee{in("Two", "C0X")}}},
		{"one that is held moves into the channel of a later one", kpi.Register{Committees: []kpi.Committee{in("One", "C0X"), in("Two", "C0Y")}}, kpi.Register{Committees: []kpi.Committee{in("One", "C0Y")}}},
		{"in one channel as before", kpi.Register{Committees: []kpi.Committee{in("One", "C0X"), in("Two", "C0X")}}, kpi.Register{Committees: []kpi.Committee{in("One", "C0X"), in("Two", "C0X")}}},
		{"without channels", kpi.Register{}, kpi.Register{Committees: []kpi.Committee{in("One", ""), in("Two", "")}}},
		{"lost letters", kpi.Register{Committees: []kpi.Committee{in("C", "")}}, kpi.Register{
			People: []kpi.Person{{SlackID: "U0A", Name: "Ren�e"}}, Committees: []kpi.Committee{in("Children�s Services", "")}, Closures: []kpi.Closure{{Name: "No�l"}},
			Indicators: []kpi.Indicator{{Code: "1", Title: "�", Service: "a�b", Description: "One\nTwo � three", Links: []kpi.Link{{Text: "l�"}}}},
			Figures:    []kpi.Figure{{Indicator: "1", Commentary: "�1m", Actions: "x�"}},
		}},
	}
	var said strings.Builder
	for _, test := range tests {
		fmt.Fprintf(&said, "%s\n", test.name)
		for _, r := range test.joining.Remarks(test.held, later) {
			fmt.Fprintf(&said, "\t%s\n", r)
		}
	}
	golden(t, "sign_off_remarks.golden.txt", said.String())
}
