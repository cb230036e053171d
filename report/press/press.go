// Package press prints committees' reports. What was published is made once, kept with its digest, and is the same
// bytes for ever after; what was not is a draft, made anew each time. It knows where reports come from (store) and what
// prints them (the formats beside it), and must never know who asked, or how a file reaches them.
package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/kpi"
	"chaser/report"
	"chaser/report/html"
	"chaser/report/pdf"
	"chaser/store"
	"chaser/words"
)

// Order is what is to be printed.
type Order struct {
	Committee string // as the register has it
	Period    kpi.Period
	Format    string
	Audience  report.Audience
	Edition   int      // 0: the latest, made now where something was restated since
	By        []string // who produces it, a line each
	Now       time.Time
	Zone      *time.Location
}

// Printed is what was printed.
type Printed struct {
	Head   report.Head
	Name   string // for the file: performance-report-2023-24Q2-communities.html
	Size   int64
	SHA256 string // in hexadecimal
	Fresh  bool   // printed now; false: it was printed before, and is the same bytes
}

// Progress is told how far the cards are, of how many.
type Progress func(done, of int)

// Print prints a report to w. The error is a *kpi.Refusal where there is nothing to print, or nothing to print it with.
func Print(ctx context.Context, st *store.Store, o Order, w io.Writer, progress Progress) (_ Printed, err error) {
	f, err := formatNamed(o.Format)
	if err != nil {
		return Printed{}, err
	}
	desk, err := os.MkdirTemp("", "chaser-report-")
	if err != nil {
		return Printed{}, fmt.Errorf("press: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(desk)) }()
	if progress == nil {
		progress = func(int, int) {}
	}
	p := printing{Order: o, st: st, desk: desk, progress: progress}
	if f.Name == PDF {
		if _, err := pdf.Browser(); err != nil {
			return Printed{}, err
		}
	}
	if err := p.findEdition(ctx); err != nil {
		return Printed{}, err
	}
	file, fresh, err := p.file(ctx, f)
	if err != nil {
		return Printed{}, err
	}
	done := Printed{Head: p.head, Name: p.name(f), Size: file.Size, SHA256: file.SHA256, Fresh: fresh}
	return done, p.send(file, w)
}

// printing is an order on its way.
type printing struct {
	Order
	st       *store.Store
	desk     string // a directory of its own
	progress Progress

	edition store.ReportEdition // with the zero ID it is a draft
	head    report.Head
	cards   string // the file that holds the cards; empty: not fetched yet
}

// printedFile is a file on the desk.
type printedFile struct {
	path string
	store.ReportFile
}

// findEdition finds the edition that was asked for, or makes it; of what was not published it makes the draft.
func (p *printing) findEdition(ctx context.Context) error {
	editions, err := p.st.ReportEditions(ctx, p.Committee, p.Period)
	if err != nil {
		return err
	}
	if p.Edition > 0 {
		for _, e := range editions {
			if e.Number == p.Edition {
				return p.take(e)
			}
		}
		return kpi.Refuse("edition", "There is no edition %d of this report; it has %s. Leave the edition out for the latest.", p.Edition,
			words.Counted(len(editions), "one", "editions"))
	}
	reading, err := p.st.ReadReport(ctx, p.Committee, p.Period, kpi.DateOf(p.Now.In(p.Zone)))
	if err != nil {
		return err
	}
	defer func() { _ = reading.Close() }() // it was only read
	if len(editions) > 0 && editions[0].Publication == reading.Publication.ID && editions[0].Restated == reading.Restated {
		return p.take(editions[0])
	}
	number := 1
	if len(editions) > 0 {
		number = editions[0].Number + 1
	}
	return p.make(ctx, reading, number)
}

func (p *printing) take(e store.ReportEdition) error {
	p.edition = e
	if err := json.Unmarshal([]byte(e.Head), &p.head); err != nil {
		return fmt.Errorf("press: reading edition %d: %w", e.Number, err)
	}
	return nil
}

// make writes the cards to the desk, and keeps them where the period was published.
func (p *printing) make(ctx context.Context, reading *store.ReportReading, number int) error {
	facts := report.Facts{
		Committee: p.Committee, Period: p.Period, Before: reading.Before.Period, Produced: kpi.DateOf(p.Now.In(p.Zone)), By: p.By,
		Published: reading.Publication.At, Edition: number, Zone: p.Zone,
	}
	path := filepath.Join(p.desk, "cards")
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("press: %w", err)
	}
	defer func() { _ = file.Close() }() // closed below, where its error counts
	to := report.NewCardWriter(file)
	for r, err := range reading.Cards(ctx) {
		if err != nil {
			return err
		}
		if err := to.Write(report.NewCard(r, report.Clock{Produced: facts.Produced, Zone: p.Zone})); err != nil {
			return err
		}
		facts.Cards = append(facts.Cards, r.Light())
		if r.Then != nil {
			facts.Then = append(facts.Then, *facts.Cards[len(facts.Cards)-1].Then)
		}
		p.progress(len(facts.Cards), reading.Indicators)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("press: %w", err)
	}
	gone, err := reading.Gone(ctx)
	if err != nil {
		return err
	}
	facts.Then = append(facts.Then, gone...)
	p.cards = path
	if reading.Publication.ID == 0 {
		p.head = report.NewHead(facts)
		return nil
	}
	trail, err := reading.Trail(ctx)
	if err != nil {
		return err
	}
	facts.Trail = words.TrailDigest(trail.Digest)
	if p.head, err = to.Sealed(report.NewHead(facts)); err != nil {
		return err
	}
	return p.keep(ctx, reading, number, trail)
}

// cardsFormat is what the cards of an edition are kept as.
const cardsFormat = "cards"

func (p *printing) keep(ctx context.Context, reading *store.ReportReading, number int, trail store.TrailState) error {
	head, err := json.Marshal(p.head)
	if err != nil {
		return fmt.Errorf("press: writing the head: %w", err)
	}
	made := store.ReportEdition{
		Committee: p.Committee, Period: p.Period, Number: number, Publication: reading.Publication.ID, Restated: reading.Restated,
		Head: string(head), MadeAt: p.Now, Trail: trail,
	}
	cards, err := p.weigh(p.cards, cardsFormat, report.ForMembers)
	if err != nil {
		return err
	}
	content, err := os.Open(p.cards)
	if err != nil {
		return fmt.Errorf("press: %w", err)
	}
	defer func() { _ = content.Close() }() // it was only read
	kept, err := p.st.KeepReportEdition(ctx, made, p.head.Footer.Digest, cards.ReportFile, content)
	if err != nil {
		return err
	}
	if kept.Head != made.Head { // somebody else made it at the same moment: theirs counts
		p.cards = ""
	}
	return p.take(kept)
}

// file is the report in a format: the kept one, or one that is printed now and kept.
func (p *printing) file(ctx context.Context, f Format) (_ printedFile, fresh bool, err error) {
	path := filepath.Join(p.desk, "report."+f.Name)
	if p.edition.ID != 0 {
		kept, found, err := p.st.ReportFile(ctx, p.edition.ID, string(p.Audience), f.Name)
		if err != nil {
			return printedFile{}, false, err
		}
		if found {
			return printedFile{path, kept}, false, p.fetch(ctx, kept, path)
		}
	}
	if err := p.print(ctx, f, path); err != nil {
		return printedFile{}, false, err
	}
	made, err := p.weigh(path, f.Name, p.Audience)
	if err != nil || p.edition.ID == 0 {
		return made, true, err
	}
	content, err := os.Open(path)
	if err != nil {
		return printedFile{}, false, fmt.Errorf("press: %w", err)
	}
	defer func() { _ = content.Close() }() // it was only read
	kept, err := p.st.KeepReportFile(ctx, p.edition, made.ReportFile, content)
	if err != nil {
		return printedFile{}, false, err
	}
	if kept.SHA256 != made.SHA256 { // as of a PDF that somebody else printed at the same moment
		return printedFile{path, kept}, false, p.fetch(ctx, kept, path)
	}
	return made, true, nil
}

// printingTakes is what a browser is given to print the longest report, several times over.
const printingTakes = 10 * time.Minute

// print prints the report to a file on the desk.
func (p *printing) print(ctx context.Context, f Format, path string) error {
	if err := p.fetchCards(ctx); err != nil {
		return err
	}
	r := report.Read(p.head, func() (io.ReadCloser, error) { return os.Open(p.cards) })
	if p.Audience == report.ForPublic {
		r = r.ForThePublic()
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("press: %w", err)
	}
	write := f.write
	if f.Name == PDF {
		write = func(w io.Writer, r report.Report) error { return p.printPDF(ctx, w, r) }
	}
	if err := write(file, r); err != nil {
		_ = file.Close()
		return fmt.Errorf("press: printing %s: %w", f.Name, err)
	}
	return file.Close()
}

// cardsInPart is how many cards Chromium is given at once: with 10 it needs some 60 MB less, and takes a sixth longer.
const cardsInPart = 25

func (p *printing) printPDF(ctx context.Context, to io.Writer, r report.Report) error {
	ctx, stop := context.WithTimeout(ctx, printingTakes)
	defer stop()
	parts, err := html.WriteParts(p.desk, r, cardsInPart)
	if err != nil {
		return err
	}
	return pdf.Print(ctx, to, pdf.Document{
		Parts: parts,
		Heads: func(pages int) (string, error) {
			return p.page("heads.html", func(w io.Writer) error { return html.WriteRunning(w, r.Head, pages) })
		},
		Whole: func() (string, error) {
			return p.page("whole.html", func(w io.Writer) error { return html.Write(w, r) })
		},
	})
}

// page writes a file on the desk.
func (p *printing) page(name string, write func(io.Writer) error) (path string, err error) {
	path = filepath.Join(p.desk, name)
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	return path, errors.Join(write(file), file.Close())
}

func (p *printing) fetchCards(ctx context.Context) error {
	if p.cards != "" {
		return nil
	}
	kept, found, err := p.st.ReportFile(ctx, p.edition.ID, string(report.ForMembers), cardsFormat)
	if err == nil && !found {
		err = fmt.Errorf("press: edition %d has no cards", p.edition.Number)
	}
	if err != nil {
		return err
	}
	p.cards = filepath.Join(p.desk, "cards")
	return p.fetch(ctx, kept, p.cards)
}

func (p *printing) fetch(ctx context.Context, kept store.ReportFile, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("press: %w", err)
	}
	if err := p.st.WriteReportFile(ctx, kept, file); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}

