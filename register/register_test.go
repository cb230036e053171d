package register_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// later is a day after everything in these registers.
var later = kpi.Date{Year: 2026, Month: 5, Day: 1}

func TestSeedRoundTrips(t *testing.T) {
	t.Parallel()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatalf("the seed has faults:\n%s", faults)
	}
	if sense := r.Faults(kpi.Register{}, later); len(sense) > 0 {
		t.Fatalf("the seed has faults:\n%s", sense)
	}
	var written bytes.Buffer
	if err := register.WriteJSON(&written, r); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(decoded(t, seed.Register), decoded(t, written.Bytes())); diff != "" {
		t.Errorf("what was written differs from what was read (-read +written):\n%s", diff)
	}
}

func decoded(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// Numbers keep the digits that they were given with, noughts at the end included.
func TestNumbersKeepTheirDigits(t *testing.T) {
	t.Parallel()
	const file = `{"indicators":[{"code":"1","title":"T","committee":"C","unit":"ratio","direction":"up","kind":"target",
		"target":"160.00","targets":{"2023-24Q2":"-0.10"},"baseline":"123456789012345678901234567890"}]}`
	r, faults := register.ReadJSON(strings.NewReader(file))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var out bytes.Buffer
	if err := register.WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"target": "160.00"`, `"2023-24Q2": "-0.10"`, `"baseline": "123456789012345678901234567890"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is not in\n%s", want, &out)
		}
	}
}

// Closures and a ladder are written and read back unchanged. A register without them is written without them.
func TestCalendarRoundTrips(t *testing.T) {
	t.Parallel()
	const file = `{"committees":[{"name":"A","ladder":" +3 Manager, opens,0"},{"name":"B","ladder":null,"actions_on":"any"},{"name":"C","ladder":"","actions_on":"red"}],
		"closures":[{"date":"2024-12-27","name":"Between Christmas and New Year"},{"date":"2024-05-07","name":"Flood"}]}`
	r, faults := register.ReadJSON(strings.NewReader(file))
	if faults = append(faults, r.Faults(kpi.Register{}, later)...); len(faults) > 0 {
		t.Fatal(faults)
	}
	if r.Committees[0].ActionsOnAny || !r.Committees[1].ActionsOnAny || r.Committees[2].ActionsOnAny {
		t.Errorf("actions are recorded on %+v", r.Committees)
	}
	if r.Committees[0].ChaseLadder().String() != "opens, 0, +3 manager" || r.Committees[1].Ladder != nil || r.Committees[2].Ladder != nil {
		t.Errorf("the ladders are %v", r.Committees)
	}
	var once, twice bytes.Buffer
	if err := register.WriteJSON(&once, r); err != nil {
		t.Fatal(err)
	}
	again, faults := register.ReadJSON(bytes.NewReader(once.Bytes()))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if err := register.WriteJSON(&twice, again); err != nil {
		t.Fatal(err)
	}
	if once.String() != twice.String() || strings.Count(once.String(), `"ladder"`) != 1 || strings.Count(once.String(), `"actions_on": "any"`) != 1 || strings.Contains(once.String(), `"red"`) || !cmp.Equal(again.Closures, r.Closures) {
		t.Errorf("written\n%s\nand again\n%s", &once, &twice)
	}
	var bare bytes.Buffer
	if err := register.WriteJSON(&bare, kpi.Register{Committees: []kpi.Committee{{Name: "A"}}}); err != nil || strings.Contains(bare.String(), "ladder") || strings.Contains(bare.String(), "actions_on") || strings.Contains(bare.String(), "closures") {
		t.Errorf("%v: %s", err, &bare)
	}
}

