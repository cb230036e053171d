package line_test

import (
	"strings"
	"testing"
	"time"

	"chaser/bot/line"
	"chaser/kpi"
)

func TestCodes(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"178 and 175": "178 175 joined", "178, 175 & LIB1 please": "178 175 LIB1 joined", "178 175": "178 175", "178, 175": "178 175", "178, 142": "",
		"178 v REG2": "178 REG2 joined", "178 and 178": "178 joined", "178": "178", "178 and": "", "": "", "178 and 142": "", "178 175 went up": "", "and 178": "",
		"lib 1 or lib 2": "lib1 lib2 joined",
	} {
		codes, joined, ok := line.New(typed, isCode, kpi.Date{Year: 2024, Month: time.January, Day: 8}).Codes()
		got := strings.Join(codes, " ")
		if joined {
			got += " joined"
		}
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