// weigh is a file with its size and digest.
func (p *printing) weigh(path, format string, audience report.Audience) (printedFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return printedFile{}, fmt.Errorf("press: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err != nil {
		return printedFile{}, fmt.Errorf("press: %w", err)
	}
	return printedFile{path, store.ReportFile{Audience: string(audience), Format: format, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil)), MadeAt: p.Now}}, nil
}

func (p *printing) send(file printedFile, w io.Writer) error {
	from, err := os.Open(file.path)
	if err != nil {
		return fmt.Errorf("press: %w", err)
	}
	defer func() { _ = from.Close() }() // it was only read
	_, err = io.Copy(w, from)
	return err
}

// name is what the file is called.
func (p *printing) name(f Format) string {
	return FileName(p.Committee, p.Period, p.head.Cover, p.Audience) + "." + f.Name
}

// FileName is what a report's file is called, without its ending.
func FileName(committee string, period kpi.Period, c report.Cover, audience report.Audience) string {
	parts := []string{"performance-report", period.String(), slug(committee)}
	if c.Draft != "" {
		parts = append(parts, "draft")
	} else if c.EditionNumber > 1 {
		parts = append(parts, fmt.Sprintf("edition-%d", c.EditionNumber))
	}
	if audience == report.ForPublic {
		parts = append(parts, "public")
	}
	return strings.ReplaceAll(strings.Join(parts, "-"), "/", "-")
}

// slug is a name as a file's.
func slug(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}
