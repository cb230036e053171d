package html_test

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"chaser/report"
	"chaser/report/pdf"
	"chaser/report/reporttest"
)

// axeFile is axe-core as .ci/axe installs it.
const axeFile = "../../.ci/axe/node_modules/axe-core/axe.min.js"

// needed ends the test where something is missing that CI has.
func needed(t *testing.T, what, how string, err error) {
	t.Helper()
	if err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("there is no %s, and CI must have it: %s", what, how)
	}
	t.Skipf("there is no %s on this machine; to judge the page: %s", what, how)
}

// opened is a browser without a window that shows the report.
func opened(t *testing.T, r report.Report, width int64, scheme string) context.Context {
	t.Helper()
	path, err := pdf.Browser()
	needed(t, "Chromium", "apt install chromium", err)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, written(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // without a time-out, which would end the browser
		t.Fatal(err)
	}
	address := url.URL{Scheme: "file", Path: file}
	wears := func(ctx context.Context, page *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return chromedp.Void{}, err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 1000), wears, chromedp.Navigate(address.String()), chromedp.WaitReady("footer")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// axe-core finds nothing against WCAG 2.2 AA, nor against its own best practices, on a light screen, a dark one and a
// telephone's.
func TestAxe(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	needed(t, "axe-core", "npm ci --prefix .ci/axe", err)
	for name, how := range map[string]struct {
		report report.Report
		width  int64
		scheme string
	}{
		"light":   {reporttest.Everything(t), 1280, "light"},
		"dark":    {reporttest.Everything(t), 1280, "dark"},
		"narrow":  {reporttest.Everything(t), 320, "light"},
		"a draft": {reporttest.Seed(t), 1280, "light"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithTimeout(opened(t, how.report, how.width, how.scheme), 2*time.Minute)
			defer stop()
			isDark, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`matchMedia("(prefers-color-scheme: dark)").matches`))
			if err != nil || isDark != (name == "dark") {
				t.Fatalf("dark: %v, %v", isDark, err)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](string(axe)+"; true")); err != nil {
				t.Fatal(err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[judged](`axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => ({
				passes: r.passes.length,
				violations: r.violations.map(v => v.id + ": " + v.help + "\n" + v.nodes.slice(0, 3).map(n => "  " + n.html + "\n  " + n.failureSummary).join("\n")),
				unsure: r.incomplete.map(v => v.id + ": " + v.help),
			}))`, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			if found.Passes < 20 {
				t.Errorf("only %d of axe's rules looked at the page", found.Passes)
			}
			for _, v := range found.Violations {
				t.Error(v)
			}
			for _, v := range found.Unsure {
				t.Log("axe is not sure of", v)
			}
		})
	}
}

type judged struct {
	Passes             int
	Violations, Unsure []string
}

// On the narrowest screen nothing is wider than the screen, and nothing of the page comes from elsewhere.
func TestNarrowWithoutScrolling(t *testing.T) {
	for name, r := range map[string]report.Report{"seed": reporttest.Seed(t), "everything": reporttest.Everything(t)} {
		t.Run(name, func(t *testing.T) {
			ctx := opened(t, r, 320, "light")
			type seen struct {
				Width, Inner, Loaded int
				Wide                 []string
			}
			got, err := chromedp.Run(ctx, chromedp.Evaluate[seen](`({
				width: document.documentElement.scrollWidth, inner: innerWidth,
				loaded: performance.getEntriesByType("resource").length,
				wide: [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 200)),
			})`))
			if err != nil {
				t.Fatal(err)
			}
			if got.Inner != 320 || got.Width > got.Inner || len(got.Wide) > 0 || got.Loaded != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}
