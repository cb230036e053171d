// Package pdf prints a report's HTML as a tagged PDF, by the Chromium of the machine. It must never know what the
// report says.
package pdf

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/chromedp/chromedp"

	"chaser/kpi"
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

// Print prints an HTML file: its title, language, headings and tables become the PDF's title, language, outline and
// tags. Page numbers and running heads are the file's own. No two prints have the same bytes, since Chromium writes the
// time into them.
func Print(ctx context.Context, htmlFile string) ([]byte, error) {
	path, err := Browser()
	if err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(htmlFile)
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path))
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root; the page has no script and loads nothing
		options = append(options, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(whole)}
	if err := chromedp.Do(ctx, chromedp.Navigate(address.String()), chromedp.WaitReady("footer")); err != nil {
		return nil, fmt.Errorf("pdf: opening the report in %s: %w", path, err)
	}
	printed, err := chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged(), chromedp.PDFStream(),
	))
	if err != nil {
		return nil, fmt.Errorf("pdf: printing the report with %s: %w", path, err)
	}
	return printed, nil
}
