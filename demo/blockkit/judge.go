package blockkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// surface is where blocks are shown. Some blocks are allowed on some surfaces only.
type surface string

const (
	inMessage surface = "message"
	inModal   surface = "modal"
	inHome    surface = "home"
)

// judge goes through one message or view and collects every fault in it. It also counts what has limits across blocks.
type judge struct {
	surface surface
	without []string // types of blocks that are refused as if Slack did not know them
	faults  []string

	characters     int // of every text that the blocks show
	tableCells     int // characters in all cells of all tables
	markdown       int // characters in all markdown blocks
	visualisations int
	inputs         int
	focused        int // elements with focus_on_load
	blockIDs       map[string]bool
}

func newJudge(s surface) *judge {
	return &judge{surface: s, blockIDs: map[string]bool{}}
}

func (j *judge) fault(at, format string, args ...any) {
	j.faults = append(j.faults, fmt.Sprintf("[ERROR] "+format+" [json-pointer:%s]", append(args, at)...))
}

// errTrailing is for bytes after the end of a JSON value.
var errTrailing = errors.New("more than one JSON value")

// decode reads exactly one JSON value. Numbers keep the digits they came with.
func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errTrailing
	}
	return v, nil
}

// blank reports whether raw carries no value at all: nothing, or null.
func blank(raw []byte) bool {
	t := strings.TrimSpace(string(raw))
	return t == "" || t == "null"
}

// jsonText is a scalar as it reads: a string's characters, a number's digits.
func jsonText(v any) string {
	switch t := v.(type) {
	case string:
		return t
	case json.Number:
		return t.String()
	}
	return ""
}
