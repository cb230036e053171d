package html

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chaser/report"
)

// WriteParts writes the report as pages of their own into a directory, to be printed one by one and bound together:
// what stands before the cards, then so many cards each. They have no running heads, which WriteRunning has.
func WriteParts(dir string, r report.Report, cards int) (paths []string, err error) {
	part, err := newPart(dir, 0, r.Head)
	if err != nil {
		return nil, err
	}
	part.put("front", r.Head)
	part.Here = []string{index}
	for _, e := range r.Index {
		part.Elsewhere = append(part.Elsewhere, e.Anchor)
	}
	n := 0
	for c, err := range r.Cards {
		if err != nil {
			return nil, errors.Join(err, part.file.Close())
		}
		if n%cards == 0 {
			if err := part.close(nil); err != nil {
				return nil, err
			}
			paths = append(paths, part.file.Name())
			if part, err = newPart(dir, len(paths), r.Head); err != nil {
				return nil, err
			}
			part.put("open", nil)
			part.Elsewhere = []string{index}
		}
		part.put("card", cardOf(c))
		part.Here = append(part.Here, c.Anchor)
		n++
	}
	return append(paths, part.file.Name()), part.close(&r.Head)
}

// index is the place to which each card leads back.
const index = "index"

// part is a page with some of the report.
type part struct {
	*page
	file *os.File

	// A browser prints a place only where something on the page leads there, and a link only where its place is on the
	// page. So each part, unseen, leads to its own places, and has those of other parts that it leads to.
	Here, Elsewhere []string
}

func newPart(dir string, n int, h report.Head) (*part, error) {
	file, err := os.Create(filepath.Join(dir, fmt.Sprintf("part-%d.html", n)))
	if err != nil {
		return nil, err
	}
	p := &part{page: &page{Writer: bufio.NewWriter(file)}, file: file}
	p.top(h, false)
	return p, nil
}

// close ends a part; the last one with the report's foot.
func (p *part) close(foot *report.Head) error {
	p.put("close", nil)
	p.put("places", p)
	if foot != nil {
		p.put("foot", foot)
	}
	return errors.Join(p.end(), p.file.Close())
}

// WriteRunning writes so many pages with nothing but their running heads and numbers, to be laid onto the report's:
// they have no background.
func WriteRunning(w io.Writer, h report.Head, pages int) error {
	p := page{Writer: bufio.NewWriter(w)}
	p.top(h, true)
	p.put("sheets", pages)
	return p.end()
}