// When somebody wants to be told of reds is written and read back, and left out where nobody chose.
func TestAlertsRoundTrip(t *testing.T) {
	t.Parallel()
	const file = `{"people":[{"slack_id":"U0A","name":"A","alerts":"Daily"},{"slack_id":"U0B","name":"B","alerts":"at once"},{"slack_id":"U0C","name":"C","alerts":null},{"slack_id":"U0D","name":"D"}]}`
	r, faults := register.ReadJSON(strings.NewReader(file))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var out bytes.Buffer
	if err := register.WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Count(text, `"alerts"`) != 2 || !strings.Contains(text, `"alerts": "daily"`) || !strings.Contains(text, `"alerts": "at once"`) {
		t.Errorf("written\n%s", text)
	}
	if again, faults := register.ReadJSON(&out); len(faults) > 0 || !cmp.Equal(again.People, r.People, cmpopts.EquateEmpty()) {
		t.Errorf("%v: %v", again.People, faults)
	}
	_, faults = register.ReadJSON(strings.NewReader(`{"people":[{"slack_id":"U0A","name":"A","alerts":"weekly"}]}`))
	if len(faults) != 1 || faults[0].Path != "people[0].alerts" || !strings.Contains(faults[0].Sentence, "at once or daily") {
		t.Errorf("the faults are %v", faults)
	}
}

// Sign-off and the publishing day are written and read back, and left out where there is none. A publishing day before
// the figures are due is a fault.
func TestPublishingRoundTrips(t *testing.T) {
	t.Parallel()
	const file = `{"committees":[{"name":"A","sign_off":"Manager"},{"name":"B","sign_off":"none"},{"name":"C"}],
		"collections":[{"period":"2023-24Q3","opens":"2024-01-02","due":"2024-01-19","publishes":"2024-02-20"},
		               {"period":"2023-24Q4","opens":"2024-04-02","due":"2024-04-19"}]}`
	r, faults := register.ReadJSON(strings.NewReader(file))
	if faults = append(faults, r.Faults(kpi.Register{}, later)...); len(faults) > 0 {
		t.Fatal(faults)
	}
	if r.Committees[0].SignOff != kpi.ManagerSignOff || r.Committees[1].SignOff != kpi.NoSignOff || r.Committees[2].SignOff != kpi.NoSignOff {
		t.Errorf("signed off by %v", r.Committees)
	}
	var once bytes.Buffer
	if err := register.WriteJSON(&once, r); err != nil {
		t.Fatal(err)
	}
	for want, times := range map[string]int{`"sign_off": "manager"`: 1, `"sign_off"`: 1, `"publishes": "2024-02-20"`: 1, `"publishes"`: 1} {
		if strings.Count(once.String(), want) != times {
			t.Errorf("%s does not stand %d times in\n%s", want, times, &once)
		}
	}
	again, faults := register.ReadJSON(&once)
	if len(faults) > 0 || !cmp.Equal(again.Collections, r.Collections, cmp.Comparer(func(a, b kpi.Period) bool { return a == b })) {
		t.Errorf("read again as %v: %v", again.Collections, faults)
	}
	r.Collections[0].Publishes = kpi.Date{Year: 2024, Month: 1, Day: 18}
	if faults := r.Faults(kpi.Register{}, later); len(faults) != 1 || faults[0].Path != "collections[0].publishes" {
		t.Errorf("published before it is due: %v", faults)
	}
	for words, fault := range map[string]string{"owner": "", "Team": "", "anybody": "is not one of owner, team"} {
		r, faults := register.ReadJSON(strings.NewReader(`{"committees":[{"name":"A","corrections":"` + words + `"}]}`))
		var written bytes.Buffer
		if err := register.WriteJSON(&written, r); err != nil || (fault == "") != (len(faults) == 0) || len(faults) > 0 && !strings.Contains(faults.Error(), fault) ||
			strings.Contains(written.String(), `"corrections": "team"`) != (words == "Team") {
			t.Errorf("%s: %v %v %s", words, faults, err, &written)
		}
	}
	_, faults = register.ReadJSON(strings.NewReader(`{"committees":[{"name":"A","sign_off":"boss"}]}`))
	if len(faults) != 1 || faults[0].Path != "committees[0].sign_off" {
		t.Errorf("signed off by the boss: %v", faults)
	}
}

