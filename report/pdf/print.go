// Package pdf prints a report's HTML as a tagged PDF, by the Chromium of the machine, part by part. It must never know
// what the report says.
package pdf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/chromedp/chromedp"

	"chaser/kpi"
	"chaser/report/pdf/bind"
)

// browsers are the commands and places under which Chromium or Chrome is installed.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
}

// ErrNoBrowser is for a machine on which no PDF can be printed.
var ErrNoBrowser = kpi.Refuse("format", "A PDF is printed by Chromium or Chrome, and there is none on this machine. "+
	"Install one (on Debian: apt install chromium fonts-liberation), or ask for html, which any browser prints.")

// Browser is the program that prints; ErrNoBrowser where there is none.
func Browser() (path string, err error) {
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", ErrNoBrowser
}

// Document is what is to be printed, as HTML files. Running heads and page numbers are printed last, when it is known
// how many pages there are. What is printed stands beside the files.
type Document struct {
	Parts []string
	Heads func(pages int) (htmlFile string, err error) // so many pages with nothing but their heads
	Whole func() (htmlFile string, err error)          // the parts in one, with its heads
}

// Print prints a document's parts, one by one, and binds them together: their titles, languages, headings, links and
// tables become the PDF's title, language, outline, links and tags. So Chromium needs memory by the part. Where it
// comes to write PDFs in another way than is known here, it prints the whole at once, and takes the memory for that. No
// two prints have the same bytes, since Chromium writes the time into them.
func Print(ctx context.Context, to io.Writer, d Document) error {
	return printing(ctx, func(print printer) error {
		file, err := bound(print, d)
		if errors.Is(err, bind.ErrUnknown) {
			var whole string
			if whole, err = d.Whole(); err != nil {
				return err
			}
			file, err = print(whole)
		}
		if err != nil {
			return err
		}
		content, err := os.Open(file)
		if err != nil {
			return err
		}
		defer func() { _ = content.Close() }() // it was only read
		_, err = io.Copy(to, content)
		return err
	})
}

// bound is the PDF that is made of a document's parts.
func bound(print printer, d Document) (file string, err error) {
	pages := 0
	var printed []string
	for _, part := range d.Parts {
		file, err := print(part)
		if err != nil {
			return "", err
		}
		n, err := bind.Pages(file)
		if err != nil {
			return "", err
		}
		pages += n
		printed = append(printed, file)
	}
	sheets, err := d.Heads(pages)
	if err != nil {
		return "", err
	}
	heads, err := print(sheets)
	if err != nil {
		return "", err
	}
	to, err := os.Create(sheets + ".bound.pdf")
	if err != nil {
		return "", err
	}
	w := bufio.NewWriter(to)
	err = bind.Bind(w, heads, printed)
	return to.Name(), errors.Join(err, w.Flush(), to.Close())
}

// printer prints an HTML file to a PDF beside it.
type printer func(htmlFile string) (pdfFile string, err error)

// printing starts the browser for what is printed with it.
func printing(ctx context.Context, do func(printer) error) error {
	path, err := Browser()
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path))
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root; the page has no script and loads nothing
		options = append(options, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	return do(func(htmlFile string) (string, error) {
		printed, err := printed(ctx, htmlFile)
		if err != nil {
			return "", fmt.Errorf("pdf: with %s: %w", path, err)
		}
		file := htmlFile + ".pdf"
		return file, os.WriteFile(file, printed, 0o600)
	})
}

// printed is an HTML file as a PDF.
func printed(ctx context.Context, htmlFile string) ([]byte, error) {
	whole, err := filepath.Abs(htmlFile)
	if err != nil {
		return nil, err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(whole)}
	if err := chromedp.Do(ctx, chromedp.Navigate(address.String()), chromedp.WaitReady("body")); err != nil {
		return nil, fmt.Errorf("opening the report: %w", err)
	}
	content, err := chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged(), chromedp.PDFStream(),
	))
	if err != nil {
		return nil, fmt.Errorf("printing the report: %w", err)
	}
	return content, nil
}
