package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// subject is what a button or an option is about. It comes back from Slack in a signed request, yet it gives nobody a
// right: the store authorises.
type subject struct {
	Code       string  `json:"code,omitempty"`
	Period     string  `json:"period,omitempty"` // as the register writes it
	Draft      string  `json:"draft,omitempty"`
	Committee  string  `json:"committee,omitempty"`
	Service    string  `json:"service,omitempty"`
	Ratings    string  `json:"ratings,omitempty"` // with commas between them
	Bare       bool    `json:"bare,omitempty"`    // whether a list has only Reds without actions
	Question   int64   `json:"question,omitempty"`
	Figure     int64   `json:"figure,omitempty"`  // the revision that a sign-off is about; of several, the newest
	Figures    []int64 `json:"figures,omitempty"` // those that are taken back or moved
	Typed      string  `json:"typed,omitempty"`   // the figure that was meant, or that its reader saw
	From       int     `json:"from,omitempty"`    // the first item of a list's next page, or the row that it is about
	Choice     int     `json:"choice,omitempty"`  // which of the row's readings
	Action     int64   `json:"action,omitempty"`
	Mine       bool    `json:"mine,omitempty"` // whether a list has only the asker's own
	Correction int64   `json:"correction,omitempty"`
	Shown      string  `json:"shown,omitempty"`  // the seal of the correction as it was shown
	Do         string  `json:"do,omitempty"`     // of a row's menu: the press that was chosen
	Person     string  `json:"person,omitempty"` // the Slack id of whom a form proposes

	Seen        string `json:"seen,omitempty"`        // the digest of the preview that was shown
	Publication int64  `json:"publication,omitempty"` // that is taken back
	Order       int64  `json:"order,omitempty"`       // of files
	Formats     string `json:"formats,omitempty"`     // of a report, with commas between them
	Audience    string `json:"audience,omitempty"`    // of a report
	Files       int64  `json:"files,omitempty"`       // that were sent to be imported

	Opened map[string]string `json:"opened,omitempty"` // of a form of the register: what its inputs held when it was drawn, as digests
}

func (s subject) value() string {
	text, _ := json.Marshal(s) // strings and a number always encode
	return string(text)
}

// readSubject reads a button's value. A value that cannot be read is an empty subject.
func readSubject(value string) subject {
	var s subject
	if json.Unmarshal([]byte(value), &s) != nil {
		return subject{}
	}
	s.From = max(s.From, 0)
	return s
}

// period is the subject's period; zero where it has none.
func (s subject) period() kpi.Period {
	p, err := kpi.ParsePeriod(s.Period)
	if err != nil {
		return kpi.Period{}
	}
	return p
}

// about is the subject of a card's buttons.
func about(code string, p kpi.Period) subject {
	if p.IsZero() {
		return subject{Code: code}
	}
	return subject{Code: code, Period: p.String()}
}

func button(press, label string, s subject) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(press, s.value(), plain(label, maxButtonLabel))
}

func primary(b *slack.ButtonBlockElement) *slack.ButtonBlockElement {
	return b.WithStyle(slack.StylePrimary)
}

// buttons lays out a row. Slack wants every action_id of a row to differ: the second button of a kind is card#2, and
// pressOf undoes it.
func buttons(row ...*slack.ButtonBlockElement) slack.Block {
	seen := map[string]int{}
	elements := make([]slack.BlockElement, 0, len(row))
	for _, b := range row {
		if seen[b.ActionID]++; seen[b.ActionID] > 1 {
			b.ActionID = fmt.Sprintf("%s#%d", b.ActionID, seen[b.ActionID])
		}
		elements = append(elements, b)
	}
	return slack.NewActionBlock("", elements...)
}

func pressOf(actionID string) string {
	press, _, _ := strings.Cut(actionID, "#")
	return press
}