// Every fault of testdata/faults.json is listed at once, by its path.
func TestFaultsAreListedByPath(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/faults.json")
	if err != nil {
		t.Fatal(err)
	}
	r, form := register.ReadJSON(bytes.NewReader(file))
	got := register.Merge(form, r.Faults(kpi.Register{}, later)).Error() + "\n"
	golden := "testdata/faults.golden.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("faults differ (-want +got):\n%s", diff)
	}
}

func TestWhatIsNotJSON(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, path string }{
		"empty":          {"", "file"},
		"cut short":      {"{\"people\": [", "line 1, column 13"},
		"a comma":        {"{\n \"people\": [],\n}", "line 3, column 1"},
		"two registers":  {"{} {}", "line 1, column 4"},
		"two, by lines":  {"{}\n\n{\"people\": []}\n", "line 3, column 1"},
		"what is left":   {"{}\n]", "line 2, column 1"},
		"a list":         {"[]", "file"},
		"null":           {"null", "file"},
		"a string":       {`"people"`, "file"},
		"a spreadsheet":  {"PK\x03\x04", "line 1, column 1"},
		"people as text": {`{"people": "all"}`, "people"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults := register.ReadJSON(strings.NewReader(c.file))
			if len(faults) != 1 || faults[0].Path != c.path || faults[0].Sentence == "" {
				t.Errorf("faults %q; want one at %q", faults, c.path)
			}
		})
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add(seed.Register)
	f.Add([]byte(`{"committees":[{"name":"A","ladder":"opens, -5, 0, +3 manager"}],"closures":[{"date":"2024-12-27","name":"Closed"}]}`))
	f.Add([]byte(`{"figures":[{"indicator":"1","period":"2023-24Q2","value":"1e309"}]}`))
	for _, seed := range []string{
		`{"figures":[],"figures":[]}`, `{"figures":[{"value":"1","value":"2"}]}`, `{"people":[{"name":"\ud83d\ude00","slack_id":"U0A"},{"name":"\ud83d"}]}`, `{"people":[{"name":"a\u0000\\u0001"}]}`,
		"{\"committees\":[{\"name\":\"Children\x92s\"}]}", "\ufeff{}", "\xff\xfe{\x00}\x00", "{\x00}\x00", "\x00{\x00}", "{} {}", "{}]", "[]", "null", "\"", `"\u`, `{"a\`, "{\"\\ud800\":1}",
		"{\"committees\":[{\"name\":\" A\u00a0\u2003b \",\"sign_off\":\"manager\",\"self_sign_off\":true,\"channel\":\"C0A\"}]}",
		`{"indicators":[{"code":"a","title":"t","committee":"","unit":"count","direction":"up","kind":"target","targets":{"2023-24Q1":"1","Q1 2023/24":"2"}}]}`,
		strings.Repeat("[", 20000), strings.Repeat(`{"people":`, 5000), `{"collections":[{"period":"2023-24Q3","opens":"2024-01-02","due":"2024-01-19","publishes":null}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		r, faults := register.ReadJSON(bytes.NewReader(file))
		for _, fault := range faults {
			if fault.Path == "" || fault.Sentence == "" {
				t.Errorf("the fault is %+v", fault)
			}
		}
		sense := r.Faults(kpi.Register{}, later)
		_ = register.Merge(faults, sense)
		_ = r.Remarks(kpi.Register{}, later)
		if len(faults)+len(sense) > 0 {
			return
		}
		var once, twice bytes.Buffer
		if err := register.WriteJSON(&once, r); err != nil {
			t.Fatal(err)
		}
		again, faults := register.ReadJSON(bytes.NewReader(once.Bytes()))
		if len(faults) > 0 {
			t.Fatalf("what was written cannot be read: %s", faults)
		}
		if err := register.WriteJSON(&twice, again); err != nil {
			t.Fatal(err)
		}
		if once.String() != twice.String() {
			t.Errorf("writing is not the inverse of reading:\n%s\n%s", &once, &twice)
		}
	})
}
