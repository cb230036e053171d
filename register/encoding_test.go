package register_test

import (
	"encoding/binary"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"chaser/register"
)

// A file that is not UTF-8 is refused with the place that shows it, rather than read with letters lost.
func TestEncodings(t *testing.T) {
	t.Parallel()
	const plain = `{"committees": [{"name": "Children’s Services"}]}`
	wide := func(order binary.AppendByteOrder, mark string) string {
		text := []byte(mark)
		for _, unit := range utf16.Encode([]rune(plain)) {
			text = order.AppendUint16(text, unit)
		}
		return string(text)
	}
	wider := func(order binary.AppendByteOrder, mark string) string {
		text := []byte(mark)
		for _, r := range plain {
			text = order.AppendUint32(text, uint32(r))
		}
		return string(text)
	}
	for name, c := range map[string]struct{ file, path, says string }{
		"Windows-1252":           {"{\n\"committees\": [{\"name\": \"Children\x92s Services\"}]}", "line 2, column 34", "the byte 0x92 (“’” in Windows-1252) after “Children” is not UTF-8"},
		"Latin-1":                {"{\"people\": [{\"name\": \"Ren\xe9e\"}]}", "line 1, column 26", "the byte 0xE9 (“é” in Windows-1252) after “Ren”"},
		"Latin-1, the pound":     {"{\"figures\": [{\"commentary\": \"\xa31m\"}]}", "line 1, column 30", "the byte 0xA3 (“£” in Windows-1252) is not UTF-8"},
		"the last of that table": {"{\"name\": \"\x9f\"}", "line 1, column 11", "“Ÿ”"},
		"no character there":     {"{\"name\": \"\x81\"}", "line 1, column 11", "the byte 0x81 is not UTF-8"},
		"cut inside a letter":    {"{\"people\": [{\"name\": \"Ren\xc3\"}]}", "line 1, column 26", "the byte 0xC3"},
		"a surrogate in bytes":   {"{\"people\": [{\"name\": \"\xed\xa0\x80\"}]}", "line 1, column 23", "the byte 0xED"},
		"UTF-16":                 {wide(binary.LittleEndian, "\xff\xfe"), "file", "is UTF-16, not UTF-8: save the file again as UTF-8"},
		"UTF-16, big":            {wide(binary.BigEndian, "\xfe\xff"), "file", "is UTF-16"},
		"UTF-16 without a mark":  {wide(binary.LittleEndian, ""), "file", "is UTF-16"},
		"UTF-16BE without":       {wide(binary.BigEndian, ""), "file", "is UTF-16"},
		"UTF-32":                 {wider(binary.LittleEndian, "\xff\xfe\x00\x00"), "file", "is UTF-32"},
		"UTF-32BE":               {wider(binary.BigEndian, "\x00\x00\xfe\xff"), "file", "is UTF-32"},
		"UTF-32 without a mark":  {wider(binary.LittleEndian, ""), "file", "is UTF-32"},
		"UTF-32BE without":       {wider(binary.BigEndian, ""), "file", "is UTF-32"},
		"NUL":                    {"{\"people\":\n [\x00]}", "line 2, column 3", "NUL"},
		"NUL as an escape":       {`{"people": [{"slack_id": "U0A", "name": "A\u0000B"}]}`, "line 1, column 43", `\u0000 is a character that no text has`},
		"half a character":       {`{"people": [{"slack_id": "U0A", "name": "\ud83d"}]}`, "line 1, column 42", `\ud83d is half of a character`},
		"the other half":         {`{"people": [{"slack_id": "U0A", "name": "\uDE00 x"}]}`, "line 1, column 42", `\uDE00 is half of a character`},
		"halves turned round":    {`{"people": [{"slack_id": "U0A", "name": "\\\ude00\ud83d"}]}`, "line 1, column 44", `\ude00 is half of a character`},
		"read as Latin-1":        {`{"people": [{"slack_id": "U0A", "name": "Children` + "\u0092" + `s"}]}`, "people[0].name", "has the invisible character U+0092"},
		"a bell in a name":       {`{"people": [{"slack_id": "U0A", "name": "A\u0007B"}]}`, "people[0].name", "has the invisible character U+0007"},
		"after a mark, a slip":   {"\ufeff{\"people\": }", "line 1, column 12", "is not JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults := register.ReadJSON(strings.NewReader(c.file))
			if len(faults) == 0 || faults[0].Path != c.path || !strings.Contains(faults[0].Sentence, c.says) {
				t.Errorf("faults %v; want at %s: %s", faults, c.path, c.says)
			}
		})
	}
	for name, file := range map[string]string{
		"UTF-8":               plain,
		"with a mark":         "\ufeff" + plain,
		"with escapes":        `{"committees": [{"name": "Children\u2019s Services"}]}`,
		"a pair of escapes":   `{"committees": [{"name": "Children’s Services"}], "people": [{"slack_id": "U0A", "name": "\ud83d\ude00"}]}`,
		"an escaped escape":   `{"committees": [{"name": "Children’s Services"}], "people": [{"slack_id": "U0A", "name": "\\ud83d"}]}`,
		"other kinds of gaps": "{\"committees\": [{\"name\": \" Children’s\u00a0 \u2009Serv\u200bices\\n\"}]}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, faults := register.ReadJSON(strings.NewReader(file))
			if len(faults) > 0 || r.Committees[0].Name != "Children’s Services" {
				t.Errorf("read %+v: %v", r.Committees, faults)
			}
		})
	}
}

