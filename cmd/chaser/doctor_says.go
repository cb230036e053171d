package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the doctor finds: all is well, something could be better, or something keeps Chaser from its work. After a
// fault, the command ends with 1.
const (
	stateOK      = "ok"
	stateWarning = "warning"
	stateFault   = "fault"
)

// finding is one thing that the doctor looked at: how it is, and what to do about it.
type finding struct {
	Subject string `json:"subject"`
	State   string `json:"state"`
	Says    string `json:"says"`
	Do      string `json:"do"`

	whole string // Says and Do in one sentence, as an error worded it; empty where none did
}

// doctor prints a line for each thing that it checks: ok, or what to do.
type doctor struct {
	s      streams
	asJSON bool
	found  []finding
	sick   bool
}

// say notes a fault where there is an error, whose sentence says what to do. Otherwise it notes that the subject is ok.
func (d *doctor) say(subject string, err error, ok string) {
	if err == nil {
		d.ok(subject, strings.TrimPrefix(strings.TrimPrefix(ok, stateOK), ": "))
		return
	}
	for line := range strings.SplitSeq(err.Error(), "\n") { // several errors may be joined
		says, do := cutCure(line)
		d.note(finding{subject, stateFault, says, do, line})
	}
}

func (d *doctor) ok(subject, says string) {
	d.note(finding{Subject: subject, State: stateOK, Says: says})
}

func (d *doctor) warn(subject, says, do string) {
	d.note(finding{Subject: subject, State: stateWarning, Says: says, Do: sentence(do)})
}

func (d *doctor) fault(subject, says, do string) {
	d.note(finding{Subject: subject, State: stateFault, Says: says, Do: sentence(do)})
}

// note prints a finding at once, so that somebody who waits for Slack sees what is already known.
func (d *doctor) note(f finding) {
	d.found = append(d.found, f)
	d.sick = d.sick || f.State == stateFault
	if !d.asJSON {
		_, _ = fmt.Fprintln(d.s.out, f)
	}
}

// String is the finding as a line.
func (f finding) String() string {
	line := f.Says
	switch {
	case f.whole != "":
		line = f.whole
	case f.Do != "":
		line += ". " + f.Do
	}
	switch {
	case f.State == stateFault:
		line = "✗ " + line
	case f.State == stateWarning:
		line = "! " + line
	case line == "":
		line = "ok"
	default:
		line = "ok: " + line
	}
	return fmt.Sprintf("%-10s %s", f.Subject, line)
}

// close prints the findings where they are printed all at once: as JSON.
func (d *doctor) close() error {
	if !d.asJSON {
		return nil
	}
	encoder := json.NewEncoder(d.s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(d.found)
}

// cutCure splits an error's text into what is wrong and what to do, at its first semicolon or full stop or before
// “run”.
func cutCure(text string) (says, do string) {
	at, length := len(text), 0
	for _, between := range []string{"; ", ". ", ": run "} {
		if n := strings.Index(text, between); n >= 0 && n < at {
			at, length = n, len(between)
			if between == ": run " {
				length = len(": ")
			}
		}
	}
	return text[:at], sentence(text[at+length:])
}

// sentence is the text with a capital at its beginning.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// several names a few and counts the others.
func several(names []string) string {
	const most = 8
	switch n := len(names); {
	case n == 0:
		return "nobody"
	case n == 1:
		return names[0]
	case n <= most:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return fmt.Sprintf("%s and %d others", strings.Join(names[:most-1], ", "), n-most+1)
	}
}

// verb is the form for one name or for several.
func verb(names []string, one, many string) string {
	if len(names) == 1 {
		return one
	}
	return many
}
