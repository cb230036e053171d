package bind

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// ErrUnknown is for a file that is not as Chromium writes them.
var ErrUnknown = errors.New("bind: the PDF is not written as Chromium is known to write it")

func unknown(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrUnknown}, args...)...)
}

// deepest is how many arrays and dictionaries may stand within each other. Chromium's need some six.
const deepest = 50

// parser reads objects from a file's bytes.
type parser struct {
	b    []byte
	at   int
	deep int
}

const (
	space     = "\x00\t\n\f\r "
	delimiter = space + "()<>[]{}/%"
)

func (p *parser) skip() {
	for p.at < len(p.b) && bytes.IndexByte([]byte(space), p.b[p.at]) >= 0 {
		p.at++
	}
}

// take says whether s comes next, and goes past it.
func (p *parser) take(s string) bool {
	p.skip()
	if !bytes.HasPrefix(p.b[p.at:], []byte(s)) {
		return false
	}
	p.at += len(s)
	return true
}

// token is what comes until the next space or bracket.
func (p *parser) token() string {
	n := bytes.IndexAny(p.b[p.at:], delimiter)
	if n < 0 {
		n = len(p.b) - p.at
	}
	p.at += n
	return string(p.b[p.at-n : p.at])
}

// object reads the next one.
func (p *parser) object() (object, error) {
	switch {
	case p.take("<<"):
		return p.dict()
	case p.take("["):
		return p.array()
	case p.take("/"):
		return name(p.token()), nil
	case p.take("<"):
		end := bytes.IndexByte(p.b[p.at:], '>')
		if end < 0 {
			return nil, unknown("a string has no end")
		}
		p.at += end + 1
		return text(p.b[p.at-end-2 : p.at]), nil
	case p.take("("):
		return p.text()
	}
	return p.wordOrRef()
}

func (p *parser) wordOrRef() (object, error) {
	first := p.token()
	if first == "" {
		return nil, unknown("there is no object at %d", p.at)
	}
	n, err := strconv.ParseUint(first, 10, 31)
	if err != nil {
		return word(first), nil // #nosec G115: see ParseUint
	}
	back := p.at
	if p.take("0") && p.at > back+1 && p.take("R") && (p.at == len(p.b) || bytes.IndexByte([]byte(delimiter), p.b[p.at]) >= 0) {
		return ref(n), nil
	}
	p.at = back
	return word(first), nil
}

// text reads a string in round brackets, which may have pairs of such in it.
func (p *parser) text() (object, error) {
	from := p.at - 1
	for open := 1; p.at < len(p.b); p.at++ {
		switch p.b[p.at] {
		case '\\':
			p.at++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				p.at++
				return text(p.b[from:p.at]), nil
			}
		}
	}
	return nil, unknown("a string has no end")
}

func (p *parser) array() (object, error) {
	a := array{}
	err := p.until("]", func() error {
		o, err := p.object()
		a = append(a, o)
		return err
	})
	return a, err
}

func (p *parser) dict() (object, error) {
	d := dict{}
	err := p.until(">>", func() error {
		if !p.take("/") {
			return unknown("a dictionary has no key at %d", p.at)
		}
		key := name(p.token())
		if _, twice := d[key]; twice {
			return unknown("a dictionary has /%s twice", key)
		}
		o, err := p.object()
		d[key] = o
		return err
	})
	return d, err
}

// until reads one after another until the end that is given.
func (p *parser) until(end string, next func() error) error {
	if p.deep++; p.deep > deepest {
		return unknown("objects stand within each other more than %d deep", deepest)
	}
	defer func() { p.deep-- }()
	for !p.take(end) {
		if err := next(); err != nil {
			return err
		}
	}
	return nil
}