// Any kind of space in a name becomes one ordinary space, wherever the name stands. A commentary keeps its lines.
func TestSpacesOfNames(t *testing.T) {
	t.Parallel()
	r, faults := register.ReadJSON(strings.NewReader(`{"people": [{"slack_id": "U0A", "name": "A  B"}], "committees": [{"name": "Adults\u00a0\u00a0and Health", "members": ["U0A"]}],
		"indicators": [{"code": "1", "title": "A \t title", "committee": "Adults  and Health", "service": "Day\u3000care", "unit": "count", "direction": "none", "kind": "contextual",
		  "links": [{"text": "a  link", "url": "https://example.org"}], "description": "Two\n\nlines,  kept"}],
		"closures": [{"date": "2024-12-27", "name": "Flood\u2003 day"}],
		"figures": [{"indicator": " 1 ", "period": "2023-24Q1", "value": "1", "commentary": "Up.\n  Well"}]}`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	i := r.Indicators[0]
	got := []string{r.People[0].Name, r.Committees[0].Name, i.Title, i.Committee, i.Service, i.Links[0].Text, i.Description, r.Closures[0].Name, r.Figures[0].Indicator, r.Figures[0].Commentary}
	want := []string{"A B", "Adults and Health", "A title", "Adults and Health", "Day care", "a link", "Two\n\nlines,  kept", "Flood day", "1", "Up.\n  Well"}
	for n := range want {
		if got[n] != want[n] {
			t.Errorf("read %q, want %q", got[n], want[n])
		}
	}
}

// A key that stands twice is a fault with its path, however deep. It hides no other fault.
func TestKeysThatStandTwice(t *testing.T) {
	t.Parallel()
	_, faults := register.ReadJSON(strings.NewReader(`{
		"figures": [{"indicator": "1", "period": "2023-24Q1", "value": "1", "value": "2", "value": "3"}, {"indicator": "1", "status": "final", "status": "final"}],
		"indicators": [{"code": "1", "targets": {"2023-24Q1": "1", "2023-24Q1": "2"}, "links": [{"url": "a", "text": "", "url": "b"}],
		  "unit": "count", "direction": "none", "kind": "target", "kind": "target"}],
		"figures": [{"indicator": "2", "indicator": "2", "period": "2023-24Q1", "value": 1}],
		"Figures": [],
		"people": [{"slack_id": "U0A", "name": "", "n\u0061me": "A"}]
	}`))
	var paths []string
	for _, f := range faults {
		if strings.Contains(f.Sentence, "stands twice") {
			paths = append(paths, f.Path)
		}
	}
	want := `figures[0].value figures[1].status indicators[0].targets["2023-24Q1"] indicators[0].links[0].url indicators[0].kind figures[0].indicator figures people[0].name`
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("twice at %s\nwant      %s", got, want)
	}
	if !strings.Contains(faults.Error(), `["Figures"]: is not a field of the register`) || !strings.Contains(faults.Error(), "figures[1].period: ") {
		t.Errorf("the other faults are missing from\n%s", faults)
	}
}

// endless reads as spaces without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for n := range p {
		p[n] = ' '
	}
	return len(p), nil
}

// A file of the largest size is read. One with a byte more is refused, and so is one that never ends.
func TestFileOverItsSize(t *testing.T) {
	t.Parallel()
	fits := io.MultiReader(strings.NewReader("{}"), io.LimitReader(endless{}, register.MaxBytes-2))
	if _, faults := register.ReadJSON(fits); len(faults) > 0 {
		t.Errorf("a file of just the size has %v", faults)
	}
	for name, file := range map[string]io.Reader{
		"one byte more": io.MultiReader(strings.NewReader("{}"), io.LimitReader(endless{}, register.MaxBytes-1)),
		"without end":   io.MultiReader(strings.NewReader("{}"), endless{}),
	} {
		if _, faults := register.ReadJSON(file); len(faults) != 1 || faults[0].Path != "file" || !strings.Contains(faults[0].Sentence, "is over 64 MiB; split it") {
			t.Errorf("%s has %v", name, faults)
		}
	}
}

// What an indicator cannot do without has no default, as a wrong guess would rate its figures wrongly.
func TestUnitDirectionAndKindAreNeeded(t *testing.T) {
	t.Parallel()
	const whole = `{"indicators": [{"code": "1", "title": "T", "committee": "C", "unit": "count", "direction": "up", "kind": "target"}]}`
	if _, faults := register.ReadJSON(strings.NewReader(whole)); len(faults) > 0 {
		t.Fatal(faults)
	}
	for field, said := range map[string]string{"unit": `"count"`, "direction": `"up"`, "kind": `"target"`} {
		for _, instead := range []string{`""`, `null`, `" "`, ""} {
			file := strings.Replace(whole, `"`+field+`": `+said, `"`+field+`": `+instead, 1)
			if instead == "" {
				file = strings.TrimSuffix(strings.Replace(file, `"`+field+`": , `, "", 1), `, "kind": }]}`)
				if field == "kind" {
					file += "}]}"
				}
			}
			_, faults := register.ReadJSON(strings.NewReader(file))
			if len(faults) != 1 || faults[0].Path != "indicators[0]."+field || !strings.Contains(faults[0].Sentence, "is missing; write one of ") {
				t.Errorf("%s: the faults are %v", file, faults)
			}
		}
	}
}
