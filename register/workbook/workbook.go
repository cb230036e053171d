// Package workbook writes spreadsheets: sheets whose first row is of headings, which stay in sight, can be filtered by
// and are repeated on paper. The same content gives the same bytes. Numbers keep every digit, and what somebody typed
// stays a text, whatever it begins with. It must never know what is written.
package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Properties are what a workbook says of itself. None comes from the clock.
type Properties struct {
	Title, Subject, Creator, Description string

	At   time.Time // when its content was made
	Head string    // stands over every printed page
}

// Book is a workbook that is being written.
type Book struct {
	file   *excelize.File
	head   string
	styles map[Style]int
	empty  bool // it has its first sheet still, which nobody asked for
}

// firstSheet is the sheet that excelize begins a workbook with.
const firstSheet = "Sheet1"

// New begins a workbook.
func New(p Properties) (*Book, error) {
	b := &Book{file: excelize.NewFile(), head: p.Head, styles: map[Style]int{}, empty: true}
	at := p.At.UTC().Format("2006-01-02T15:04:05Z")
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: p.Title, Subject: p.Subject, Creator: p.Creator, LastModifiedBy: p.Creator, Description: p.Description,
		Created: at, Modified: at, Language: "en-GB",
	})
	if err == nil {
		err = b.file.SetAppProps(&excelize.AppProperties{Application: "Chaser"})
	}
	if err != nil {
		return nil, fmt.Errorf("workbook: its properties: %w", err)
	}
	return b, nil
}

// Close removes what was kept aside on disk.
func (b *Book) Close() error { return b.file.Close() }

// WriteTo writes the workbook.
func (b *Book) WriteTo(w io.Writer) (int64, error) {
	packed, err := b.file.WriteToBuffer()
	if err != nil {
		return 0, fmt.Errorf("workbook: packing it: %w", err)
	}
	counted := &counter{w: w}
	err = repack(counted, packed.Bytes())
	return counted.n, err
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// repack writes the parts in one order, for excelize packs streamed sheets in the order of a map. What lists the parts
// comes first, as readers that do not seek want it.
func repack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fmt.Errorf("workbook: unpacking it: %w", err)
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) // “[” is before every letter but capitals
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if err := out.Copy(part); err != nil {
			return fmt.Errorf("workbook: packing %s: %w", part.Name, err)
		}
	}
	return out.Close()
}
