package docx

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
)

// markup writes XML as it comes, so that a document of any length needs no more memory than its longest paragraph. An
// error of the writer beneath is kept and told by flush.
type markup struct{ out *bufio.Writer }

func newMarkup(w io.Writer) *markup { return &markup{bufio.NewWriter(w)} }

// declared begins a part with its XML declaration.
func (m *markup) declared() { m.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n") }

// raw writes markup of our own.
func (m *markup) raw(s string) { _, _ = m.out.WriteString(s) }

// text writes what somebody wrote. What XML cannot hold, such as a control character, becomes U+FFFD, so that it is
// seen to be missing.
func (m *markup) text(s string) { _ = xml.EscapeText(m.out, []byte(s)) }

// open begins an element with pairs of attribute and value.
func (m *markup) open(name string, attributes ...string) {
	m.tag(name, attributes)
	m.raw(">")
}

// empty writes an element that has nothing in it.
func (m *markup) empty(name string, attributes ...string) {
	m.tag(name, attributes)
	m.raw("/>")
}

func (m *markup) tag(name string, attributes []string) {
	m.raw("<" + name)
	for n := 0; n+1 < len(attributes); n += 2 {
		m.raw(" " + attributes[n] + `="`)
		m.text(attributes[n+1])
		m.raw(`"`)
	}
}

// end ends an element.
func (m *markup) end(name string) { m.raw("</" + name + ">") }

// element writes an element that has text alone; where there is none, nothing.
func (m *markup) element(name, text string, attributes ...string) {
	if text == "" {
		return
	}
	m.open(name, attributes...)
	m.text(text)
	m.end(name)
}

func (m *markup) flush() error { return m.out.Flush() }

func number(n int) string { return strconv.Itoa(n) }
